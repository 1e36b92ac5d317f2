package lv.helpline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lv.helpline.testing.Documents;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/// The application as it is started in production, seen from outside.
@ExtendWith(OutputCaptureExtension.class)
class ApplicationIT {

    /// Of the text that Prometheus fetches.
    private static final Pattern FAMILY = Pattern.compile("# TYPE (\\w+) ");

    private static final String DOCUMENTED = Documents.text(Path.of("ops/observability.md"));

    @TempDir
    private Path directory;

    @Test
    void says_from_outside_how_it_is_and_shows_nothing_else_on_either_port() throws Exception {
        try (var application = start(Postgres.freshDatabase())) {
            assertThat(get(application, "/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            assertThat(get(application, "/actuator/health/callpath").body())
                    .contains("\"roster\":\"fresh\"", "\"listening\":");
            assertThat(get(application, "/actuator/prometheus").body())
                    .contains(
                            "helpline_snapshot_age_seconds ",
                            "helpline_snapshot_stale 0.0",
                            "helpline_agi_refusals_total{cause=\"fault\"} 0.0");
            assertThat(FAMILY.matcher(get(application, "/actuator/prometheus").body())
                            .results()
                            .map(family -> family.group(1).replaceFirst("_max$", ""))
                            .filter(family -> !family.startsWith("helpline_"))
                            .filter(family -> !DOCUMENTED.contains("`" + family)))
                    .isEmpty();
            for (var closed :
                    List.of("env", "heapdump", "threaddump", "configprops", "loggers", "beans", "flyway", "sbom")) {
                assertThat(get(application, "/actuator/" + closed).statusCode())
                        .as(closed)
                        .isEqualTo(404);
            }
            assertThat(get(port(application, "local.server.port"), "/actuator/health")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void starts_with_its_database_down_and_says_so(CapturedOutput output) throws Exception {
        try (var application = start("jdbc:postgresql://127.0.0.1:1/helpline")) {
            assertThat(get(application, "/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            assertThat(get(application, "/actuator/health/callpath"))
                    .satisfies(response -> assertThat(response.statusCode()).isEqualTo(503))
                    .satisfies(response -> assertThat(response.body()).contains("\"roster\":\"missing\""));
            assertThat(get(application, "/actuator/prometheus").body())
                    .contains("helpline_snapshot_age_seconds NaN", "helpline_snapshot_stale 1.0");
            for (var probe = 0; probe < 2; probe++) {
                get(application, "/actuator/health");
            }
            assertThat(output.getAll().lines().filter(line -> line.contains("database cannot be read")))
                    .hasSize(1);
            assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain("health check failed");
        }
    }

    @Test
    void refuses_a_setting_that_makes_no_sense_and_names_it() {
        assertThat(messagesOf(catchThrowable(() -> start(Postgres.freshDatabase(), "--helpline.roster.poll=1h"))))
                .contains("helpline.roster.poll: 1s to 10m is needed");
        assertThat(messagesOf(
                        catchThrowable(() -> start(Postgres.freshDatabase(), "--helpline.roster.stale-after=1s"))))
                .contains("helpline.roster.stale-after: 1m to 1d is needed");
    }

    private static List<String> messagesOf(Throwable thrown) {
        var messages = new ArrayList<String>();
        for (var each = thrown; each != null; each = each.getCause()) {
            messages.add(String.valueOf(each.getMessage()));
        }
        return messages;
    }

    private ConfigurableApplicationContext start(String url, String... more) {
        var arguments = new ArrayList<>(Postgres.settings(url));
        arguments.addAll(List.of(
                "--helpline.roster.snapshot-file=" + directory.resolve("roster.json"),
                "--helpline.agi.port=0",
                "--helpline.agi.secret=" + "6".repeat(64),
                "--server.port=0",
                "--management.server.port=0"));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(HelplineApplication.class).run(arguments.toArray(String[]::new));
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext application, String path)
            throws IOException, InterruptedException {
        return get(port(application, "local.management.port"), path);
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static int port(ConfigurableApplicationContext application, String property) {
        return application.getEnvironment().getRequiredProperty(property, Integer.class);
    }
}
