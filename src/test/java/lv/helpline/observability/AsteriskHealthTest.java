package lv.helpline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import lv.helpline.routing.AsteriskProbe;
import org.junit.jupiter.api.Test;

class AsteriskHealthTest {

    private static final Instant NOON = Instant.parse("2026-11-24T10:00:00Z");

    private record Probe(Optional<Instant> restartedAt) implements AsteriskProbe {
        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public Optional<Instant> refusingSince() {
            return Optional.empty();
        }
    }

    @Test
    void how_long_ago_it_was_restarted_is_exported() {
        assertThat(exported(Optional.empty()))
                .contains("helpline_asterisk_restart_age_seconds NaN", "helpline_asterisk_taking_calls 1.0");
        assertThat(exported(Optional.of(NOON.minusSeconds(90)))).contains("helpline_asterisk_restart_age_seconds 90.0");
    }

    private static String exported(Optional<Instant> restartedAt) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new AsteriskHealth(new Probe(restartedAt), Clock.fixed(NOON, ZoneOffset.UTC)).bindTo(registry);
        return registry.scrape();
    }
}
