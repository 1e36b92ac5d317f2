-- Who guesses has to wait, longer each time, whichever router they ask.

create table guess (
    key_hash sha256_hex not null,
    tries integer not null,
    next_at timestamptz not null,
    forgotten_at timestamptz not null,
    constraint guess_pk primary key (key_hash),
    constraint guess_tries_are_0_or_more check (tries >= 0),
    constraint guess_is_forgotten_after_it_may_be_repeated check (next_at <= forgotten_at)
);
create index guess_by_forgetting on guess (forgotten_at);
comment on table guess is
    'What was tried in vain of late, and from where somebody has signed in of late, for an hour to a day. Neither an '
    'address nor an account can be read from it.';
comment on column guess.key_hash is
    'A digest of an address, an account or both, made with a key that only routers have: addresses are too few for a '
    'plain digest.';
comment on column guess.tries is 'How often in a row; 0 for a place from which somebody has signed in.';
comment on column guess.next_at is 'From when on it may be tried again.';
comment on column guess.forgotten_at is 'From when on it counts as never tried.';

create function guess_waits(tries integer, free integer, longest integer) returns interval
    language sql immutable strict parallel safe
return case
    when tries < free then interval '0'
    else make_interval(secs => least(longest, power(2, least(tries - free, 20))))
end;
comment on function guess_waits(integer, integer, integer) is
    'How long the next try waits after so many: nothing while they are fewer than are free, then 1 s, and twice as long '
    'each time, so many seconds at the longest.';
