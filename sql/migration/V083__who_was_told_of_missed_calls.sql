-- Who has missed three calls in a row is told so by mail, once. Calls do not need it, so routers do not read it.
create table missed_series (
    consultant smallint not null,
    told_at timestamptz not null,
    constraint missed_series_pk primary key (consultant),
    constraint missed_series_is_of_a_consultant foreign key (consultant) references consultant on update cascade
);
comment on table missed_series is
    'Who has missed three calls in a row and was told so: as long as they have, so each series is told once.';
comment on column missed_series.consultant is 'Who was told.';
comment on column missed_series.told_at is 'When the mail about it was written.';
