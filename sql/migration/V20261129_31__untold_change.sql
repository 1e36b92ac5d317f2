-- Whose duties changed and who could not be told of it.

create table untold_change (
    consultant smallint not null,
    cause text not null,
    since timestamptz not null,
    constraint untold_change_pk primary key (consultant),
    constraint untold_change_is_of_a_consultant
        foreign key (consultant) references consultant on update cascade on delete cascade,
    constraint untold_change_cause_is_known check (cause in ('no-account', 'not-delivered'))
);
comment on table untold_change is
    'Consultants who do not know how their duties were changed. A row goes when somebody says that they told them.';
comment on column untold_change.consultant is 'Who.';
comment on column untold_change.cause is
    'no-account: they have no address; not-delivered: the mail could not be sent for a day.';
comment on column untold_change.since is 'When the first change was made of which they were not told.';

alter table mail add column tells smallint;
comment on column mail.tells is
    'The consultant whose duties it says are changed, so that somebody else tells them if it cannot be sent; null for '
    'all other mails.';
