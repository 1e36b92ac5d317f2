-- Opening hours hold from a date on, so that what was open is known by the hours of then, and other hours can be entered
-- before they begin.

alter table opening_hours
    add column valid_from date not null default '2000-01-01',
    add column valid_until date,
    drop constraint opening_hours_of_a_line_do_not_overlap,
    add constraint opening_hours_dates_are_finite check (isfinite(valid_from) and isfinite(valid_until)),
    add constraint opening_hours_last_for_a_date_at_least check (valid_from < valid_until),
    add constraint opening_hours_of_a_line_do_not_overlap
        exclude using gist (line with =, minutes_of_week(weekday, starts, ends) with &&,
            daterange(valid_from, valid_until) with &&);
comment on table opening_hours is
    'When a line is open each week, public holidays aside. Rows of the past stay: they say what was open then.';
comment on column opening_hours.valid_from is
    'The first date on which it opens so; 2000-01-01 for hours that nobody has changed.';
comment on column opening_hours.valid_until is 'The first date on which it does not any more; null for no end yet.';
