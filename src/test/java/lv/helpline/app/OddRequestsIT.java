package lv.helpline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that no form of ours and no careful person would send. Each has an answer that is no fault of the router's.
class OddRequestsIT {

    private static final Site SITE = Site.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/now", "/sign-in", "/link/x", "/public", "/nothing", "/api/v1/openapi", "/api/v1/lines"})
    void a_host_that_somebody_made_up_is_repeated_to_nobody(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 ")
                .doesNotContain("evil.example");
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example\r\n"
                        + "X-Forwarded-For: 203.0.113.9\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 ")
                .doesNotContain("evil.example");
    }

    @Test
    void nor_is_it_to_whoever_has_signed_in() throws IOException {
        var someone = Stranger.signedIn(SITE, ADMINISTRATOR);
        for (var path : new String[] {"/", "/roster", "/people", "/account", "/accounts/new", "/sign-in"}) {
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nCookie: " + someone.cookie()
                            + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 ")
                    .doesNotContain("evil.example");
        }
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(SITE.address().getHost(), SITE.address().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-in/password, email",
        "/sign-in/password, password",
        "/sign-in/password, to",
        "/sign-in/link, email",
        "/link, token",
        "/language, code",
        "/people/new, name",
        "/accounts/new, email",
        "/tokens/new, name",
        "/outside/new, name",
        "/statistics/campaigns, name",
        "/account/password, password",
        "/roster/csv, table",
        "/nothing, nothing"
    })
    void a_field_with_a_nul_is_refused(String path, String field) {
        var someone = path.startsWith("/sign-in") || path.startsWith("/link")
                ? new Stranger(SITE)
                : Stranger.signedIn(SITE, ADMINISTRATOR);
        var form = new java.util.HashMap<>(Map.of("email", "x@example.org", "password", "x", "code", "1", "name", "x"));
        form.put("token", "x");
        form.put(field, "a\0b");
        var answer = path.startsWith("/sign-in") || path.startsWith("/link")
                ? someone.post(path, form)
                : someone.postWithToken(path, form);
        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in?to=%00",
                "/link/%00",
                "/feed/%00.ics",
                "/people?q=a%00b",
                "/statistics?from=%00",
                "/audit?subject=%00",
                "/who?line=%00",
                "/people/new?%00=1"
            })
    void an_address_with_a_nul_is_refused(String path) {
        assertThat(Stranger.signedIn(SITE, ADMINISTRATOR).get(path).statusCode())
                .isBetween(400, 499);
    }

    /// As by a finger that trembles, and by three colleagues at once.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/people/new",
                "/accounts/new",
                "/tokens/new",
                "/statistics/campaigns",
                "/language",
                "/account/recovery-codes",
                "/account/passkeys/options",
                "/account/sign-out-everywhere",
                "/roster/publish",
                "/roster/undo",
                "/sign-out",
                "/sign-in/password",
                "/sign-in/link",
                "/sign-in/passkey/options"
            })
    void a_form_that_is_sent_twice_at_once_is_no_fault(String path) throws Exception {
        var someone = Stranger.signedIn(SITE, ADMINISTRATOR);
        var token = Stranger.formToken(someone.get("/account").body());
        var cookie = Objects.requireNonNull(someone.cookie());
        var form = Map.of(
                "_csrf", token,
                "name", "Divreiz",
                "email", "divreiz@example.org",
                "password", "x",
                "code", "en",
                "role", "COORDINATOR",
                "to", "/account",
                "version", "0");
        var start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var taps = IntStream.range(0, 8)
                    .mapToObj(_ -> executor.submit(() -> {
                        var finger = new Stranger(SITE).with(cookie);
                        start.await();
                        return finger.post(path, form).statusCode();
                    }))
                    .toList();
            start.countDown();
            for (var tap : taps) {
                // So many passwords are not looked at at once, and that is said.
                assertThat(tap.get(1, TimeUnit.MINUTES)).isNotIn(500, 502, 504);
            }
        }
    }
}
