-- Whoever picks up a phone and presses 1 does not show that its number is the right one. A code shows it, which only the
-- consultant or an administrator has seen. Numbers that are verified already stay so.

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

alter table errand_call
    drop constraint errand_call_result_is_known,
    add constraint errand_call_result_is_known check (result in ('yes', 'no', 'silent', 'wrong-code', 'no-answer', 'busy',
        'rejected', 'unreachable', 'trunk-fault', 'engaged', 'lost'));
