package lv.helpline.observability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// Up while calls can be routed, database or not: a roster is held and questions are listened for. A stale roster
/// routes, so it is a detail here and an alarm elsewhere. It warns while requests come without the secret that Asterisk
/// and the routers share: then Asterisk may be asking in vain, and calls go by its own copy of the roster.
final class CallPathHealth implements HealthIndicator {

    private static final Duration WARNS = Duration.ofMinutes(5);

    private final SnapshotAge snapshot;
    private final BooleanSupplier listening;
    private final Supplier<Optional<Instant>> wrongSecret;
    private final Clock clock;

    /// @param wrongSecret when a request was refused for its secret last; empty for never
    CallPathHealth(
            SnapshotAge snapshot, BooleanSupplier listening, Supplier<Optional<Instant>> wrongSecret, Clock clock) {
        this.snapshot = snapshot;
        this.listening = listening;
        this.wrongSecret = wrongSecret;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var age = snapshot.age();
        var listens = listening.getAsBoolean();
        var refusing = wrongSecret
                .get()
                .filter(last -> last.plus(WARNS).isAfter(clock.instant()))
                .isPresent();
        var status = age.isEmpty() || !listens ? Status.DOWN : refusing ? PromptsHealth.WARNING : Status.UP;
        return Health.status(status)
                .withDetail("roster", age.isEmpty() ? "missing" : snapshot.isStale() ? "stale" : "fresh")
                .withDetail("rosterAge", age.map(Object::toString).orElse("none"))
                .withDetail("listening", listens)
                .withDetail("secret", refusing ? "missing or wrong in requests of the last 5 min" : "as expected")
                .build();
    }
}
