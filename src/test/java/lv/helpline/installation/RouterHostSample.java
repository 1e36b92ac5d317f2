package lv.helpline.installation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import lv.helpline.HelplineApplication;
import lv.helpline.testing.Loopback;
import lv.helpline.testing.Postgres;
import lv.helpline.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The `helpline.env` of a router on a machine of its own, as `ops/install.md` has it.
@Timeout(300)
class RouterHostSample {

    private static final int AGI = 4573;

    private static final Pattern BLOCK = Pattern.compile("(?s)\n`helpline\\.env`, .*?\n```\n(.*?)```\n");

    @TempDir
    private Path directory;

    @Test
    void asterisk_s_machine_asks_it_and_nobody_else_does() throws Exception {
        var asterisk = Loopback.nextAddress();
        var router = Loopback.nextAddress();
        var management = Loopback.tcpPort();
        var process = start(environment(asterisk, router), management);
        try {
            await("the router has its roster").atMost(Duration.ofMinutes(4)).until(() -> {
                assertThat(process.isAlive())
                        .as(Files.readString(directory.resolve("said")))
                        .isTrue();
                return get(management, "health/callpath").contains("\"UP\"");
            });
            knock(asterisk, router);
            knock(Loopback.nextAddress(), router);
            await("both are counted")
                    .untilAsserted(() -> assertThat(get(management, "prometheus"))
                            .contains(
                                    "helpline_agi_refusals_total{cause=\"malformed\"} 1.0",
                                    "helpline_agi_refusals_total{cause=\"address\"} 1.0"));
            assertThat(get(management, "prometheus")).contains("helpline_asterisk_taking_calls NaN");
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static Sample environment(InetAddress asterisk, InetAddress router) {
        var block = BLOCK.matcher(Sample.of("ops/install.md").text());
        assertThat(block.find()).isTrue();
        return new Sample(block.group(1))
                .with(
                        "jdbc:postgresql://10.0.0.20/helpline?sslmode=verify-full",
                        Postgres.forRouters(Postgres.demoDatabase()))
                .with("USERNAME=helpline", "USERNAME=" + Postgres.ROUTER)
                .with("FLYWAY_USER=helpline_owner", "FLYWAY_USER=" + Postgres.USER)
                .with("10.0.0.11", router.getHostAddress())
                .with("10.0.0.10", asterisk.getHostAddress());
    }

    private Process start(Sample environment, int management) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HelplineApplication.class.getName(),
                        "router",
                        "--spring.flyway.locations=classpath:db/migration,classpath:db/demo",
                        "--helpline.agi.secret=" + "6".repeat(64),
                        "--helpline.roster.snapshot-file=" + directory.resolve("roster.json"),
                        "--management.server.port=" + management)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile());
        environment.text().lines().forEach(line -> {
            var setting = List.of(line.split("=", 2));
            builder.environment().put(setting.getFirst(), setting.getLast());
        });
        return builder.start();
    }

    /// With what is no request.
    private static void knock(InetAddress from, InetAddress to) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(to, AGI));
            socket.getOutputStream().write("no request\n\n".getBytes(US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (SocketException refused) {
            // It is closed before all of it is read.
        }
    }

    private static String get(int port, String what) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + what))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        }
    }
}
