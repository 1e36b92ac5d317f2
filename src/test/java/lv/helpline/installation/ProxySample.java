package lv.helpline.installation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import lv.helpline.accounts.Role;
import lv.helpline.testing.LocalCertificate;
import lv.helpline.testing.Loopback;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import lv.helpline.testing.pages.WholeSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/// The sample of a reverse proxy, run before the real pages. Visitors come from addresses of loopback of their own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(60)
abstract class ProxySample {

    /// The name in the samples.
    static final String NAME = "dezura.example.lv";

    static final String PAGES = "127.0.0.1:8080";

    /// Of a WebSocket that is closed for what it said (RFC 6455).
    private static final int POLICY_VIOLATION = 1008;

    private static final String WITHOUT_TICKET = "/public/call/socket?ticket=none";

    private static final int TOO_LARGE = 11 * 1024 * 1024;

    private final Place place;
    private final URI address;
    private final SSLContext trusting;
    private final Visitor early;
    private final Process proxy;
    private final int statusWithoutPages;
    private final Site site;

    /// Where the sample is run.
    ///
    /// @param directory has `cert.pem` and `key.pem`, and all that is written
    /// @param pages     the port of the pages
    record Place(Path directory, int http, int https, int pages) {}

    /// @param prepared makes the sample fit for a place, and says how it is run there
    ProxySample(Function<Place, List<String>> prepared) throws Exception {
        place = new Place(
                Files.createTempDirectory("proxy-"), Loopback.tcpPort(), Loopback.tcpPort(), Loopback.tcpPort());
        address = URI.create("https://localhost:" + place.https());
        trusting = LocalCertificate.in(place.directory()).trusting();
        early = new Visitor();
        proxy = start(prepared.apply(place));
        statusWithoutPages = early.status(upload());
        site = WholeSite.behind(
                address,
                place.pages(),
                "--helpline.web.proxies=127.0.0.1/32",
                "--helpline.web-call.asterisk=127.0.0.1:1");
    }

    /// The pages are not there yet.
    private Process start(List<String> command) throws Exception {
        var said = place.directory().resolve("said").toFile();
        var builder = new ProcessBuilder(command)
                .directory(place.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said);
        builder.environment().put("XDG_DATA_HOME", place.directory().toString());
        builder.environment().put("XDG_CONFIG_HOME", place.directory().toString());
        var started = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
        await("the proxy answers").until(() -> {
            assertThat(started.isAlive()).as(Files.readString(said.toPath())).isTrue();
            return early.status(to("/public")) == 502;
        });
        return started;
    }

    @AfterAll
    void stop() {
        proxy.destroy();
        site.close();
    }

    @Test
    void plain_http_is_sent_to_https() throws Exception {
        var answer = new Visitor()
                .send(HttpRequest.newBuilder(URI.create("http://localhost:" + place.http() + "/public?lang=en")));
        assertThat(answer.statusCode()).isIn(301, 308);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(location ->
                        assertThat(location).startsWith("https://localhost").endsWith("/public?lang=en"));
    }

