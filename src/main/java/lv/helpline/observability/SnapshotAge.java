package lv.helpline.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.routing.StalenessPolicy;

/// How old the roster is by which calls go, and whether that is too old.
final class SnapshotAge implements MeterBinder {

    private final SnapshotSource snapshots;
    private final Clock clock;
    private final StalenessPolicy stalenessPolicy;

    SnapshotAge(SnapshotSource snapshots, Clock clock, StalenessPolicy stalenessPolicy) {
        this.snapshots = snapshots;
        this.clock = clock;
        this.stalenessPolicy = stalenessPolicy;
    }

    /// Empty without a snapshot.
    Optional<Duration> age() {
        return snapshots.current().map(Snapshot::loadedAt).map(loadedAt -> Duration.between(loadedAt, clock.instant()));
    }

    /// True without a snapshot.
    boolean isStale() {
        return stalenessPolicy.isStale(snapshots.current(), clock.instant());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "helpline.snapshot.age",
                        this,
                        each -> each.age().map(age -> age.toMillis() / 1000.0).orElse(Double.NaN))
                .description("Since the roster by which calls go was read from the database; NaN without a roster")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("helpline.snapshot.stale", this, each -> each.isStale() ? 1 : 0)
                .description("1 while the roster is older than helpline.roster.stale-after, or missing")
                .register(registry);
    }
}
