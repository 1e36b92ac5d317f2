-- The mail by which an invitation went, so that the pages notice when it comes back. Mails have a random id.
alter table sign_in_link
    add column mail uuid,
    add column came_back_at timestamptz;

create index sign_in_link_by_mail on sign_in_link (mail);

comment on column sign_in_link.mail is 'The mail by which it went, by the part of its Message-ID before the @; null when it was handed over.';
comment on column sign_in_link.came_back_at is 'When that mail came back; null while nobody knows of it.';
