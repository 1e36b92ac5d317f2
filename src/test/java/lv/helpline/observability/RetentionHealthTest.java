package lv.helpline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class RetentionHealthTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void warns_when_nothing_was_let_go_for_over_three_hours() {
        assertThat(health(Duration.ofHours(3)).health().getStatus()).isEqualTo(Status.UP);
        var late = health(Duration.ofHours(3).plusSeconds(1)).health();
        assertThat(late.getStatus()).isEqualTo(PromptsHealth.WARNING);
        assertThat(late.getDetails()).containsEntry("lastRun", "2026-11-24T04:59:59Z");
    }

    @Test
    void the_age_is_scraped() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        health(Duration.ofMinutes(2)).bindTo(registry);
        assertThat(registry.scrape()).contains("helpline_retention_age_seconds 120.0");
    }

    private static RetentionHealth health(Duration age) {
        return new RetentionHealth(() -> NOW.minus(age), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
