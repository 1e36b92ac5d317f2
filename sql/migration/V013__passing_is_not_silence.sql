-- Whoever answers and leaves the call to others does something else than a voicemail: two results of an attempt that
-- were one.

alter table call_attempt drop constraint call_attempt_result_is_known;
alter table call_attempt add constraint call_attempt_result_is_known
    check (result in ('taken', 'passed', 'silent', 'unconfirmed', 'rejected', 'busy', 'no-answer', 'unreachable',
        'trunk-fault', 'cancelled'));
comment on column call_attempt.result is
    'How it ended. unconfirmed is of records from before passed and silent were told apart, and is never written now.';
