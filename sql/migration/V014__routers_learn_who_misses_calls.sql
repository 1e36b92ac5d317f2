-- Attempts decide who is rung last, so routers are told of them too; they may come after their call's record.

create index call_attempt_by_consultant on call_attempt (consultant, started_at);

create trigger routers_are_told after insert on call_attempt
    for each statement execute function tell_routers('helpline_activity');
