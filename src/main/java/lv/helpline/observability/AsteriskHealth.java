package lv.helpline.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lv.helpline.routing.AsteriskProbe;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down while Asterisk takes no calls; unknown where nobody tries. It is no reason to restart a router.
final class AsteriskHealth implements HealthIndicator, MeterBinder {

    private final AsteriskProbe probe;
    private final Clock clock;

    AsteriskHealth(AsteriskProbe probe, Clock clock) {
        this.probe = probe;
        this.clock = clock;
    }

    @Override
    public Health health() {
        if (!probe.isOn()) {
            return Health.unknown()
                    .withDetail("calls", "nobody tries: helpline.sip-probe.address is not set")
                    .build();
        }
        return probe.refusingSince()
                .map(Instant::toString)
                .map(since -> Health.down().withDetail("noCallsSince", since).build())
                .orElseGet(() -> Health.up().build());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("helpline.asterisk.taking.calls", this, AsteriskHealth::takingCalls)
                .description("1 while Asterisk takes calls, 0 while it takes none; NaN where nobody tries")
                .register(registry);
        Gauge.builder("helpline.asterisk.restart.age", this, AsteriskHealth::restartAge)
                .description("since an Asterisk that hung was last restarted by its own machine; NaN if it never was")
                .baseUnit("seconds")
                .register(registry);
    }

    private double restartAge() {
        return probe.restartedAt()
                .map(at -> (double) Duration.between(at, clock.instant()).toSeconds())
                .orElse(Double.NaN);
    }

    private double takingCalls() {
        if (!probe.isOn()) {
            return Double.NaN;
        }
        return probe.refusingSince().isEmpty() ? 1 : 0;
    }
}
