-- Routers LISTEN, so that a change of the books is on the next call. The payload is empty: a router reads the books.

create function tell_routers() returns trigger
    language plpgsql as
$$
begin
    perform pg_notify(tg_argv[0], '');
    return null;
end
$$;
comment on function tell_routers() is 'Notifies the channel that the trigger names; PostgreSQL sends one a transaction.';

create trigger routers_are_told after insert or update or delete or truncate on line
    for each statement execute function tell_routers('helpline_roster');
create trigger routers_are_told after insert or update or delete or truncate on opening_hours
    for each statement execute function tell_routers('helpline_roster');
create trigger routers_are_told after insert or update or delete or truncate on closure
    for each statement execute function tell_routers('helpline_roster');
create trigger routers_are_told after insert or update or delete or truncate on special_opening
    for each statement execute function tell_routers('helpline_roster');
create trigger routers_are_told after insert or update or delete or truncate on consultant
    for each statement execute function tell_routers('helpline_roster');
create trigger routers_are_told after insert or update or delete or truncate on weekly_duty
    for each statement execute function tell_routers('helpline_roster');
create trigger routers_are_told after insert or update or delete or truncate on cover
    for each statement execute function tell_routers('helpline_roster');
create trigger routers_are_told after insert or update or delete or truncate on absence
    for each statement execute function tell_routers('helpline_roster');
create trigger routers_are_told after insert or update or delete or truncate on pause
    for each statement execute function tell_routers('helpline_roster');
create trigger routers_are_told after insert on call_record
    for each statement execute function tell_routers('helpline_activity');
