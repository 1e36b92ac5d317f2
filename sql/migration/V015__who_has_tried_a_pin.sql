-- The duty line asks for a PIN: all routers count together what was tried in vain.

create table pin_attempt (
    consultant smallint not null,
    failed integer not null,
    last_at timestamptz not null,
    constraint pin_attempt_pk primary key (consultant),
    constraint pin_attempt_is_of_a_consultant_or_of_nobody check (consultant >= 0),
    constraint pin_attempt_has_failed_once_or_more check (failed >= 1)
);
comment on table pin_attempt is
    'Attempts at PINs that did not succeed, or not yet. A row goes with the next attempt that succeeds. Nothing of the '
    'telephone that called is here.';
comment on column pin_attempt.consultant is
    'Who somebody said that they were; 0 stands for all numbers that have no PIN. No foreign key, for that reason.';
comment on column pin_attempt.failed is 'How many in a row, none longer than an hour after the one before.';
comment on column pin_attempt.last_at is 'When the last one was begun.';
