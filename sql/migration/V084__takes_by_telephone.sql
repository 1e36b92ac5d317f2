-- Texts that consultants are asked to speak on the duty line, and what became of a recording where Asterisk is.

create table take (
    id uuid not null default gen_random_uuid(),
    language language_code not null,
    prompt text not null,
    consultant smallint not null,
    asked_by integer not null,
    asked_at timestamptz not null,
    kept_at timestamptz,
    fault text,
    constraint take_pk primary key (id),
    constraint take_prompt_is_an_id check (prompt ~ '^[a-z]+(-[a-z0-9]+)*$'),
    constraint take_is_of_a_consultant foreign key (consultant) references consultant on update cascade,
    constraint take_was_asked_for_by_an_account foreign key (asked_by) references account,
    constraint take_has_a_fault_only_when_it_was_kept check (fault is null or kept_at is not null),
    constraint take_of_a_consultant_is_one_at_a_time unique (consultant),
    constraint take_of_a_prompt_is_one_at_a_time unique (language, prompt)
);
create index take_by_account on take (asked_by);
comment on table take is
    'A text that a consultant is asked to speak by telephone: as long as they may, and until the sound is here. What is '
    'here is a recording.';
comment on column take.id is 'What its file is called where Asterisk is; nobody guesses it.';
comment on column take.language is 'The language that is to be spoken.';
comment on column take.prompt is 'The id of the prompt in the catalogue.';
comment on column take.consultant is 'Who is asked to speak it.';
comment on column take.asked_by is 'Who asked them, and in whose name the recording will wait.';
comment on column take.asked_at is 'When that was; a day later it is as if it had never been, unless it was kept.';
comment on column take.kept_at is 'When the consultant had heard it and kept it; null while they have not.';
comment on column take.fault is 'The rule that the sound broke, which therefore is not here; null for none.';

alter table recording
    add column outcome text,
    drop constraint recording_way_is_known,
    add constraint recording_way_is_known check (way in ('browser', 'file', 'phone')),
    add constraint recording_outcome_is_known check (outcome in
        ('taken', 'too-long', 'menu-too-long', 'level', 'clipped', 'silent', 'unreadable')),
    add constraint recording_has_an_outcome_only_when_it_was_accepted check (outcome is null or accepted_at is not null);
comment on column recording.way is
    'Whether it was spoken on the page or by telephone, or is a file that was made elsewhere.';
comment on column recording.outcome is
    'Whether Asterisk''s host has taken it, or what is wrong with the clip that it would become; null while it has not said.';
