-- What stays of calls once their records go. A record to the second, held beside a telephone bill, names the caller, the
-- region, the consultant and the length of what they said. So a record lives for a day; in the transaction in which it
-- goes, it is added to counts that say no more than the hour.
--
-- Nothing here has an id of a call, but for call_counted, which has nothing else of it.

create function rounded_up(duration interval) returns integer
    language sql immutable strict parallel safe
return (
    select min(seconds)
    from unnest(array [10, 20, 40, 60, 120, 300, 900, 3600, 86400]) as seconds
    where seconds * interval '1 second' >= least(duration, interval '1 day')
);
comment on function rounded_up(interval) is
    'The class of a duration: the next of a few lengths in seconds. 20 s is one of them, for in that time a call is well '
    'answered.';

create table call_tally (
    hour timestamptz(0) not null,
    line national_number,
    outcome text not null,
    waited integer,
    calls integer not null,
    passed integer not null,
    overflow integer not null,
    overflow_all integer not null,
    constraint call_tally_has_a_look_once unique nulls not distinct (hour, line, outcome, waited),
    constraint call_tally_line_is_a_published_number foreign key (line) references published_number,
    constraint call_tally_hour_is_a_full_one check (hour = date_trunc('hour', hour, 'UTC')),
    constraint call_tally_outcome_is_known
        check (outcome in ('answered', 'abandoned', 'unanswered', 'closed', 'nobody', 'unknown-line', 'unknown')),
    constraint call_tally_waited_is_a_class check (waited = rounded_up(waited * interval '1 second')),
    constraint call_tally_counts_a_call_or_more check (calls >= 1),
    constraint call_tally_counts_no_part_above_all_calls
        check (passed between 0 and calls and overflow between 0 and calls and overflow_all between 0 and overflow)
);
create index call_tally_by_line on call_tally (line);
comment on table call_tally is
    'How many calls of an hour to a line ended how, after what class of wait. Kept for good; the records that they were '
    'counted from are not.';
comment on column call_tally.hour is 'In which the calls reached Asterisk.';
comment on column call_tally.line is 'The number of ours that was dialled; null when it was none.';
comment on column call_tally.outcome is 'As in call_record.';
comment on column call_tally.waited is
    'Until a consultant took the call, or the caller hung up, in seconds and rounded up to a class; null for other outcomes.';
comment on column call_tally.calls is 'How many.';
comment on column call_tally.passed is 'How many of them at least one consultant let go on to a colleague.';
comment on column call_tally.overflow is
    'How many had, by the rules of their decision, colleagues elsewhere among those to be rung.';
comment on column call_tally.overflow_all is 'How many of these had nobody of their own line or region among them.';

-- Apart from lines, hours and outcomes: nothing leads from a consultant to a call.
create table consultant_tally (
    month date not null,
    consultant smallint not null,
    taken integer not null,
    passed integer not null,
    missed integer not null,
    engaged integer not null,
    fault integer not null,
    needless integer not null,
    talked_minutes integer not null,
    constraint consultant_tally_pk primary key (month, consultant),
    constraint consultant_tally_month_begins_with_its_first_day check (extract(day from month) = 1),
    constraint consultant_tally_consultant_is_1_or_more check (consultant >= 1),
    constraint consultant_tally_counts_are_0_or_more
        check (least(taken, passed, missed, engaged, fault, needless, talked_minutes) >= 0)
);
comment on table consultant_tally is 'What came of ringing a consultant in a month, for calls. Kept for good.';
comment on column consultant_tally.month is 'Its first day, in Rīga.';
comment on column consultant_tally.consultant is 'By number; not a reference, it outlives them.';
comment on column consultant_tally.taken is 'Calls that they took.';
comment on column consultant_tally.passed is 'Rings after which they let the caller go on to a colleague.';
comment on column consultant_tally.missed is
    'Calls for which their phone rang its time, or was answered without a key; none that they took in the end.';
comment on column consultant_tally.engaged is 'Rings at an engaged phone.';
comment on column consultant_tally.fault is 'Rings that failed through no fault of theirs.';
comment on column consultant_tally.needless is 'Rings that a colleague, or the caller, ended.';
comment on column consultant_tally.talked_minutes is 'How long they talked in all; each call is rounded to the minute.';

-- Without the line, which the tally has: a call of a line in an hour is often the only one.
create table past_call (
    hour timestamptz(0) not null,
    decided_by text not null,
    outcome text not null,
    waited integer,
    talked integer,
    calls integer not null,
    constraint past_call_has_a_look_once unique nulls not distinct (hour, decided_by, outcome, waited, talked),
    constraint past_call_hour_is_a_full_one check (hour = date_trunc('hour', hour, 'UTC')),
    constraint past_call_was_decided_by_somebody_known check (decided_by in ('router', 'fallback', 'last-resort')),
    constraint past_call_outcome_is_known
        check (outcome in ('answered', 'abandoned', 'unanswered', 'closed', 'nobody', 'unknown-line', 'unknown')),
    constraint past_call_waited_and_talked_are_classes
        check (waited in (20, 86400) and talked in (900, 86400)),
    constraint past_call_counts_a_call_or_more check (calls >= 1)
);
comment on table past_call is
    'What a record of a call is after a day: the hour, and durations in classes. Calls that look the same are one row with '
    'their number, so that not even their order is kept. Deleted after 90 days.';
