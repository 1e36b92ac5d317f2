-- A number that the dialplan does not dial is a fault of the books. It was recorded as a phone that is not there.

alter table call_attempt
    drop constraint call_attempt_result_is_known,
    add constraint call_attempt_result_is_known check (result in ('taken', 'passed', 'silent', 'unconfirmed', 'rejected',
        'busy', 'no-answer', 'unreachable', 'not-allowed', 'trunk-fault', 'cancelled'));

alter table errand_call
    drop constraint errand_call_result_is_known,
    add constraint errand_call_result_is_known check (result in ('yes', 'no', 'silent', 'wrong-code', 'no-answer', 'busy',
        'rejected', 'unreachable', 'not-allowed', 'trunk-fault', 'engaged', 'lost'));
