-- Two people may have the same form open. The row says which state of it they have read.

alter table consultant add column version integer not null default 0;
comment on column consultant.version is 'Changes with each edit on the pages, so that a second editor is told of the first.';

alter table line add column version integer not null default 0;
comment on column line.version is
    'Changes with each edit on the pages, of its opening hours too, so that a second editor is told of the first.';
