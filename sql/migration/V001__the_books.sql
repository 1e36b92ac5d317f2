-- The books: which lines there are, when they are open, who serves them and when.
-- All wall-clock times are Europe/Riga; all spans are half-open [starts, ends).

-- Lets an exclusion constraint compare plain columns (=) and ranges (&&) together. Trusted since PostgreSQL 13, so the
-- database's owner may create it.
create extension if not exists btree_gist;

create domain line_id as text
    constraint line_id_is_lower_case_words_joined_by_hyphens
        check (value ~ '^[a-z]+(-[a-z0-9]+)*$' and length(value) <= 40);
comment on domain line_id is 'The stable name of a line, such as riga-trust: what logs, metrics and addresses call it.';

create domain national_number as text
    constraint national_number_has_eight_digits
        check (value ~ '^[0-9]{8}$');
comment on domain national_number is 'A Latvian telephone number without +371.';

create domain language_code as text
    constraint language_code_has_two_lower_case_letters
        check (value ~ '^[a-z]{2}$');
comment on domain language_code is 'A spoken language by its ISO 639-1 code.';

create domain region_name as text
    constraint region_name_is_one_of_five
        check (value in ('riga', 'latgale', 'kurzeme', 'vidzeme', 'zemgale'));
comment on domain region_name is 'A part of Latvia that has a number of its own.';

create domain minute_of_day as time
    constraint minute_of_day_has_no_seconds_and_is_before_24
        check (value = date_trunc('minute', value::interval)::time and value < time '24:00');
comment on domain minute_of_day is 'A wall-clock time to the minute, 00:00 to 23:59.';

create domain quarter_of_day as time
    constraint quarter_of_day_is_00_15_30_or_45
        check (extract(minute from value) in (0, 15, 30, 45) and extract(second from value) = 0
            and value < time '24:00');
comment on domain quarter_of_day is
    'A wall-clock time that can be spoken to callers: the prompts have hours and quarters only.';

create domain local_minute as timestamp
    constraint local_minute_has_no_seconds_and_is_finite
        check (isfinite(value) and value = date_trunc('minute', value));
comment on domain local_minute is 'A wall-clock date and time to the minute.';

create domain local_quarter as timestamp
    constraint local_quarter_is_00_15_30_or_45_and_finite
        check (isfinite(value) and value = date_trunc('hour', value) + extract(minute from value) * interval '1 minute'
            and extract(minute from value) in (0, 15, 30, 45));
comment on domain local_quarter is 'A wall-clock date and time that can be spoken to callers.';

create domain iso_weekday as smallint
    constraint iso_weekday_is_1_to_7
        check (value between 1 and 7);
comment on domain iso_weekday is '1 Monday to 7 Sunday.';

create function minutes_of_week(weekday smallint, starts time, ends time) returns int4multirange
    language sql immutable strict parallel safe
return (
    select case
        when until <= 10080 then int4multirange(int4range(first, until))
        else int4multirange(int4range(first, 10080), int4range(0, until - 10080))
    end
    from (select (weekday - 1) * 1440 + (extract(epoch from starts) / 60)::int as first) as beginning
    cross join lateral (
        select first
            + ((extract(epoch from ends) - extract(epoch from starts)) / 60)::int
            + case when ends > starts then 0 else 1440 end as until) as ending
);
comment on function minutes_of_week(smallint, time, time) is
    'The minutes of a week, 0 to 10079, that a weekly span covers. An end that is not after the start is on the next '
    'day; what goes beyond Sunday comes round to Monday.';

create function has_no_doubles(list text[]) returns boolean
    language sql immutable strict parallel safe
return (select count(*) = count(distinct element) from unnest(list) as element);
comment on function has_no_doubles(text[]) is 'Whether each element is in the list once and none is null.';

create table published_number (
    number national_number not null,
    constraint published_number_pk primary key (number)
);
comment on table published_number is
    'Every number that is or ever was a line''s, kept by a trigger on line. Records of calls refer to it, so that they '
    'can hold no other number, a caller''s least of all, and survive the line.';
comment on column published_number.number is 'One of ours, without +371.';

