-- Who has left is rung no more, from that instant on, and keeps nothing by which they could prove themselves.

alter table consultant
    add column left_on date,
    add constraint consultant_left_on_a_day_of_the_calendar check (isfinite(left_on)),
    add constraint consultant_who_has_left_is_not_rung check (left_on is null or (proved_at is null and pin_hash is null));
comment on column consultant.left_on is
    'Since when they serve no more; null for who does. The row stays, for records and the audit name it.';
