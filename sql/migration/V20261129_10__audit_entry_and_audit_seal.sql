-- Who changed what: a chain of entries, whose digests need a key that the database has not, and a seal that says how
-- many there are.

create table audit_entry (
    id bigint not null,
    at timestamptz not null,
    actor integer,
    actor_name text not null,
    action text not null,
    subject text not null,
    changes text not null,
    previous_hash sha256_hex not null,
    version smallint not null,
    hash sha256_hex not null,
    constraint audit_entry_pk primary key (id),
    constraint audit_entry_number_is_1_or_more check (id >= 1),
    constraint audit_entry_action_is_lower_case_words_joined_by_hyphens check (action ~ '^[a-z]+(-[a-z]+)*$'),
    constraint audit_entry_version_is_known check (version in (1, 2)),
    constraint audit_entry_changes_are_json check (jsonb_typeof(changes::jsonb) = 'array')
);
comment on table audit_entry is
    'Who changed what. Each entry holds the digest of the one before it, so that none can be changed, left out or put '
    'in between without that showing.';
comment on column audit_entry.id is 'Numbered without a gap.';
comment on column audit_entry.at is 'When, to the microsecond.';
comment on column audit_entry.actor is
    'Whose account it was; null for the router itself. No foreign key: an entry outlives all.';
comment on column audit_entry.actor_name is 'The name of the account at that time.';
comment on column audit_entry.action is 'What was done, such as line-changed.';
comment on column audit_entry.subject is 'To what, such as line latgale.';
comment on column audit_entry.changes is 'Fields with their value before and after, as JSON, exactly as it was hashed.';
comment on column audit_entry.previous_hash is 'The hash of the entry before; 64 zeros for the first.';
comment on column audit_entry.version is
    'How its hash is made. 1: SHA-256, without a key. 2: HMAC-SHA-256 by a key that the routers have.';
comment on column audit_entry.hash is 'A digest of all the other columns, see version.';

create function refuse_a_change_of_the_audit() returns trigger
    language plpgsql as
$$
begin
    raise exception 'the audit is only added to' using errcode = 'insufficient_privilege';
end
$$;
comment on function refuse_a_change_of_the_audit() is 'Whatever rights the role has.';
create trigger audit_entry_is_only_added_to before update or delete or truncate on audit_entry
    for each statement execute function refuse_a_change_of_the_audit();

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
