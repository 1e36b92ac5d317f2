package lv.helpline.observability;

import java.time.Clock;
import lv.helpline.routing.CallIntake;
import lv.helpline.routing.SnapshotSource;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Health and figures of the call path, in processes that answer calls.
@Configuration(proxyBeanMethods = false)
class CallPathConfiguration {

    /// `prompts` among the health checks.
    @Bean
    PromptsHealth promptsHealthIndicator(CallPathMeters meters, SnapshotSource snapshots, Clock clock) {
        return new PromptsHealth(meters::synthetic, snapshots, clock);
    }

    /// `callPath` among the health checks.
    @Bean
    HealthIndicator callPathHealthIndicator(
            SnapshotAge snapshot, CallIntake intake, CallPathMeters meters, Clock clock) {
        return new CallPathHealth(snapshot, intake::isListening, meters::wrongSecret, clock);
    }
}
