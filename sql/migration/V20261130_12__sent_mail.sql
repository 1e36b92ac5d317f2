-- A mail that a server took may come back for days: then somebody else has to tell whom it was to tell.

create table sent_mail (
    id uuid not null,
    tells smallint not null,
    created_at timestamptz not null,
    sent_at timestamptz not null,
    constraint sent_mail_pk primary key (id),
    constraint sent_mail_tells_a_consultant
        foreign key (tells) references consultant on update cascade on delete cascade
);
create index sent_mail_by_consultant on sent_mail (tells);
comment on table sent_mail is
    'Mails of the last week that told a consultant of a change of their duties, without their words.';
comment on column sent_mail.id is 'The part of its Message-ID before the @, by which it is known if it comes back.';
comment on column sent_mail.tells is 'The consultant.';
comment on column sent_mail.created_at is 'When it was written.';
comment on column sent_mail.sent_at is 'When a server took it; a week later it is forgotten.';

comment on column untold_change.cause is
    'no-account: they have no address; not-delivered: the mail could not be sent for a day, or came back.';
