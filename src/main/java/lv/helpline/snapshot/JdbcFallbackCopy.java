package lv.helpline.snapshot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import lv.helpline.routing.FallbackCopy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The instant as the only row of its table.
final class JdbcFallbackCopy implements FallbackCopy {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcFallbackCopy.class);

    private final JdbcClient jdbc;

    JdbcFallbackCopy(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void seen(Instant at) {
        try {
            jdbc.sql("""
                insert into fallback_copy (seen_at) values (:at)
                on conflict (only_row) do update set seen_at = greatest(fallback_copy.seen_at, excluded.seen_at)\
                """).param("at", at.atOffset(ZoneOffset.UTC)).update();
        } catch (DataAccessException unwritable) {
            LOG.debug("That Asterisk has the newest roster could not be kept", unwritable);
        }
    }

    @Override
    public Optional<Instant> lastSeen() {
        return jdbc.sql("select seen_at from fallback_copy")
                .query((row, number) -> row.getTimestamp("seen_at").toInstant())
                .optional();
    }
}
