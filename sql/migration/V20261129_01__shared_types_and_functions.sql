-- The types and functions that several tables share.
--
-- Wall-clock times are Europe/Riga and have no zone in their type; instants are timestamptz. Time ranges are
-- half-open: [starts, ends).

-- Lets an exclusion constraint compare plain columns (=) and ranges (&&) together. It is a trusted extension since
-- PostgreSQL 13, so the owner of the database may create it.
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

create domain announcement_text as text
    constraint announcement_text_has_1_to_300_characters_in_one_line
        check (value = btrim(value) and length(value) between 1 and 300 and value !~ '[[:cntrl:]]');
comment on domain announcement_text is 'Words that callers are to hear as they are typed.';

create domain sha256_hex as text
    constraint sha256_hex_has_64_hexadecimal_digits check (value ~ '^[0-9a-f]{64}$');
comment on domain sha256_hex is
    'A SHA-256 digest in hexadecimal digits: what is kept of a secret that is only compared.';

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

-- Routers LISTEN, so that the next call goes by a changed roster. The payload is empty: a router reads the tables
-- again.

create function tell_routers() returns trigger
    language plpgsql as
$$
begin
    perform pg_notify(tg_argv[0], '');
    return null;
end
$$;
comment on function tell_routers() is
    'Notifies the channel that the trigger names; PostgreSQL sends one a transaction.';
