package lv.helpline.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// No body stops the pages: none too large, too slow or too many. Spoken by hand to the real Tomcat.
class BodyLimitIT {

    private static final Site SITE = Site.shared();

    /// 110 MB are said to come, and none comes: nothing of it is waited for.
    @ParameterizedTest
    @ValueSource(strings = {"/sign-in/passkey", "/sign-in", "/roster/csv", "/api/v1/roster/csv", "/public", "/nowhere"})
    void what_is_said_to_be_too_large_is_refused_unread(String address) throws IOException {
        try (var request = new Request("POST " + address, "Content-Length: 115343360")) {
            assertThat(request.status()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-in/passkey, application/json",
        "/sign-in, application/x-www-form-urlencoded",
        "/sign-out, text/plain",
        "/link, application/x-www-form-urlencoded"
    })
    void what_says_no_length_is_counted(String address, String type) throws IOException {
        try (var request = new Request("POST " + address, "Content-Type: " + type, "Transfer-Encoding: chunked")) {
            var chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
            for (var sent = 0; sent <= 65_536; sent += 0x1000) {
                request.send(chunk);
            }
            assertThat(request.status()).isEqualTo(413);
        }
    }

    @Test
    void a_form_of_64_KB_is_read() throws IOException {
        var form = "token=" + "x".repeat(65_536 - "token=".length());
        try (var request = new Request(
                "POST /link", "Content-Type: application/x-www-form-urlencoded", "Content-Length: " + form.length())) {
            request.send(form);
            assertThat(request.status()).as("a link that is none").isEqualTo(410);
        }
    }

    @Test
    void fields_are_read_from_the_address_and_from_a_form_of_any_charset() throws IOException {
        var link = Stranger.tokenOf(SITE.linkFor(SITE.somebody(Role.CONSULTANT)));
        var form = "token=" + link;
        try (var request = new Request(
                "POST /link?lang=en",
                "Content-Type: application/x-www-form-urlencoded;charset=ISO-8859-1",
                "Transfer-Encoding: chunked")) {
            request.send("%x\r\n%s\r\n0\r\n\r\n".formatted(form.length(), form));
            assertThat(request.status()).isEqualTo(302);
        }
    }

    static Stream<String> unreadable() {
        return Stream.of("a=%zz", "a=%", "%=b", "a&".repeat(3000));
    }

    /// The last one has more fields than any of ours.
    @ParameterizedTest
    @MethodSource("unreadable")
    void a_form_that_cannot_be_read_is_refused(String form) throws IOException {
        try (var request = new Request(
                "POST /sign-in",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + form.length())) {
            request.send(form);
            assertThat(request.status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-in, Content-Length: 10, 415",
        "/link, Content-Length: 10, 415",
        "/roster/csv, Transfer-Encoding: chunked, 411",
        "/roster/csv, Content-Length: 9000000, 302",
        "/prompts/lv/menu, Content-Length: 9000000, 302",
        "/prompts/lv/menu, Content-Length: 11000000, 413"
    })
    void a_stranger_sends_no_file(String address, String length, int status) throws IOException {
        try (var request = new Request("POST " + address, "Content-Type: multipart/form-data; boundary=b", length)) {
            assertThat(request.status()).isEqualTo(status);
        }
    }

    /// As many as filled every place of the pages before: each has sent a part of its form and sends nothing more.
    @Test
    void slow_forms_keep_nobody_else_waiting_and_are_ended() throws IOException {
        List<Request> slow = new ArrayList<>();
        try {
            for (var number = 0; number < 300; number++) {
                var request = new Request(
                        "POST /sign-in",
                        "X-Forwarded-For: 198.51.100." + number / 2,
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: 1000");
                slow.add(request);
                request.send("email=");
            }
            var visitor = new Stranger(SITE);
            assertThat(visitor.get("/public").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/sign-in").statusCode()).isEqualTo(200);
            assertThatCode(() -> Stranger.signedIn(SITE, SITE.somebody(Role.CONSULTANT)))
                    .doesNotThrowAnyException();
            for (var request : slow) {
                assertThat(request.status()).isEqualTo(408);
            }
        } finally {
            for (var request : slow) {
                request.close();
            }
        }
    }

    @Test
    void one_address_has_no_more_than_64_bodies_read_at_once() throws IOException {
        List<Request> slow = new ArrayList<>();
        try {
            for (var number = 0; number < 65; number++) {
                var request = new Request(
                        "POST /sign-in",
                        "X-Forwarded-For: 198.51.100.250",
                        "Content-Length: 1000",
                        "X-Number: " + number);
                slow.add(request);
                request.send("x");
            }
            var answered = 0;
            for (var request : slow) {
                answered += request.status() == 503 ? 1 : 0;
            }
            assertThat(answered).isEqualTo(1);
        } finally {
            for (var request : slow) {
                request.close();
            }
        }
    }

    /// More connections than there are places, each of which brings another byte of its request now and then, so that
    /// none is ever silent for long. Without a place for the next one there is no answer at all.
    @Timeout(60)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /public HTTP/1.1\r\nX-Slow: ",
                "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"
            })
    void connections_that_say_little_keep_nobody_out(String begun) throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            for (var number = 0; number < 1_700; number++) {
                var socket = new Socket(SITE.address().getHost(), SITE.address().getPort());
                slow.add(socket);
                trySend(socket, begun);
            }
            var _ = clock.scheduleWithFixedDelay(
                    () -> slow.forEach(each -> trySend(each, "x")), 1, 1, TimeUnit.SECONDS);
            assertThat(new Stranger(SITE).get("/public").statusCode()).isEqualTo(200);
            assertThatCode(() -> Stranger.signedIn(SITE, SITE.somebody(Role.CONSULTANT)))
                    .doesNotThrowAnyException();
            clock.shutdownNow();
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    private static void trySend(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        } catch (IOException _) {
            // It had to make room.
        }
    }

    /// By hand, for no client of HTTP sends half a request.
    private static final class Request implements AutoCloseable {

        private final Socket socket;

        Request(String line, String... headers) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), SITE.address().getPort());
            // Longer than the server's patience: who waits so long has got no answer.
            socket.setSoTimeout(60_000);
            send(line + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        }

        int status() throws IOException {
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
            assertThat(line).startsWith("HTTP/1.1 ");
            return Integer.parseInt(line.split(" ", -1)[1]);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