create table line (
    id line_id not null,
    number national_number not null,
    name text not null,
    region region_name not null,
    languages text[] not null,
    hours_assumed boolean not null default false,
    strategy text not null,
    wave_size smallint,
    ring_seconds smallint not null default 20,
    patience_seconds smallint not null default 120,
    wrap_up_seconds smallint not null default 60,
    general boolean not null default false,
    constraint line_pk primary key (id),
    constraint line_number_belongs_to_one_line unique (number),
    constraint line_number_is_published foreign key (number) references published_number,
    constraint line_name_has_1_to_80_characters check (name = btrim(name) and length(name) between 1 and 80),
    constraint line_has_a_language check (cardinality(languages) > 0),
    constraint line_languages_are_codes check (array_to_string(languages, ',', '?') ~ '^[a-z]{2}(,[a-z]{2})*$'),
    constraint line_has_a_language_once check (has_no_doubles(languages)),
    constraint line_strategy_is_known check (strategy in ('all-at-once', 'one-by-one', 'waves')),
    constraint line_has_a_wave_size_if_it_rings_in_waves check ((strategy = 'waves') = (wave_size is not null)),
    constraint line_wave_has_2_to_10_phones check (wave_size between 2 and 10),
    constraint line_rings_5_to_60_seconds check (ring_seconds between 5 and 60),
    constraint line_patience_is_30_seconds_to_1_hour check (patience_seconds between 30 and 3600),
    constraint line_wrap_up_is_10_minutes_at_most check (wrap_up_seconds between 0 and 600)
);
create unique index line_general_is_one_of_all on line (general) where general;
comment on table line is 'A published number.';
comment on column line.id is 'Its stable name in logs, metrics and addresses.';
comment on column line.number is 'Without +371.';
comment on column line.name is 'As administrators know it.';
comment on column line.region is 'Where its consultants are; it comes from the number dialled, never from the caller''s.';
comment on column line.languages is 'ISO 639-1 codes it serves; the first is the one that callers hear first.';
comment on column line.hours_assumed is 'True while nobody has confirmed the opening hours.';
comment on column line.strategy is 'In which order phones ring: all-at-once, one-by-one or waves.';
comment on column line.wave_size is 'Phones in a wave, for strategy waves only.';
comment on column line.ring_seconds is 'How long one step of the plan rings.';
comment on column line.patience_seconds is 'How long a caller waits before being told that nobody was reached yet.';
comment on column line.wrap_up_seconds is 'How long a consultant is left in peace after an answered call of this line.';
comment on column line.general is 'The line that callers of an unknown number are told of.';

create function publish_number() returns trigger
    language plpgsql as
$$
begin
    insert into published_number (number) values (new.number) on conflict do nothing;
    return new;
end
$$;
comment on function publish_number() is 'Keeps published_number complete.';
create trigger number_is_published before insert or update of number on line
    for each row execute function publish_number();

create table opening_hours (
    id integer generated by default as identity,
    line line_id not null,
    weekday iso_weekday not null,
    starts quarter_of_day not null,
    ends quarter_of_day not null,
    constraint opening_hours_pk primary key (id),
    constraint opening_hours_are_of_a_line foreign key (line) references line on update cascade,
    constraint opening_hours_of_a_line_do_not_overlap
        exclude using gist (line with =, minutes_of_week(weekday, starts, ends) with &&)
);
comment on table opening_hours is 'When a line is open each week, public holidays aside.';
comment on column opening_hours.id is 'Means nothing.';
comment on column opening_hours.line is 'The line that is open.';
comment on column opening_hours.weekday is 'The day on which the span starts.';
comment on column opening_hours.starts is 'When it opens.';
comment on column opening_hours.ends is 'When it closes; not after the start means on the next day, 00:00 to 00:00 the whole day.';

create table closure (
    id integer generated by default as identity,
    line line_id,
    starts local_minute not null,
    ends local_quarter not null,
    constraint closure_pk primary key (id),
    constraint closure_is_of_a_line foreign key (line) references line on update cascade,
    constraint closure_ends_after_it_starts check (starts < ends)
);
create index closure_by_line on closure (line);
comment on table closure is 'A dated, unplanned span in which a line is closed. Closures may overlap.';
comment on column closure.id is 'Means nothing.';
comment on column closure.line is 'The line that is closed; null means all of them.';
comment on column closure.starts is 'From when.';
comment on column closure.ends is 'Until when: callers are told, so it is on a quarter of an hour.';

