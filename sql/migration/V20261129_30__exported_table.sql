-- What a table of the duties was when it was downloaded, so that a spreadsheet which comes back takes nothing away that
-- was entered meanwhile.

create table exported_table (
    version text not null,
    content text not null,
    exported_at timestamptz not null,
    constraint exported_table_pk primary key (version),
    constraint exported_table_version_is_a_short_digest check (version ~ '^[0-9a-f]{16}$')
);
comment on table exported_table is
    'The duties as they were downloaded as a table. A row that is 60 days old means nothing and goes.';
comment on column exported_table.version is 'A digest of the content, which each row of the downloaded table has.';
comment on column exported_table.content is 'The table, as programs get it.';
comment on column exported_table.exported_at is 'When it was downloaded last.';