comment on column past_call.hour is 'In which the calls reached Asterisk.';
comment on column past_call.decided_by is 'As in call_record.';
comment on column past_call.outcome is 'As in call_record.';
comment on column past_call.waited is
    'Until a consultant took the call, or the caller hung up: within 20 s, or longer; in seconds. Null for other outcomes.';
comment on column past_call.talked is
    'How long a consultant and the caller talked, in seconds: a quarter of an hour at most, or longer.';
comment on column past_call.calls is 'How many look so.';

create table call_counted (
    call_id uuid not null,
    day date not null,
    constraint call_counted_pk primary key (call_id)
);
create index call_counted_by_day on call_counted (day);
comment on table call_counted is
    'Calls whose records are gone. Asterisk may hand over a record twice; one that was counted is not stored again. Deleted '
    'after 90 days.';
comment on column call_counted.call_id is 'Random; there is nothing else with this id.';
comment on column call_counted.day is 'On which it was counted, in Rīga.';

create table consultant_activity (
    consultant smallint not null,
    last_call_hour timestamptz(0),
    missed_in_a_row smallint not null default 0,
    constraint consultant_activity_pk primary key (consultant),
    constraint consultant_activity_consultant_is_1_or_more check (consultant >= 1),
    constraint consultant_activity_hour_is_a_full_one check (last_call_hour = date_trunc('hour', last_call_hour, 'UTC')),
    constraint consultant_activity_missed_is_0_or_more check (missed_in_a_row >= 0)
);
comment on table consultant_activity is
    'What orders phones, of a consultant whose records are gone. Those that are still there are added to it.';
comment on column consultant_activity.consultant is 'By number; not a reference.';
comment on column consultant_activity.last_call_hour is 'The hour in which the last call that they took ended.';
comment on column consultant_activity.missed_in_a_row is
    'How many calls they had missed since they last answered or declined; 0 once a day went by without a ring.';

-- The words of CallTotals and RingOutcomeGroup, said once: what goes is counted by them, and so is what is still here.

create view call_look as
select
    call_id,
    ended_at,
    date_trunc('hour', entered_at, 'UTC') as hour,
    line,
    decided_by,
    outcome,
    case outcome
        when 'answered' then rounded_up(answered_at - entered_at)
        when 'abandoned' then rounded_up(ended_at - entered_at)
    end as waited,
    case outcome
        when 'answered' then case
            when ended_at - answered_at <= interval '15 minutes' then 900
            when ended_at > answered_at then 86400
        end
    end as talked,
    exists (
        select from call_attempt
        where call_attempt.call_id = call_record.call_id and result in ('passed', 'rejected')) as passed,
    rules::text[] && array ['overflow-to-riga', 'overflow-to-anyone'] as overflow,
    rules::text[] && array ['overflow-to-riga', 'overflow-to-anyone']
        and not rules::text[] && array ['dropped-call', 'on-duty', 'any-language', 'grace'] as overflow_all
from call_record;
comment on view call_look is 'What is counted of each record that is still there.';

create view consultant_look as
select
    call_record.call_id,
    call_record.ended_at,
    date_trunc('month', entered_at at time zone 'Europe/Riga')::date as month,
    consultant,
    taken,
    passed,
    case when taken = 0 and missed > 0 then 1 else 0 end as missed,
    engaged,
    fault,
    needless,
    0 as talked_minutes
from call_record
cross join lateral (
    select
        consultant,
        count(*) filter (where result = 'taken') as taken,
        count(*) filter (where result in ('passed', 'rejected')) as passed,
        count(*) filter (where result in ('no-answer', 'silent')) as missed,
        count(*) filter (where result = 'busy') as engaged,
        count(*) filter (where result in ('unreachable', 'not-allowed', 'trunk-fault')) as fault,
        count(*) filter (where result = 'cancelled') as needless
    from call_attempt where call_attempt.call_id = call_record.call_id
    group by consultant) as rings
union all
select
    call_id,
    ended_at,
    date_trunc('month', entered_at at time zone 'Europe/Riga')::date,
    answered_by,
    0, 0, 0, 0, 0, 0,
    coalesce(round(extract(epoch from ended_at - answered_at) / 60), 0)::integer
from call_record where answered_by is not null;
comment on view consultant_look is 'What is counted of the rings and talks of each record that is still there.';

create view calls_by_hour as
select
    hour, line, outcome, waited,
    sum(calls)::integer as calls,
    sum(passed)::integer as passed,
    sum(overflow)::integer as overflow,
    sum(overflow_all)::integer as overflow_all
from (
    select hour, line, outcome, waited, calls, passed, overflow, overflow_all from call_tally
    union all
    select hour, line, outcome, waited, 1, passed::integer, overflow::integer, overflow_all::integer from call_look
) as tally
group by hour, line, outcome, waited;
comment on view calls_by_hour is 'Each call once: counted already, or still a record.';

create view consultants_by_month as
select
    month, consultant,
    sum(taken)::integer as taken,
    sum(passed)::integer as passed,
    sum(missed)::integer as missed,
    sum(engaged)::integer as engaged,
    sum(fault)::integer as fault,
    sum(needless)::integer as needless,
    sum(talked_minutes)::integer as talked_minutes
from (
    select month, consultant, taken, passed, missed, engaged, fault, needless, talked_minutes from consultant_tally
    union all
    select month, consultant, taken, passed, missed, engaged, fault, needless, talked_minutes from consultant_look
) as tally
group by month, consultant;
comment on view consultants_by_month is 'Each ring and each talk for a call once: counted already, or still a record.';
