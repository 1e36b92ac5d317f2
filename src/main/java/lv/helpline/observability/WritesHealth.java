package lv.helpline.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import lv.helpline.routing.DatabaseWrites;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down while the database takes no writes: no edit is saved, and records of calls wait in Asterisk. Calls go on.
final class WritesHealth implements HealthIndicator, MeterBinder {

    private final DatabaseWrites writes;

    WritesHealth(DatabaseWrites writes) {
        this.writes = writes;
    }

    @Override
    public Health health() {
        return writes.failingSince()
                .map(Instant::toString)
                .map(since -> Health.down().withDetail("failingSince", since).build())
                .orElseGet(() -> Health.up().build());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "helpline.database.writable",
                        this,
                        each -> each.writes.failingSince().isEmpty() ? 1 : 0)
                .description("1 while the database takes writes, 0 while it refuses them or is not there")
                .register(registry);
    }
}
