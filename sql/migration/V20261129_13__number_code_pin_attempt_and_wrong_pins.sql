-- What consultants key in on a phone. A code, which only the consultant or an administrator has seen, shows that a
-- number is the right one; a PIN shows who calls the duty line. All routers count together what was tried in vain,
-- and attempts at one PIN wait one after the other.

create table number_code (
    consultant smallint not null,
    code_hash text,
    expires_at timestamptz,
    tried_on date,
    tries smallint not null default 0,
    constraint number_code_pk primary key (consultant),
    constraint number_code_is_of_a_consultant
        foreign key (consultant) references consultant on update cascade on delete cascade,
    constraint number_code_expires check ((code_hash is null) = (expires_at is null)),
    constraint number_code_tries_are_of_a_day check (tries = 0 or tries > 0 and tried_on is not null)
);
comment on table number_code is 'The codes by which consultants verify their numbers in a test call.';
comment on column number_code.consultant is 'Whose number it is.';
comment on column number_code.code_hash is
    'A slow hash of the code; null when it was used, or the number is another one or lost.';
comment on column number_code.expires_at is 'Until when the code is good.';
comment on column number_code.tried_on is 'The day in Riga on which a code was last tried.';
comment on column number_code.tries is 'How many were tried on that day, whichever code it was.';

create function forget_the_code() returns trigger
    language plpgsql as
$$
begin
    if new.contact is distinct from old.contact
        or new.left_on is not null and old.left_on is null
        or new.phone_lost_at is not null and old.phone_lost_at is null
    then
        update number_code set code_hash = null, expires_at = null where consultant = new.id;
    end if;
    return new;
end
$$;
comment on function forget_the_code() is 'A code is for one number, while it is in the hands of its owner.';
create trigger consultant_with_another_number_needs_another_code after update on consultant
    for each row execute function forget_the_code();

create table pin_attempt (
    consultant smallint not null,
    failed integer not null,
    last_at timestamptz not null,
    queue_ends_at timestamptz,
    constraint pin_attempt_pk primary key (consultant),
    constraint pin_attempt_is_of_a_consultant_or_of_nobody check (consultant >= 0),
    constraint pin_attempt_has_failed_once_or_more check (failed >= 1)
);
comment on table pin_attempt is
    'Attempts at PINs that did not succeed, or not yet. A row goes with the next attempt that succeeds. Nothing of '
    'the telephone that called is here.';
comment on column pin_attempt.consultant is
    'Who somebody said that they were; 0 stands for all numbers that have no PIN. No foreign key, for that reason.';
comment on column pin_attempt.failed is 'How many in a row, none longer than an hour after the one before.';
comment on column pin_attempt.last_at is 'When the last one was begun.';
comment on column pin_attempt.queue_ends_at is
    'When the PIN of the last attempt that has begun is looked at: the next one waits from then on. Null: nobody '
    'waits.';

create table wrong_pins (
    day date not null,
    count integer not null,
    constraint wrong_pins_pk primary key (day),
    constraint wrong_pins_are_1_or_more check (count >= 1)
);
comment on table wrong_pins is
    'How many wrong PINs there were on the duty line, whosever they were to be. A few guesses at each of many '
    'consultants show only here. Kept for 30 days.';
comment on column wrong_pins.day is 'In Riga.';
comment on column wrong_pins.count is 'Of all routers together.';
