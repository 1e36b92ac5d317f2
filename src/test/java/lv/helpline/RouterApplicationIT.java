package lv.helpline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.observability.ManagementServer;
import lv.helpline.routing.CallIntake;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/// The router as it is started in production: without the pages, whatever is wrong with them.
class RouterApplicationIT {

    /// Packages of what only pages need.
    private static final Pattern OF_PAGES =
            Pattern.compile(" (" + PagesParts.PACKAGES + "|(lv\\.helpline\\.wallboard|ai\\.timefold"
                    + "|org\\.springframework\\.(web|session|security|boot\\.(tomcat|webmvc|session))"
                    + "|org\\.apache\\.catalina|org\\.thymeleaf|org\\.springdoc|jakarta\\.servlet)\\.)");

    @TempDir
    private Path directory;

    @Test
    void has_no_bean_of_the_web_of_templates_and_of_sessions_and_says_how_it_is() throws Exception {
        try (var router = start(Postgres.freshDatabase())) {
            assertThat(Stream.of(router.getBeanDefinitionNames()).map(router::getType))
                    .hasSizeGreaterThan(50)
                    .noneSatisfy(type -> assertThat(String.valueOf(type)).containsPattern(OF_PAGES));
            assertThat(router.getBean(CallIntake.class).isListening()).isTrue();
            var address = addressOf(router);
            await().until(() -> get(address, "/actuator/health/callpath").statusCode() == 200);
            assertThat(get(address, "/actuator/health/callpath").body())
                    .contains("\"status\":\"UP\"", "\"roster\":\"fresh\"", "\"listening\":true");
            assertThat(get(address, "/actuator/health").body())
                    .contains("\"prompts\":", "\"db\":", "\"databaseWrites\":", "\"asterisk\":");
            assertThat(get(address, "/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(get(address, "/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(get(address, "/actuator/prometheus").body())
                    .contains("helpline_snapshot_stale 0.0", "helpline_agi_refusals_total{cause=\"fault\"} 0.0");
            for (var none : List.of("/", "/actuator", "/actuator/env", "/actuator/health/none", "/sign-in")) {
                assertThat(get(address, none).statusCode()).as(none).isEqualTo(404);
            }
        }
    }

    @Test
    void says_that_it_has_no_roster_yet() throws Exception {
        try (var router = start("jdbc:postgresql://127.0.0.1:1/helpline")) {
            var address = addressOf(router);
            assertThat(get(address, "/actuator/health/callpath"))
                    .satisfies(response -> assertThat(response.statusCode()).isEqualTo(503))
                    .satisfies(response -> assertThat(response.body()).contains("\"roster\":\"missing\""));
            assertThat(get(address, "/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    /// None of it is the router's: it starts and answers all the same.
    @Test
    void starts_whatever_is_wrong_with_what_the_pages_need() throws Exception {
        var port = new CompletableFuture<Integer>();
        try (var router = startBesideATakenPort(port)) {
            assertThat(router.getBean(CallIntake.class).isListening()).isTrue();
            // It is free by now.
            var address = addressOf(router);
            assertThat(address.getPort()).isEqualTo(port.get());
            assertThat(get(address, "/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    private ConfigurableApplicationContext startBesideATakenPort(CompletableFuture<Integer> port) throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port.complete(taken.getLocalPort());
            var router = start(
                    Postgres.freshDatabase(),
                    "--management.server.port=" + taken.getLocalPort(),
                    "--server.port=" + taken.getLocalPort(),
                    "--helpline.web.key=none",
                    "--helpline.web.sounds=nowhere",
                    "--helpline.web.idle=100d",
                    "--helpline.ami.port=0");
            assertThat(router.getBean(ManagementServer.class).listening()).isEmpty();
            return router;
        }
    }

    private ConfigurableApplicationContext start(String url, String... more) {
        var settings = new ArrayList<>(List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + Postgres.USER,
                "--helpline.roster.snapshot-file=" + directory.resolve("roster.json"),
                "--helpline.agi.port=0",
                "--helpline.agi.secret=" + "6".repeat(64)));
        settings.addAll(List.of(more));
        if (!String.join(" ", more).contains("management.server.port")) {
            settings.add("--management.server.port=0");
        }
        return RouterApplication.start(settings.toArray(String[]::new));
    }

    private static InetSocketAddress addressOf(ConfigurableApplicationContext router) {
        var server = router.getBean(ManagementServer.class);
        return await().until(server::listening, listening -> listening.isPresent())
                .orElseThrow();
    }

    private static HttpResponse<String> get(InetSocketAddress address, String path)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
