-- A page that shows a secret once must not replace it because its browser reloads it.

create table sent_form (
    token_hash sha256_hex not null,
    sent_at timestamptz not null,
    constraint sent_form_pk primary key (token_hash)
);
comment on table sent_form is 'Forms that made something whose secret is shown once: each is carried out once.';
comment on column sent_form.token_hash is 'The digest of the 256 random bits in the form.';
comment on column sent_form.sent_at is 'When it was sent. The row stays for longer than any session lasts.';
