comment on column account.totp_secret is
    'The base32 secret shared with an authenticator app, sealed by a key that the routers have and the database has not.';
