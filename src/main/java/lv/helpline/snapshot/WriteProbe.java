package lv.helpline.snapshot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import lv.helpline.routing.DatabaseWrites;
import lv.helpline.shared.PeriodicJob;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tries every 10 s whether the database takes a write.
final class WriteProbe extends PeriodicJob implements DatabaseWrites {

    private static final Logger LOG = LoggerFactory.getLogger(WriteProbe.class);
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> since = new AtomicReference<>();

    WriteProbe(JdbcClient jdbc, Clock clock) {
        super("write-probe", BETWEEN);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<Instant> failingSince() {
        return Optional.ofNullable(since.get());
    }

    /// Writes the row that each refresh of Asterisk's writes anyway. A standby refuses this even when there is no row.
    @Override
    public void round() {
        try {
            jdbc.sql("update fallback_copy set seen_at = seen_at").update();
        } catch (DataAccessException refused) {
            if (since.compareAndSet(null, clock.instant())) {
                LOG.warn(
                        "The database takes no writes now: no edit is saved, and records of calls wait in Asterisk: {}",
                        causeOf(refused));
            }
            return;
        }
        if (since.getAndSet(null) != null) {
            LOG.info("The database takes writes again");
        }
    }

    /// In one line.
    private static String causeOf(DataAccessException refused) {
        return refused.getMostSpecificCause().toString().lines().findFirst().orElseThrow();
    }
}
