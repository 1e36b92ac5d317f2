-- From where somebody has signed in of late is not kept any more: their device knows it by itself.

comment on table guess is
    'What was tried in vain of late, for an hour. Neither an address nor an account can be read from it.';
comment on column guess.key_hash is
    'A digest of an address or network, an account, both, or a device, made with a key that only routers have: addresses '
    'are too few for a plain digest.';
comment on column guess.tries is 'How often in a row.';
