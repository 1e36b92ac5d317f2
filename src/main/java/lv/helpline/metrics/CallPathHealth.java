package lv.helpline.metrics;

import java.util.function.BooleanSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up while calls can be routed, database or not: a roster is held and questions are listened for. A stale roster
/// routes, so it is a detail here and an alarm elsewhere.
final class CallPathHealth implements HealthIndicator {

    private final SnapshotAge snapshot;
    private final BooleanSupplier listening;

    CallPathHealth(SnapshotAge snapshot, BooleanSupplier listening) {
        this.snapshot = snapshot;
        this.listening = listening;
    }

    @Override
    public Health health() {
        var age = snapshot.age();
        var listens = listening.getAsBoolean();
        var health = age.isPresent() && listens ? Health.up() : Health.down();
        return health.withDetail("roster", age.isEmpty() ? "missing" : snapshot.isStale() ? "stale" : "fresh")
                .withDetail("rosterAge", age.map(Object::toString).orElse("none"))
                .withDetail("listening", listens)
                .build();
    }
}