    @Test
    void each_security_header_arrives_once() throws Exception {
        var answer = new Visitor().send(to("/sign-in"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(strict -> assertThat(strict).startsWith("max-age=31536000"));
        for (var header : List.of(
                "Content-Security-Policy",
                "Strict-Transport-Security",
                "X-Content-Type-Options",
                "X-Frame-Options",
                "Referrer-Policy",
                "Permissions-Policy",
                "Cross-Origin-Opener-Policy",
                "Cross-Origin-Resource-Policy")) {
            assertThat(answer.headers().allValues(header)).as(header).hasSize(1);
        }
    }

    @Test
    void who_asks_is_who_connects_whatever_they_say_of_themselves() throws Exception {
        var guessing = new Visitor();
        for (var tries = 1; tries <= 3; tries++) {
            assertThat(guessing.guess("198.51.100." + tries)).isEqualTo(401);
        }
        assertThat(guessing.guess("198.51.100.4"))
                .as("a fourth try from one address")
                .isEqualTo(429);
        assertThat(new Visitor().guess("198.51.100.1")).as("somebody else").isEqualTo(401);
    }

    @Test
    void a_body_that_is_too_large_does_not_get_to_the_pages() throws Exception {
        assertThat(statusWithoutPages).isEqualTo(413);
        assertThat(new Visitor().status(upload())).isEqualTo(413);
    }

    private HttpRequest.Builder upload() {
        return to("/roster/csv")
                .version(HttpClient.Version.HTTP_1_1)
                .expectContinue(true)
                .POST(BodyPublishers.ofByteArray(new byte[TOO_LARGE]));
    }

    /// A beat is a few bytes, and no answer is over until its reader leaves.
    @Test
    void what_the_page_now_is_told_is_not_kept_back() throws Exception {
        var coordinator = new Visitor();
        coordinator.signIn(Role.COORDINATOR);
        var answer = coordinator.client.send(to("/now/feed").build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            assertThat(lines.lines().anyMatch("event:board"::equals)).isTrue();
            assertThat(lines.lines().anyMatch("event:beat"::equals)).isTrue();
        }
    }

    @Test
    void a_call_from_the_web_page_reaches_the_gate() throws Exception {
        var caller = new Visitor();
        var asked = caller.send(to("/public/call")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("line=25723222&language=lv")));
        var path =
                JsonPath.<String>read(asked.body(), "$.socket") + "?ticket=" + JsonPath.read(asked.body(), "$.ticket");
        var closed = new CompletableFuture<Integer>();
        var socket = caller.socket(path, closed);
        assertThat(socket.getSubprotocol()).isEqualTo("sip");
        socket.sendText("no SIP", true).join();
        assertThat(closed.get()).as("what the gate says to it").isEqualTo(POLICY_VIOLATION);
        assertThatThrownBy(() -> caller.socket(WITHOUT_TICKET, closed))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    /// `early` has met pages that were not there. The last one, for all that is logged is written when the proxy has
    /// ended.
    @Test
    @Order(Integer.MAX_VALUE)
    void nobody_who_asks_is_written_down() throws Exception {
        for (var request : List.of(
                to("/public"),
                to("/sign-in"),
                to("/css/none.css"),
                to("/public").header("X-Long", "x".repeat(100_000)),
                to("/public/call").POST(BodyPublishers.ofString("x".repeat(100_000))),
                upload(),
                HttpRequest.newBuilder(URI.create("http://localhost:" + place.http() + "/public")))) {
            early.status(request);
        }
        proxy.destroy();
        proxy.waitFor();
        try (var files = Files.walk(place.directory())) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".pem")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContain(early.from.getHostAddress(), "GET /", "POST /", "\"uri\""));
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(address.resolve(path));
    }

    /// A browser with an address and cookies of its own.
    private final class Visitor {

        private final InetAddress from = Loopback.nextAddress();
        private final HttpClient client = HttpClient.newBuilder()
                .localAddress(from)
                .cookieHandler(new CookieManager())
                .sslContext(trusting)
                .build();

        HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
            try {
                return client.send(request.build(), BodyHandlers.ofString());
            } catch (IOException unanswered) {
                throw new UncheckedIOException(unanswered);
            }
        }

        /// 0 without an answer.
        int status(HttpRequest.Builder request) throws InterruptedException {
            try {
                return send(request).statusCode();
            } catch (UncheckedIOException unanswered) {
                return 0;
            }
        }

        int guess(String forged) throws InterruptedException {
            return send(form("/sign-in/password", Map.of("email", "guessed@example.org", "password", "x", "code", "1"))
                            .header("X-Forwarded-For", forged)
                            .header("X-Real-IP", forged)
                            .header("Forwarded", "for=" + forged))
                    .statusCode();
        }

        void signIn(Role role) throws InterruptedException {
            var link = Stranger.tokenOf(site.linkFor(site.somebody(role)));
            assertThat(send(form("/link", Map.of("token", link))).statusCode()).isEqualTo(302);
        }

        private HttpRequest.Builder form(String path, Map<String, String> fields) {
            return to(path).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(fields.entrySet().stream()
                            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                            .collect(Collectors.joining("&"))));
        }

        WebSocket socket(String path, CompletableFuture<Integer> closed) {
            var listener = new WebSocket.Listener() {
                @Override
                public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                    closed.complete(status);
                    return CompletableFuture.completedStage(null);
                }
            };
            return client.newWebSocketBuilder()
                    .header("Origin", address.toString())
                    .subprotocols("sip")
                    .buildAsync(URI.create("wss://localhost:" + place.https() + path), listener)
                    .join();
        }
    }
}
