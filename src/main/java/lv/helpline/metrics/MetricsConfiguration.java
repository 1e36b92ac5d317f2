package lv.helpline.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import lv.helpline.routing.CallIntake;
import lv.helpline.routing.Freshness;
import lv.helpline.routing.SnapshotSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FreshnessProperties.class)
class MetricsConfiguration {

    @Bean
    CallPathMeters callPathMeters(MeterRegistry registry) {
        return new CallPathMeters(registry);
    }

    @Bean
    SnapshotAge snapshotAge(SnapshotSource snapshots, Clock clock, Freshness freshness) {
        return new SnapshotAge(snapshots, clock, freshness);
    }

    /// The pages warn by the same measure.
    @Bean
    Freshness freshness(FreshnessProperties properties) {
        return new Freshness(properties.staleAfter());
    }

    /// `prompts` among the health checks.
    @Bean
    PromptsHealth promptsHealthIndicator(CallPathMeters meters, SnapshotSource snapshots, Clock clock) {
        return new PromptsHealth(meters::synthetic, snapshots, clock);
    }

    /// `callPath` among the health checks.
    @Bean
    HealthIndicator callPathHealthIndicator(SnapshotAge snapshot, ObjectProvider<CallIntake> intake) {
        return new CallPathHealth(
                snapshot,
                () -> intake.stream().findAny().map(CallIntake::isListening).orElse(false));
    }
}
