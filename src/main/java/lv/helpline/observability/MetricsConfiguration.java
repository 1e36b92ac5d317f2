package lv.helpline.observability;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import lv.helpline.calllog.RetentionRun;
import lv.helpline.routing.AsteriskProbe;
import lv.helpline.routing.DatabaseWrites;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.routing.StalenessPolicy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The metrics of the router and the pages.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FreshnessProperties.class)
class MetricsConfiguration {

    @Bean
    ExportedMetrics exportedMetrics() {
        return new ExportedMetrics();
    }

    @Bean
    CallPathMeters callPathMeters(MeterRegistry registry, Clock clock) {
        return new CallPathMeters(registry, clock);
    }

    @Bean
    SnapshotAge snapshotAge(SnapshotSource snapshots, Clock clock, StalenessPolicy stalenessPolicy) {
        return new SnapshotAge(snapshots, clock, stalenessPolicy);
    }

    /// `databaseWrites` among the health checks.
    @Bean
    WritesHealth databaseWritesHealthIndicator(DatabaseWrites writes) {
        return new WritesHealth(writes);
    }

    /// `asterisk` among the health checks.
    @Bean
    AsteriskHealth asteriskHealthIndicator(AsteriskProbe probe, Clock clock) {
        return new AsteriskHealth(probe, clock);
    }

    /// `retention` among the health checks.
    @Bean
    RetentionHealth retentionHealthIndicator(RetentionRun run, Clock clock) {
        return new RetentionHealth(run, clock);
    }

    /// The pages warn by the same measure.
    @Bean
    StalenessPolicy freshness(FreshnessProperties properties) {
        return new StalenessPolicy(properties.staleAfter());
    }
}
