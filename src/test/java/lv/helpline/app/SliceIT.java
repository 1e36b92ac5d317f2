package lv.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.mail.OutboxDispatcher;
import lv.helpline.notification.DutyReminder;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What tests see through a [Slice] is what a browser is sent by Tomcat: the whole application and the slice are asked
/// the same.
class SliceIT {

    private static final Site WHOLE = Site.shared();
    private static final Site SLICE = Slice.shared();
    private static final Map<Site, Account> ADMINISTRATORS = administrators();

    /// Of the connection and the moment, not of the page; and what compression adds to.
    private static final List<String> OF_TOMCAT =
            List.of("connection", "content-length", "date", "keep-alive", "transfer-encoding", "vary");

    private static Map<Site, Account> administrators() {
        return Map.of(WHOLE, WHOLE.somebody(Role.ADMINISTRATOR), SLICE, SLICE.somebody(Role.ADMINISTRATOR));
    }

    /// Or pages would say that there is none, where the tests before have left none.
    @BeforeAll
    static void a_second_administrator_can_sign_in() {
        for (var site : List.of(WHOLE, SLICE)) {
            site.linkFor(administrator(site));
            site.linkFor(site.somebody(Role.ADMINISTRATOR));
        }
    }

    /// Pages, files, redirects, and each way in which an error comes about: by a filter, by a rule, by a controller, by
    /// Spring, and with a problem for a program.
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "nobody, GET, /sign-in",
        "nobody, GET, /js/now.js",
        "nobody, GET, /report/1999-Q1",
        "nobody, GET, /now",
        "nobody, GET, /css/nothing.css",
        "nobody, GET, /api/v1/lines",
        "nobody, DELETE, /sign-in",
        "nobody, POST, /sign-in/password",
        "nobody, GET, /link/nothing",
        "administrator, GET, /",
        "administrator, GET, /people/new",
        "administrator, GET, /tokens/new",
        "administrator, GET, /lines/nowhere",
        "administrator, GET, /people/one",
        "administrator, GET, /nothing-here",
        "administrator, GET, /duty",
        "administrator, POST, /lines/latgale",
        "administrator, POST, /roster/csv",
        "administrator, GET, /statistics/hours.csv?from=2025-01-01&to=2025-01-31",
        "administrator, GET, /statistics/nothing.csv",
        "administrator, GET, /api/v1/nothing",
    })
    void is_answered_as_by_the_whole_application(String who, String method, String path) {
        var whole = ask(WHOLE, who, method, path);
        var slice = ask(SLICE, who, method, path);
        assertThat(slice.statusCode()).isEqualTo(whole.statusCode());
        assertThat(headers(slice)).isEqualTo(headers(whole));
        assertThat(body(SLICE, slice)).isEqualTo(body(WHOLE, whole));
    }

    @Test
    void a_form_is_answered_as_by_the_whole_application() {
        var typed = Map.of("name", "Ļ<b>", "contact", "29 123", "languages", "latviešu, ķīniešu");
        for (var version : List.of("0", "x")) {
            var form = new HashMap<>(typed);
            form.put("version", version);
            var whole = Stranger.signedIn(WHOLE, administrator(WHOLE)).postWithToken("/people/new", form);
            var slice = Stranger.signedIn(SLICE, administrator(SLICE)).postWithToken("/people/new", form);
            assertThat(slice.statusCode()).isEqualTo(whole.statusCode()).isEqualTo(version.equals("0") ? 422 : 400);
            assertThat(headers(slice)).isEqualTo(headers(whole));
            assertThat(body(SLICE, slice)).isEqualTo(body(WHOLE, whole));
        }
    }

    /// Tomcat takes it from the proxy, and the slice from the same header.
    @Test
    void who_asks_is_whom_the_proxy_names() {
        for (var site : List.of(WHOLE, SLICE)) {
            var guesser = new Stranger(site);
            for (var guess = 0; guess < 31; guess++) {
                guesser.get("/feed/guess" + guess + ".ics");
            }
            assertThat(guesser.get("/feed/guess.ics").statusCode()).isEqualTo(429);
            assertThat(new Stranger(site).get("/feed/guess.ics").statusCode())
                    .as("from another address")
                    .isEqualTo(404);
        }
    }

    /// No server, and none of what goes on beside the pages.
    @Test
    void the_slice_opens_no_port() {
        assertThat(SLICE.application().getEnvironment().getProperty("local.server.port"))
                .isNull();
        assertThat(WHOLE.application().getEnvironment().getProperty("local.server.port"))
                .isNotNull();
        assertThat(SLICE.bean(OutboxDispatcher.class).isRunning()).isFalse();
        assertThat(SLICE.bean(DutyReminder.class).isRunning()).isFalse();
    }

    private static Account administrator(Site site) {
        return Objects.requireNonNull(ADMINISTRATORS.get(site));
    }

    private static HttpResponse<String> ask(Site site, String who, String method, String path) {
        var stranger = who.equals("nobody") ? new Stranger(site) : Stranger.signedIn(site, administrator(site));
        return stranger.send(method, path);
    }

    private static Map<String, Set<String>> headers(HttpResponse<String> answer) {
        var headers = new TreeMap<String, Set<String>>();
        answer.headers().map().forEach((name, values) -> {
            var plain = name.toLowerCase(java.util.Locale.ROOT);
            if (!OF_TOMCAT.contains(plain)) {
                values.forEach(value -> headers.computeIfAbsent(plain, _ -> new TreeSet<>())
                        .add(plain.equals("content-type") ? sorted(value) : plain(value)));
            }
        });
        return headers;
    }

    private static String plain(String value) {
        return value.replaceAll("^http://localhost:[0-9]+", "").replaceAll("^([sd])=[^;]+", "$1=…");
    }

    private static String sorted(String type) {
        return new TreeSet<>(List.of(type.split("; *", -1))).toString();
    }

    private static String body(Site site, HttpResponse<String> answer) {
        return answer.body()
                .replace(administrator(site).name(), "…")
                .replaceAll("name=\"(_csrf|_page|sealed)\" value=\"[^\"]+\"", "")
                .replaceAll("data-name=\"[^\"]+\"", "")
                .replaceAll("name=\"once\" value=\"[^\"]+\"", "")
                .replaceAll("http://localhost:[0-9]+", "");
    }
}
