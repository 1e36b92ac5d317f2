-- A directory of partners' places: what kind of place, who may see it, how it is called, what is spoken there. And how many
-- callers partners passed on to us.

alter table place
    add column kind text not null default 'other',
    add column audience text not null default 'everybody',
    add column phone text,
    add column phone_audience text,
    add column languages text[] not null default '{}',
    add column searched text not null generated always as (lower(regexp_replace(
        normalize(coalesce(partner || ' ', '') || address, nfd), '[\u0300-\u036f]', '', 'g'))) stored,
    add constraint place_kind_is_known check (kind in ('library', 'shelter', 'crisis-centre', 'other')),
    add constraint place_audience_is_known check (audience in ('everybody', 'consultants')),
    add constraint place_phone_has_3_to_8_digits check (phone ~ '^[0-9]{3,8}$'),
    add constraint place_phone_has_an_audience check ((phone is null) = (phone_audience is null)),
    add constraint place_phone_audience_is_known check (phone_audience in ('everybody', 'consultants')),
    add constraint place_languages_are_codes
        check (languages = '{}' or array_to_string(languages, ',', '?') ~ '^[a-z]{2}(,[a-z]{2})*$'),
    add constraint place_speaks_a_language_once check (has_no_doubles(languages));

-- Those that are there already are on the public page. Of a new one somebody says who may see it: a shelter's address is
-- often a secret.
alter table place alter column audience drop default;

create index place_by_region on place (region);

comment on table place is
    'Where somebody can come in person: our own places and those of partners. Some are for consultants only.';
comment on column place.kind is 'library, shelter, crisis-centre or other.';
comment on column place.audience is
    'Who may see it: everybody, on the public page, or consultants only, who tell a caller by word of mouth.';
comment on column place.phone is 'As it is dialled in Latvia; null for none.';
comment on column place.phone_audience is 'Who may see the number, of those who may see the place.';
comment on column place.languages is 'ISO 639-1 codes of what is spoken there; none while nobody has asked.';
comment on column place.searched is
    'Whose it is and the address, in small letters without diacritics: so they are found however they are typed.';

alter table api_token drop constraint api_token_scopes_are_known;
alter table api_token add constraint api_token_scopes_are_known check (scopes <@ array
    ['lines', 'people', 'contacts', 'roster', 'roster-import', 'simulator', 'statistics', 'recordings', 'places',
        'secret-places', 'places-import']);

create table partner_call_tally (
    counter uuid not null,
    month date not null,
    line national_number not null,
    calls integer not null,
    constraint partner_call_tally_pk primary key (counter),
    constraint partner_call_tally_line_is_a_published_number foreign key (line) references published_number,
    constraint partner_call_tally_month_begins_with_its_first_day check (extract(day from month) = 1),
    constraint partner_call_tally_counts_a_call_or_more check (calls >= 1)
);
create index partner_call_tally_by_line on partner_call_tally (line);
comment on table partner_call_tally is
    'How many callers of a month and a line a partner had passed on to us, as consultants said by a key after the call. Kept '
    'for good. Nothing here is of one call: Asterisk counts up, and tells the sum as often as it likes.';
comment on column partner_call_tally.counter is
    'Random: of one month and line in one Asterisk''s own database. One that was made anew counts beside the old one.';
comment on column partner_call_tally.month is 'Its first day, in Rīga.';
comment on column partner_call_tally.line is 'The number of ours that was dialled.';
comment on column partner_call_tally.calls is 'How many; it only grows.';
