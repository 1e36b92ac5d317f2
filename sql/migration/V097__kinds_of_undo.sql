-- What undoing an edit does depends on where the edit went.

alter table roster_undo add column kind text not null default 'live';
update roster_undo set kind = 'drafted' where of_draft;
alter table roster_undo alter column kind drop default;
alter table roster_undo drop column of_draft;
alter table roster_undo
    add constraint roster_undo_kind_is_known check (kind in ('live', 'drafted', 'published', 'discarded'));
comment on column roster_undo.kind is
    'live: into the roster; drafted: into the draft; published: the draft went into the roster; discarded: it was thrown away.';
