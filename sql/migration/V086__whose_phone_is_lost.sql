-- A lost phone is not even tested until it is another one or somebody says that it was found; and no duty is given to
-- somebody who has left.

alter table consultant
    add column phone_lost_at timestamptz,
    add constraint consultant_with_a_lost_phone_is_not_rung check (phone_lost_at is null or proved_at is null);
comment on column consultant.phone_lost_at is
    'When their phone was reported lost; null once they have another number or an administrator asks for a test call.';

create or replace function forget_the_proof() returns trigger
    language plpgsql as
$$
begin
    if new.contact is distinct from old.contact then
        new.proved_at := null;
        new.phone_lost_at := null;
    end if;
    return new;
end
$$;
comment on function forget_the_proof() is 'Another phone has proved nothing yet, and is not lost.';

create function refuse_a_duty_of_somebody_who_has_left() returns trigger
    language plpgsql as
$$
begin
    perform from consultant
    where id = new.consultant
        and left_on + interval '1 day' < coalesce((to_jsonb(new) ->> tg_argv[0])::timestamp, 'infinity')
    for share;
    if found then
        raise exception 'consultant % has left', new.consultant
            using errcode = 'check_violation', constraint = 'duty_is_of_somebody_who_serves';
    end if;
    return new;
end
$$;
comment on function refuse_a_duty_of_somebody_who_has_left() is
    'The argument names the column that says until when; what ends on the day on which they left is theirs.';
create trigger weekly_duty_is_of_somebody_who_serves before insert on weekly_duty
    for each row execute function refuse_a_duty_of_somebody_who_has_left('valid_until');
create trigger cover_is_of_somebody_who_serves before insert on cover
    for each row execute function refuse_a_duty_of_somebody_who_has_left('ends');
