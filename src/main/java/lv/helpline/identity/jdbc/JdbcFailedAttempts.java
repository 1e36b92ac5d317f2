package lv.helpline.identity.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import lv.helpline.identity.FailedAttempts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Guesses as rows. That of many at once one is made is PostgreSQL's doing: it looks at the wait and counts in one
/// statement.
@Component
final class JdbcFailedAttempts implements FailedAttempts {

    private final JdbcClient jdbc;

    JdbcFailedAttempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Duration waiting(String keyHash, Instant at) {
        return jdbc.sql("select next_at from guess where key_hash = :key and next_at > :at")
                .param("key", keyHash)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(OffsetDateTime.class)
                .optional()
                .map(next -> Duration.between(at, next.toInstant()))
                .orElse(Duration.ZERO);
    }

    @Override
    public Duration charge(String keyHash, int free, Duration longest, Instant at) {
        jdbc.sql("delete from guess where forgotten_at <= :at")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        var counted = jdbc.sql("""
            insert into guess (key_hash, tries, next_at, forgotten_at)
            values (:key, 1, cast(:at as timestamptz) + guess_waits(1, :free, :longest),
                cast(:at as timestamptz) + interval '1 hour')
            on conflict (key_hash) do update
            set tries = guess.tries + 1,
                next_at = cast(:at as timestamptz) + guess_waits(guess.tries + 1, :free, :longest),
                forgotten_at = excluded.forgotten_at
            where guess.next_at <= :at\
            """)
                .param("key", keyHash)
                .param("free", free)
                .param("longest", Math.toIntExact(longest.toSeconds()))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return counted == 1 ? Duration.ZERO : waiting(keyHash, at);
    }

    @Override
    public void refund(String keyHash, Instant at) {
        jdbc.sql("update guess set tries = greatest(tries - 1, 0), next_at = least(next_at, :at) where key_hash = :key")
                .param("key", keyHash)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void forget(String keyHash) {
        jdbc.sql("delete from guess where key_hash = :key")
                .param("key", keyHash)
                .update();
    }
}