create table special_opening (
    id integer generated by default as identity,
    line line_id not null,
    starts local_quarter not null,
    ends local_quarter not null,
    constraint special_opening_pk primary key (id),
    constraint special_opening_is_of_a_line foreign key (line) references line on update cascade,
    constraint special_opening_ends_after_it_starts check (starts < ends)
);
create index special_opening_by_line on special_opening (line);
comment on table special_opening is
    'A dated span in which a line is open although its hours or a public holiday say otherwise. They may overlap.';
comment on column special_opening.id is 'Means nothing.';
comment on column special_opening.line is 'The line that is open.';
comment on column special_opening.starts is 'From when: callers are told, so it is on a quarter of an hour.';
comment on column special_opening.ends is 'Until when.';

create table consultant (
    id smallint generated by default as identity,
    name text not null,
    contact_kind text not null,
    contact text not null,
    languages text[] not null,
    regions text[] not null default '{}',
    overflow boolean not null default false,
    constraint consultant_pk primary key (id),
    constraint consultant_number_is_1_or_more check (id >= 1),
    constraint consultant_name_has_1_to_80_characters check (name = btrim(name) and length(name) between 1 and 80),
    constraint consultant_contact_is_a_mobile_or_a_sip_phone check (contact_kind in ('mobile', 'sip')),
    constraint consultant_mobile_is_an_e164_number
        check (contact_kind <> 'mobile' or contact ~ '^\+[1-9][0-9]{7,14}$'),
    constraint consultant_sip_phone_has_1_to_20_letters_or_digits
        check (contact_kind <> 'sip' or contact ~ '^[a-z0-9]{1,20}$'),
    constraint consultant_phone_belongs_to_one_consultant unique (contact),
    constraint consultant_speaks_a_language check (cardinality(languages) > 0),
    constraint consultant_languages_are_codes check (array_to_string(languages, ',', '?') ~ '^[a-z]{2}(,[a-z]{2})*$'),
    constraint consultant_speaks_a_language_once check (has_no_doubles(languages)),
    constraint consultant_regions_are_known
        check (regions <@ array ['riga', 'latgale', 'kurzeme', 'vidzeme', 'zemgale']),
    constraint consultant_is_of_a_region_once check (has_no_doubles(regions))
);
comment on table consultant is 'Somebody who takes calls.';
comment on column consultant.id is
    'What logs and records of calls name instead of the person. Two bytes, so that it can hold nobody''s number.';
comment on column consultant.name is 'As colleagues know them.';
comment on column consultant.contact_kind is 'mobile: a telephone over the trunk. sip: a SIP phone of the house.';
comment on column consultant.contact is 'The E.164 number with +, or the name of the SIP phone''s endpoint in Asterisk.';
comment on column consultant.languages is 'ISO 639-1 codes of what they speak.';
comment on column consultant.regions is 'Where they usually serve: a hint for whoever seeks a substitute, not a limit.';
comment on column consultant.overflow is
    'Whether they may be rung for a line of another region when nobody nearer answers.';

