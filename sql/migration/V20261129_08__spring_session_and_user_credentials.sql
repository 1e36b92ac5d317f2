-- Spring Session's and Spring Security's tables, by the names and types that these two look for.

create table spring_session (
    primary_id char(36) not null,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100),
    constraint spring_session_pk primary key (primary_id)
);
create unique index spring_session_by_session_id on spring_session (session_id);
create index spring_session_by_expiry_time on spring_session (expiry_time);
create index spring_session_by_principal_name on spring_session (principal_name);
comment on table spring_session is 'Sessions of the pages, shared by all routers. Spring Session''s.';
comment on column spring_session.primary_id is 'Stays when the session''s id changes.';
comment on column spring_session.session_id is 'What the browser''s cookie holds.';
comment on column spring_session.creation_time is 'In milliseconds since 1970.';
comment on column spring_session.last_access_time is 'In milliseconds since 1970.';
comment on column spring_session.max_inactive_interval is 'After how many idle seconds it ends.';
comment on column spring_session.expiry_time is 'In milliseconds since 1970.';
comment on column spring_session.principal_name is 'The account''s id; null before somebody has signed in.';

create table spring_session_attributes (
    session_primary_id char(36) not null,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name),
    constraint spring_session_attributes_are_of_a_session
        foreign key (session_primary_id) references spring_session (primary_id) on delete cascade
);
comment on table spring_session_attributes is 'What a session remembers. Spring Session''s.';
comment on column spring_session_attributes.session_primary_id is 'Whose attribute it is.';
comment on column spring_session_attributes.attribute_name is 'Its name.';
comment on column spring_session_attributes.attribute_bytes is 'Its value, serialized.';

create table user_entities (
    id varchar(1000) not null,
    name varchar(100) not null,
    display_name varchar(200),
    constraint user_entities_pk primary key (id),
    constraint user_entities_name_belongs_to_one unique (name),
    constraint user_entities_name_is_of_an_account foreign key (name) references account (email) on update cascade
);
comment on table user_entities is 'Accounts as authenticators know them. Spring Security''s.';
comment on column user_entities.id is 'A random handle that tells an authenticator nothing.';
comment on column user_entities.name is 'The account''s e-mail address.';
comment on column user_entities.display_name is 'The account''s name, as the authenticator shows it.';

create table user_credentials (
    credential_id varchar(1000) not null,
    user_entity_user_id varchar(1000) not null,
    public_key bytea not null,
    signature_count bigint,
    uv_initialized boolean,
    backup_eligible boolean not null,
    authenticator_transports varchar(1000),
    public_key_credential_type varchar(100),
    backup_state boolean not null,
    attestation_object bytea,
    attestation_client_data_json bytea,
    created timestamp,
    last_used timestamp,
    label varchar(1000) not null,
    constraint user_credentials_pk primary key (credential_id),
    constraint user_credentials_are_of_a_user_entity foreign key (user_entity_user_id) references user_entities (id)
);
create index user_credentials_by_user_entity on user_credentials (user_entity_user_id);
comment on table user_credentials is 'Passkeys. Spring Security''s.';
comment on column user_credentials.credential_id is 'Base64url.';
comment on column user_credentials.user_entity_user_id is 'Whose passkey it is.';
comment on column user_credentials.public_key is 'COSE; the private half never leaves the authenticator.';
comment on column user_credentials.signature_count is 'How often it has signed, for authenticators that count.';
comment on column user_credentials.uv_initialized is 'Whether the person was verified when it was made.';
comment on column user_credentials.backup_eligible is 'Whether it can be synchronised between devices.';
comment on column user_credentials.authenticator_transports is 'How the authenticator can be reached.';
comment on column user_credentials.public_key_credential_type is 'Always public-key.';
comment on column user_credentials.backup_state is 'Whether it is synchronised.';
comment on column user_credentials.attestation_object is 'As it was registered.';
comment on column user_credentials.attestation_client_data_json is 'As it was registered.';
comment on column user_credentials.created is 'When it was registered.';
comment on column user_credentials.last_used is 'When it last signed in.';
comment on column user_credentials.label is 'What its owner calls it.';
