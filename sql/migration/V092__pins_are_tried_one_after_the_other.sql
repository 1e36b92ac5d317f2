-- Attempts at one PIN wait one after the other, and all wrong PINs of a day are counted together.

alter table pin_attempt add column queue_ends_at timestamptz;
comment on column pin_attempt.queue_ends_at is
    'When the PIN of the last attempt that has begun is looked at: the next one waits from then on. Null: nobody waits.';

create table wrong_pins (
    day date not null,
    count integer not null,
    constraint wrong_pins_pk primary key (day),
    constraint wrong_pins_are_1_or_more check (count >= 1)
);
comment on table wrong_pins is
    'How many wrong PINs there were on the duty line, whosever they were to be. A few guesses at each of many consultants '
    'show only here. Kept for 30 days.';
comment on column wrong_pins.day is 'In Riga.';
comment on column wrong_pins.count is 'Of all routers together.';