create table weekly_duty (
    id integer generated by default as identity,
    consultant smallint not null,
    region region_name,
    line line_id,
    weekday iso_weekday not null,
    starts minute_of_day not null,
    ends minute_of_day not null,
    valid_from date not null,
    valid_until date,
    constraint weekly_duty_pk primary key (id),
    constraint weekly_duty_is_of_a_consultant foreign key (consultant) references consultant on update cascade,
    constraint weekly_duty_is_of_a_line foreign key (line) references line on update cascade,
    constraint weekly_duty_covers_a_region_or_a_line check (num_nonnulls(region, line) = 1),
    constraint weekly_duty_is_valid_for_a_day_at_least check (valid_from < valid_until),
    constraint weekly_duty_dates_are_finite check (isfinite(valid_from) and isfinite(valid_until)),
    constraint weekly_duty_of_a_consultant_on_a_region_does_not_overlap
        exclude using gist (consultant with =, region with =,
            minutes_of_week(weekday, starts, ends) with &&, daterange(valid_from, valid_until) with &&),
    constraint weekly_duty_of_a_consultant_on_a_line_does_not_overlap
        exclude using gist (consultant with =, line with =,
            minutes_of_week(weekday, starts, ends) with &&, daterange(valid_from, valid_until) with &&)
);
create index weekly_duty_by_line on weekly_duty (line);
comment on table weekly_duty is 'A duty that comes again each week.';
comment on column weekly_duty.id is 'Means nothing.';
comment on column weekly_duty.consultant is 'Who is on duty.';
comment on column weekly_duty.region is 'The region whose lines are covered, all of them; or see line.';
comment on column weekly_duty.line is 'The only line that is covered; or see region.';
comment on column weekly_duty.weekday is 'The day on which the span starts.';
comment on column weekly_duty.starts is 'From when.';
comment on column weekly_duty.ends is 'Until when; not after the start means on the next day, 00:00 to 00:00 the whole day.';
comment on column weekly_duty.valid_from is 'The first date on which an occurrence may start.';
comment on column weekly_duty.valid_until is 'The first date on which none may start any more; null means for good.';

create table cover (
    id integer generated by default as identity,
    consultant smallint not null,
    region region_name,
    line line_id,
    starts local_minute not null,
    ends local_minute not null,
    constraint cover_pk primary key (id),
    constraint cover_is_of_a_consultant foreign key (consultant) references consultant on update cascade,
    constraint cover_is_of_a_line foreign key (line) references line on update cascade,
    constraint cover_covers_a_region_or_a_line check (num_nonnulls(region, line) = 1),
    constraint cover_ends_after_it_starts check (starts < ends),
    constraint cover_of_a_consultant_on_a_region_does_not_overlap
        exclude using gist (consultant with =, region with =, tsrange(starts, ends) with &&),
    constraint cover_of_a_consultant_on_a_line_does_not_overlap
        exclude using gist (consultant with =, line with =, tsrange(starts, ends) with &&)
);
create index cover_by_line on cover (line);
comment on table cover is 'A dated duty, in addition to the weekly ones. May overlap them.';
comment on column cover.id is 'Means nothing.';
comment on column cover.consultant is 'Who is on duty.';
comment on column cover.region is 'The region whose lines are covered, all of them; or see line.';
comment on column cover.line is 'The only line that is covered; or see region.';
comment on column cover.starts is 'From when.';
comment on column cover.ends is 'Until when.';

create table absence (
    id integer generated by default as identity,
    consultant smallint not null,
    starts local_minute not null,
    ends local_minute not null,
    constraint absence_pk primary key (id),
    constraint absence_is_of_a_consultant foreign key (consultant) references consultant on update cascade,
    constraint absence_ends_after_it_starts check (starts < ends)
);
create index absence_by_consultant on absence (consultant);
comment on table absence is
    'A dated span in which a consultant is not rung, whatever duties they have. Absences may overlap: together they '
    'count as one. Why somebody is absent is nobody''s business here.';
comment on column absence.id is 'Means nothing.';
comment on column absence.consultant is 'Who is absent.';
comment on column absence.starts is 'From when.';
comment on column absence.ends is 'Until when.';

create table pause (
    id integer generated by default as identity,
    consultant smallint not null,
    starts timestamptz not null,
    ends timestamptz not null,
    constraint pause_pk primary key (id),
    constraint pause_is_of_a_consultant foreign key (consultant) references consultant on update cascade,
    constraint pause_ends_after_it_starts check (starts < ends),
    constraint pause_is_finite check (isfinite(starts) and isfinite(ends))
);
create index pause_by_consultant on pause (consultant);
comment on table pause is 'A consultant''s rest, asked for by themselves. Pauses may overlap.';
comment on column pause.id is 'Means nothing.';
comment on column pause.consultant is 'Who rests.';
comment on column pause.starts is 'From when, as an instant: it is asked for now, not by the calendar.';
comment on column pause.ends is 'Until when.';
