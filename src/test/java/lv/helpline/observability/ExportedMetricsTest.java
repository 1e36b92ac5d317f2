package lv.helpline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class ExportedMetricsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    ExportedMetricsTest() {
        registry.config().meterFilter(new ExportedMetrics());
    }

    @Test
    void what_nobody_has_named_is_not_exported() {
        registry.counter("helpline.decisions").increment();
        registry.counter("jvm.classes.loaded").increment();
        registry.counter("something.new").increment();
        assertThat(registry.scrape()).contains("helpline_decisions_total 1.0").doesNotContain("jvm_", "something");
    }

    @Test
    void requests_are_not_told_apart_by_their_address() {
        registry.timer("http.server.requests", "uri", "/public", "method", "GET", "status", "200", "exception", "none");
        assertThat(registry.scrape())
                .contains("http_server_requests_seconds_count{method=\"GET\",status=\"200\"}")
                .doesNotContain("public", "exception");
    }
}
