-- A person has two phones at most, rung together or one after the other. Each verifies itself; a number is of one
-- person, whichever of their two it is; who leaves keeps neither.

alter table consultant
    add column second_kind text,
    add column second_contact text,
    add column second_rings text,
    add column second_proved_at timestamptz,
    add constraint consultant_second_phone_is_whole
        check (num_nonnulls(second_kind, second_contact, second_rings) in (0, 3)),
    add constraint consultant_second_phone_is_a_mobile_or_a_sip_phone check (second_kind in ('mobile', 'sip')),
    add constraint consultant_second_mobile_is_an_e164_number
        check (second_kind <> 'mobile' or second_contact ~ '^\+[1-9][0-9]{7,14}$'),
    add constraint consultant_second_sip_phone_has_1_to_20_letters_or_digits
        check (second_kind <> 'sip' or second_contact ~ '^[a-z0-9]{1,20}$'),
    add constraint consultant_second_phone_rings_in_a_known_way check (second_rings in ('together', 'afterwards')),
    add constraint consultant_second_phone_is_not_the_first check (second_contact <> contact),
    add constraint consultant_second_phone_belongs_to_one_consultant unique (second_contact),
    add constraint consultant_without_whisper_has_no_second_mobile check (whisper or second_kind = 'sip'),
    add constraint consultant_without_a_second_phone_has_not_verified_it
        check (second_proved_at is null or second_contact is not null),
    add constraint consultant_with_a_lost_phone_is_not_rung_on_the_second
        check (phone_lost_at is null or second_proved_at is null),
    add constraint consultant_who_has_left_has_no_second_phone check (left_on is null or second_contact is null);
comment on column consultant.second_kind is 'Like contact_kind, of their second phone; null for who has one.';
comment on column consultant.second_contact is 'Like contact, of their second phone.';
comment on column consultant.second_rings is
    'together: with the first. afterwards: when nobody took the call on the first.';
comment on column consultant.second_proved_at is 'Like proved_at, of their second phone.';
comment on column consultant.phone_lost_at is
    'When their phone was reported lost; null once their first has another number or an administrator asks for a test '
    'call.';

-- Two who enter one number at once wait for each other here, for a unique constraint is of one column.
create function number_is_of_one_consultant() returns trigger
    language plpgsql as
$$
begin
    perform pg_advisory_xact_lock(4574);
    if exists (select from consultant
        where id <> new.id and (second_contact = new.contact or contact = new.second_contact))
    then
        raise exception using
            errcode = 'unique_violation',
            message = 'a number is of one consultant',
            constraint = 'consultant_phone_belongs_to_one_consultant';
    end if;
    return new;
end
$$;
comment on function number_is_of_one_consultant() is 'A number is the first of nobody whose second it is of another.';
create trigger number_is_of_one_consultant before insert or update of contact, second_contact on consultant
    for each row execute function number_is_of_one_consultant();

create or replace function forget_the_proof() returns trigger
    language plpgsql as
$$
begin
    if new.contact is distinct from old.contact then
        new.proved_at := null;
        new.phone_lost_at := null;
    end if;
    if new.second_contact is distinct from old.second_contact then
        new.second_proved_at := null;
    end if;
    return new;
end
$$;
create or replace trigger proof_is_of_the_phone before update of contact, second_contact on consultant
    for each row execute function forget_the_proof();

create domain which_phone as text constraint phone_is_the_first_or_the_second check (value in ('first', 'second'));
comment on domain which_phone is 'One of the two phones that a person may have.';

alter table number_code
    add column phone which_phone not null default 'first',
    drop constraint number_code_pk,
    add constraint number_code_pk primary key (consultant, phone);
comment on column number_code.phone is 'Which of their numbers it is.';

create or replace function forget_the_code() returns trigger
    language plpgsql as
$$
begin
    update number_code set code_hash = null, expires_at = null
    where consultant = new.id
        and (new.left_on is not null and old.left_on is null
            or new.phone_lost_at is not null and old.phone_lost_at is null
            or phone = 'first' and new.contact is distinct from old.contact
            or phone = 'second' and new.second_contact is distinct from old.second_contact);
    return new;
end
$$;

alter table errand add column phone which_phone not null default 'first';
comment on column errand.phone is 'Of a test: which of the consultant''s phones is tested.';

create view phone_of_a_consultant as
select id as consultant, cast('first' as which_phone) as phone, contact_kind as kind, proved_at,
    phone_lost_at is not null as lost
from consultant
where left_on is null
union all
select id, cast('second' as which_phone), second_kind, second_proved_at, phone_lost_at is not null
from consultant
where left_on is null and second_contact is not null;
comment on view phone_of_a_consultant is 'Each phone of whoever serves, without its number.';
