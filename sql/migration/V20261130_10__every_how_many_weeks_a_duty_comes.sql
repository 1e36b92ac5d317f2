-- A weekly duty may come every 2, 3 or 4 weeks, counted from the week in which it is first valid. Two that never come in
-- the same week may have the same time.

create function minutes_of_twelve_weeks(
    weekday smallint, starts time, ends time, valid_from date, every_weeks smallint) returns int4multirange
    language sql immutable strict parallel safe
return (
    select range_agg(part)
    from (select (valid_from - date '0001-01-01') % 84 / 7 as week) as beginning
    cross join generate_series(0, 11) as later
    cross join lateral (
        select (week + later) % 12 * 10080 + (weekday - 1) * 1440 + (extract(epoch from starts) / 60)::int as first) as at
    cross join lateral (
        select first
            + ((extract(epoch from ends) - extract(epoch from starts)) / 60)::int
            + case when ends > starts then 0 else 1440 end as until) as ending
    cross join lateral (
        values (int4range(first, least(until, 120960))), (int4range(0, greatest(until - 120960, 0)))) as parts (part)
    where later % every_weeks = 0 and not isempty(part)
);
comment on function minutes_of_twelve_weeks(smallint, time, time, date, smallint) is
    'The minutes of twelve weeks, 0 to 120959, that a span covers which comes every 1 to 4 weeks from the week of a date '
    'on: 12 is the least number that all of these divide. The weeks are counted from Monday, 0001-01-01, and what goes '
    'beyond the twelfth comes round to the first.';

alter table weekly_duty
    add column every_weeks smallint not null default 1,
    drop constraint weekly_duty_of_a_consultant_on_a_region_does_not_overlap,
    drop constraint weekly_duty_of_a_consultant_on_a_line_does_not_overlap,
    drop constraint weekly_duty_of_a_coordinator_does_not_overlap,
    add constraint weekly_duty_comes_every_1_to_4_weeks check (every_weeks between 1 and 4),
    add constraint weekly_duty_of_a_consultant_on_a_region_does_not_overlap
        exclude using gist (consultant with =, region with =,
            minutes_of_twelve_weeks(weekday, starts, ends, valid_from, every_weeks) with &&,
            daterange(valid_from, valid_until) with &&),
    add constraint weekly_duty_of_a_consultant_on_a_line_does_not_overlap
        exclude using gist (consultant with =, line with =,
            minutes_of_twelve_weeks(weekday, starts, ends, valid_from, every_weeks) with &&,
            daterange(valid_from, valid_until) with &&),
    add constraint weekly_duty_of_a_coordinator_does_not_overlap
        exclude using gist (consultant with =,
            minutes_of_twelve_weeks(weekday, starts, ends, valid_from, every_weeks) with &&,
            daterange(valid_from, valid_until) with &&) where (coordination);
comment on table weekly_duty is 'A duty that comes again each week, or every 2 to 4 weeks.';
comment on column weekly_duty.every_weeks is
    '1 for each week, to 4. The weeks, Monday to Sunday, are counted from that of valid_from.';
