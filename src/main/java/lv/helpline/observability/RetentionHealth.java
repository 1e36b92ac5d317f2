package lv.helpline.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import lv.helpline.calllog.RetentionRun;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// Warns when no record of a call has been deleted for too long: then more is known of callers than was promised.
final class RetentionHealth implements HealthIndicator, MeterBinder {

    /// It runs each hour.
    private static final Duration LATE = Duration.ofHours(3);

    private final RetentionRun run;
    private final Clock clock;

    RetentionHealth(RetentionRun run, Clock clock) {
        this.run = run;
        this.clock = clock;
    }

    @Override
    public Health health() {
        return Health.status(age().compareTo(LATE) > 0 ? PromptsHealth.WARNING : Status.UP)
                .withDetail("lastRun", run.last().toString())
                .build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("helpline.retention.age", this, each -> each.age().toSeconds())
                .description("Since records of calls that were due were last deleted, or since the process started")
                .baseUnit("seconds")
                .register(registry);
    }

    private Duration age() {
        return Duration.between(run.last(), clock.instant());
    }
}
