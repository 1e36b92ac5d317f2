-- Anonymous records of calls. Nothing here can hold a caller's number or a word about a call: identifiers are random
-- UUIDs, a line is one of the published numbers, a consultant is a number of two bytes, all else is a word from a
-- list.
--
-- No foreign key leads from here to a line or a consultant: a record survives both. What a record of a confused
-- Asterisk says too much is left out by the router before it is stored, for a batch that the database refuses would
-- block the spool.

create domain rule_name as text
    constraint rule_name_is_lower_case_words_joined_by_hyphens
        check (value ~ '^[a-z]+(-[a-z]+)*$' and length(value) <= 40);
comment on domain rule_name is 'A named rule of a decision, such as on-duty. Without digits: nobody''s number fits.';

create table call_record (
    call_id uuid not null,
    line national_number,
    entered_at timestamptz(0) not null,
    decided_by text not null,
    rules rule_name[] not null,
    language language_code,
    outcome text not null,
    answered_by smallint,
    answered_at timestamptz(0),
    ended_at timestamptz(0) not null,
    constraint call_record_pk primary key (call_id),
    constraint call_record_line_is_a_published_number foreign key (line) references published_number,
    constraint call_record_was_decided_by_somebody_known
        check (decided_by in ('router', 'fallback', 'last-resort')),
    constraint call_record_has_30_rules_at_most check (cardinality(rules) <= 30),
    constraint call_record_outcome_is_known
        check (outcome in ('answered', 'abandoned', 'unanswered', 'closed', 'nobody', 'unknown-line', 'unknown')),
    constraint call_record_consultant_is_1_or_more check (answered_by >= 1),
    constraint call_record_ends_not_before_it_entered check (ended_at >= entered_at)
);
create index call_record_by_entry on call_record (entered_at);
create index call_record_by_consultant on call_record (answered_by, ended_at) where answered_by is not null;
comment on table call_record is 'One call, without anything of the caller.';
comment on column call_record.call_id is 'Random, made by Asterisk, unrelated to the caller.';
comment on column call_record.line is 'The number of ours that was dialled; null when it was none.';
comment on column call_record.entered_at is 'When the call reached Asterisk, to the second.';
comment on column call_record.decided_by is
    'router; fallback: Asterisk by its own copy of the roster; last-resort: the static number.';
comment on column call_record.rules is 'The rules that made the decision, in order.';
comment on column call_record.language is 'The language in which the caller was spoken to.';
comment on column call_record.outcome is 'How the call ended; unknown when Asterisk died before it could say.';
comment on column call_record.answered_by is
    'The consultant who took it, by number; not a reference, it outlives them.';
comment on column call_record.answered_at is 'When it was taken.';
comment on column call_record.ended_at is 'When it was over; for outcome unknown when it was found to be.';
create trigger routers_are_told after insert on call_record
    for each statement execute function tell_routers('helpline_activity');

-- Attempts decide who is rung last, so routers are told of them too; they may come after their call's record.
create table call_attempt (
    call_id uuid not null,
    consultant smallint not null,
    started_at timestamptz(0) not null,
    ended_at timestamptz(0) not null,
    result text not null,
    constraint call_attempt_pk primary key (call_id, consultant, started_at),
    constraint call_attempt_consultant_is_1_or_more check (consultant >= 1),
    constraint call_attempt_result_is_known
        check (result in ('taken', 'passed', 'silent', 'rejected', 'busy', 'no-answer', 'unreachable', 'not-allowed',
            'trunk-fault', 'cancelled')),
    constraint call_attempt_ends_not_before_it_started check (ended_at >= started_at)
);
create index call_attempt_by_start on call_attempt (started_at);
create index call_attempt_by_consultant on call_attempt (consultant, started_at);
comment on table call_attempt is
    'One ringing of one consultant for one call. May be stored before its call is: a call that rings has no record '
    'yet.';
comment on column call_attempt.call_id is 'The call; not a reference, see the table.';
comment on column call_attempt.consultant is 'Whose phone rang, by number; not a reference, it outlives them.';
comment on column call_attempt.started_at is 'When the phone was asked to ring, to the second.';
comment on column call_attempt.ended_at is 'When that was over.';
comment on column call_attempt.result is 'How it ended.';
create trigger routers_are_told after insert on call_attempt
    for each statement execute function tell_routers('helpline_activity');
