-- Asterisk's own copy of the roster is what calls go by when no router answers. Whichever router it fetched it from,
-- each can say when that was.

create table fallback_copy (
    only_row boolean not null default true,
    seen_at timestamptz not null,
    constraint fallback_copy_is_there_once primary key (only_row),
    constraint fallback_copy_is_one_row check (only_row)
);
comment on table fallback_copy is
    'When an Asterisk was last seen to have the newest copy of the roster. One row at most.';
comment on column fallback_copy.only_row is 'True, so that there can be no second row.';
comment on column fallback_copy.seen_at is
    'When a router last handed over the newest roster, or found that Asterisk has it.';
