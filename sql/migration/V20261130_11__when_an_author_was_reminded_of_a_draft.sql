-- Whoever leaves a draft for a day is reminded of it by mail, once for each time that they saved it.

alter table roster_draft add column reminded_at timestamptz;
comment on column roster_draft.reminded_at is
    'When its author was last reminded that it is not published; before changed_at it means nothing any more.';
