-- The audit's digests need a key from now on that the database has not, and a seal says how many entries there are.

alter table audit_entry
    add column version smallint not null default 1,
    add constraint audit_entry_version_is_known check (version in (1, 2));
comment on column audit_entry.version is
    'How its hash is made. 1: SHA-256, without a key. 2: HMAC-SHA-256 by a key that the routers have.';
comment on column audit_entry.hash is 'A digest of all the other columns, see version.';

create table audit_seal (
    the_only boolean not null default true,
    entries bigint not null,
    last_hash sha256_hex not null,
    seal sha256_hex not null,
    constraint audit_seal_pk primary key (the_only),
    constraint audit_seal_is_one check (the_only),
    constraint audit_seal_entries_are_0_or_more check (entries >= 0)
);
comment on table audit_seal is 'How far the audit goes, so that entries that are cut off at its end are missed.';
comment on column audit_seal.the_only is 'True: there is one row at most.';
comment on column audit_seal.entries is 'How many entries there are.';
comment on column audit_seal.last_hash is 'The hash of the last one; 64 zeros when there is none.';
comment on column audit_seal.seal is 'HMAC-SHA-256 of both, by a key that the routers have.';
