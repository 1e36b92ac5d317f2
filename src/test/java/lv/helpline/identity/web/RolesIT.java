package lv.helpline.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.app.ErrorPages;
import lv.helpline.audit.Author;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springdoc.api.AbstractOpenApiResource;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Who may open what, route by route and role by role, and what a stranger cannot do at all. What programs may ask is
/// tried in `ApiIT`.
class RolesIT {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final Account COORDINATOR = SITE.somebody(Role.COORDINATOR);
    private static final Account CONSULTANT = SITE.somebody(Role.CONSULTANT);
    private static final Map<Role, Stranger> SIGNED_IN = new EnumMap<>(Role.class);

    /// Letters: anybody, Administrator, Coordinator, coNsultant; whoever is named is let in.
    private static final String MATRIX = """
        GET  /sign-in                          *ACN
        POST /sign-in/password                 *ACN
        POST /sign-in/link                     *ACN
        POST /sign-in/again                    *ACN
        POST /sign-in/code                     *ACN
        POST /sign-in/passkey/options          *ACN
        POST /sign-in/passkey                  *ACN
        GET  /link/{token}                     *ACN
        POST /link                             *ACN
        GET  /                                 ACN
        POST /language                         ACN
        POST /language/again                   ACN
        GET  /guide                            ACN
        GET  /account                          ACN
        POST /account/passkeys/options         ACN
        POST /account/passkeys                 ACN
        POST /account/passkeys/{id}/remove     ACN
        GET  /account/password                 ACN
        POST /account/password                 ACN
        POST /account/recovery-codes           ACN
        POST /account/sign-out-everywhere      ACN
        GET  /confirm                          ACN
        POST /confirm/password                 ACN
        POST /confirm/link                     ACN
        POST /confirm/code                     ACN
        POST /confirm/passkey/options          ACN
        POST /confirm/passkey                  ACN
        GET  /kept/{id}                        ACN
        GET  /now                              AC
        GET  /now/feed                         AC
        GET  /feed/{token}.ics                 *ACN
        GET  /duty                             N
        GET  /duty/phone                       N
        GET  /duty/places                      N
        POST /duty/phone/ready                 N
        POST /duty/phone/test                  N
        POST /duty/rest                        N
        POST /duty/resume                      N
        GET  /duty/cannot                      N
        POST /duty/cannot                      N
        POST /duty/leave                       N
        POST /duty/absence/remove              N
        POST /duty/preference                  N
        POST /duty/preference/{id}/remove      N
        GET  /duty/swap                        N
        POST /duty/swap                        N
        GET  /duty/swap/{id}                   N
        POST /duty/swap/{id}/return            N
        POST /duty/swap/{id}/take              N
        POST /duty/swap/{id}/drop              N
        GET  /duty/open/{id}                   N
        POST /duty/open/{id}/take              N
        POST /duty/feed                        N
        POST /duty/feed/revoke                 N
        POST /duty/number-code                 N
        GET  /who                              AC
        GET  /roster                           AC
        GET  /roster/shift                     AC
        GET  /roster/time                      AC
        GET  /roster/day                       AC
        GET  /roster/at                        AC
        GET  /roster/preview                   AC
        GET  /roster/plan                      AC
        GET  /roster/draft                     AC
        POST /roster/save                      AC
        POST /roster/publish                   A
        POST /roster/discard                   AC
        POST /roster/undo                      AC
        POST /roster/untold/{id}/told          AC
        POST /roster/reopen                    AC
        GET  /roster/offer                     AC
        POST /roster/offer                     AC
        POST /roster/offer/{id}/withdraw       AC
        GET  /accounts                         A
        GET  /accounts/new                     A
        POST /accounts/new                     A
        GET  /accounts/{id}                    A
        POST /accounts/{id}                    A
        POST /accounts/{id}/end                A
        POST /accounts/{id}/invite             A
        POST /accounts/{id}/lost-phone         A
        POST /accounts/{id}/sign-out           A
        GET  /tokens                           A
        GET  /tokens/new                       A
        POST /tokens/new                       A
        POST /tokens/{id}/revoke               A
        GET  /roster/csv                       A
        GET  /roster/csv/file                  A
        POST /roster/csv                       A
        POST /roster/csv/apply                 A
        GET  /roster/proposals                 A
        POST /roster/proposals                 A
        POST /roster/proposals/stop            A
        POST /roster/proposals/draft           A
        POST /roster/proposals/discard         A
        GET  /audit                            A
        GET  /audit/file                       A
        GET  /calendar                         AC
        POST /calendar                         AC
        GET  /calendar/preview                 AC
        GET  /calendar/{kind}/{id}             AC
        GET  /calendar/{kind}/{id}/remove      AC
        POST /calendar/{kind}/{id}/remove      AC
        GET  /lines                            AC
        GET  /lines/{id}                       A
        POST /lines/{id}                       A
        POST /lines/check                      A
        GET  /statistics                       AC
        GET  /statistics/{table}.csv           AC
        GET  /statistics/forecast              AC
        GET  /statistics/forecast.csv          AC
        POST /statistics/campaigns             A
        POST /statistics/campaigns/{id}/remove A
        GET  /statistics/reports               A
        GET  /statistics/reports/{quarter}     A
        POST /statistics/reports/{quarter}     A
        GET  /report                           *ACN
        GET  /report/{quarter}                 *ACN
        GET  /report/{quarter}.csv             *ACN
        GET  /public                           *ACN
        GET  /public/en                        *ACN
        GET  /public/ru                        *ACN
        GET  /public/places/{name}             *ACN
        GET  /public/en/places/{name}          *ACN
        GET  /public/ru/places/{name}          *ACN
        POST /public/call                      *ACN
        GET  /people                           AC
        GET  /people/new                       A
        POST /people/new                       A
        GET  /people/{id}                      A
        POST /people/{id}                      A
        POST /people/{id}/pin                  A
        POST /people/{id}/test-call            A
        POST /people/{id}/number-code          A
        POST /people/{id}/feed/revoke          A
        GET  /people/{id}/leave                A
        POST /people/{id}/leave                A
        GET  /people/{id}/lost-phone           A
        POST /people/{id}/lost-phone           A
        POST /people/{id}/back                 A
        POST /people/{id}/delete               A
        GET  /prompts                          A
        GET  /prompts/{language}/{prompt}      A
        POST /prompts/{language}/{prompt}      A
        GET  /prompts/{language}/{prompt}/heard A
        POST /prompts/{language}/{prompt}/by-phone A
        POST /prompts/{language}/{prompt}/by-phone/remove A
        GET  /prompts/recordings/{id}          A
        POST /prompts/recordings/{id}/accept   A
        POST /prompts/recordings/{id}/remove   A
        GET  /outside                          A
        GET  /outside/new                      A
        POST /outside/new                      A
        GET  /outside/{id}                     A
        POST /outside/{id}                     A
        POST /outside/{id}/check               A
        POST /outside/{id}/raise               A
        POST /outside/{id}/remove              A
        GET  /places                           A
        GET  /places/new                       A
        POST /places/new                       A
        GET  /places/csv                       A
        GET  /places/csv/file                  A
        POST /places/csv                       A
        POST /places/csv/apply                 A
        GET  /places/{id}                      A
        POST /places/{id}                      A
        POST /places/{id}/check                A
        POST /places/{id}/remove               A
        GET  /interpreters                     A
        GET  /interpreters/new                 A
        POST /interpreters/new                 A
        GET  /interpreters/{id}                A
        POST /interpreters/{id}                A
        POST /interpreters/{id}/check          A
        POST /interpreters/{id}/remove         A
        """;

    record Route(String method, String path, String let) {
        static Route of(String line) {
            var parts = line.split(" +", -1);
            return new Route(parts[0], parts[1], parts[2]);
        }

        String place() {
            return path.replace("/lines/{id}", "/lines/nowhere")
                    .replace("{language}/{prompt}", "lv/greeting")
                    .replace("{token}", "nothing")
                    .replace("{id}", "999999")
                    .replace("{table}", "hours")
                    .replace("{name}", "latgale")
                    .replace("{quarter}", "2026-Q1")
                    .replace("{kind}", "CLOSURE");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Route> routes() {
        return MATRIX.lines().map(Route::of);
    }

    @Test
    void the_matrix_has_every_route_there_is() {
        var mapped = SITE.bean(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
                .filter(each -> each.getValue().getBeanType() != ErrorPages.class)
                .filter(each -> !each.getValue().getBeanType().isAnnotationPresent(RestController.class))
                .filter(each -> !AbstractOpenApiResource.class.isAssignableFrom(
                        each.getValue().getBeanType()))
                .flatMap(each -> each.getKey().getMethodsCondition().getMethods().stream()
                        .flatMap(method -> each.getKey().getPatternValues().stream()
                                .map(path -> method + " " + (path.isEmpty() ? "/" : path))))
                .collect(toCollection(TreeSet::new));
        assertThat(routes().map(Route::toString).sorted().toList()).isEqualTo(List.copyOf(mapped));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void lets_in_whom_the_matrix_names(Route route) {
        for (var who :
                Map.of('A', ADMINISTRATOR, 'C', COORDINATOR, 'N', CONSULTANT).entrySet()) {
            var stranger = signedIn(who.getValue());
            var status = route.method().equals("GET")
                    ? stranger.statusOf(route.place())
                    : stranger.postWithToken(route.place(), Map.of()).statusCode();
            if (route.let().indexOf(who.getKey()) >= 0) {
                assertThat(status).as(route + " for " + who.getKey()).isNotIn(403, 500);
            } else {
                assertThat(status).as(route + " for " + who.getKey()).isEqualTo(403);
            }
        }
    }

    /// As for the route before, unless that ended the session.
    private static Stranger signedIn(Account account) {
        var known = SIGNED_IN.get(account.role());
        if (known != null && isAlive(known, account.role())) {
            return known;
        }
        var stranger = Stranger.signedIn(SITE, account);
        SIGNED_IN.put(account.role(), stranger);
        return stranger;
    }

    private static boolean isAlive(Stranger stranger, Role role) {
        var cookie = stranger.cookie();
        return cookie != null
                && SITE.bean(Sessions.class)
                        .isAlive(new String(Base64.getDecoder().decode(cookie.substring("s=".length())), UTF_8), role);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void sends_a_stranger_to_sign_in(Route route) {
        var stranger = new Stranger(SITE);
        var response = stranger.send(route.method(), route.place());
        if (route.let().startsWith("*")) {
            assertThat(response.headers().firstValue("Location")).isEmpty();
        } else {
            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(response.headers().firstValue("Location").orElseThrow()).contains("/sign-in");
        }
        if (!route.path().contains("passkey") && !route.path().equals("/sign-in/link")) {
            assertThat(response.headers().firstValue("Set-Cookie"))
                    .as("no cookie before signing in")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refuses_a_form_without_its_token_and_one_from_elsewhere(Route route) {
        if (route.method().equals("GET")) {
            return;
        }
        var stranger = signedIn(ADMINISTRATOR);
        if (!route.let().startsWith("*")) {
            assertThat(stranger.post(route.place(), Map.of()).statusCode())
                    .as("without the token")
                    .isEqualTo(403);
        }
        assertThat(stranger.post(route.place(), Map.of(), "Origin", "https://evil.example")
                        .statusCode())
                .as("from another origin")
                .isEqualTo(403);
        assertThat(stranger.post(route.place(), Map.of(), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .as("from another site")
                .isEqualTo(403);
    }

    @Test
    void says_to_browsers_what_they_must_never_do() {
        var headers = new Stranger(SITE).get("/sign-in").headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "http");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    }

    @Test
    void only_the_page_of_a_clip_may_ask_for_a_microphone() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        assertThat(permissions(administrator, "/prompts/lv/greeting")).endsWith(" microphone=(self)");
        for (var elsewhere :
                List.of("/sign-in", "/now", "/prompts", "/prompts/recordings/1", "/prompts/lv/greeting/heard")) {
            assertThat(permissions(administrator, elsewhere)).as(elsewhere).endsWith(" microphone=()");
        }
    }

    private static String permissions(Stranger stranger, String place) {
        return stranger.get(place).headers().firstValue("Permissions-Policy").orElseThrow();
    }

    @Test
    void a_session_begins_anew_when_somebody_signs_in_so_that_a_planted_one_opens_nothing() {
        var stranger = new Stranger(SITE);
        stranger.send("POST", "/sign-in/passkey/options");
        var planted = stranger.cookie();
        assertThat(planted).isNotNull();
        stranger.post("/link", Map.of("token", Stranger.tokenOf(SITE.linkFor(CONSULTANT))));
        assertThat(stranger.cookie()).isNotNull().isNotEqualTo(planted);
        assertThat(stranger.get("/duty").statusCode()).isEqualTo(200);
        assertThat(new Stranger(SITE).with(planted).get("/duty").statusCode()).isEqualTo(302);
    }

    @Test
    void signing_out_everywhere_ends_every_session_of_mine_and_no_other() {
        var account = SITE.somebody(Role.COORDINATOR);
        var here = Stranger.signedIn(SITE, account);
        var there = Stranger.signedIn(SITE, account);
        var other = Stranger.signedIn(SITE, COORDINATOR);
        assertThat(here.postWithToken("/account/sign-out-everywhere", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(there.get("/who").statusCode()).isEqualTo(302);
        assertThat(other.get("/who").statusCode()).isEqualTo(200);
    }

    @Test
    void a_changed_role_and_an_ended_account_end_its_sessions_at_once() {
        var account = SITE.somebody(Role.COORDINATOR);
        var stranger = Stranger.signedIn(SITE, account);
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        administrator.postWithToken(
                "/accounts/" + account.id(),
                Map.of("name", "X", "email", account.email(), "role", "ADMINISTRATOR", "version", "0"));
        assertThat(stranger.get("/who").statusCode()).isEqualTo(302);

        stranger = Stranger.signedIn(SITE, account);
        assertThat(stranger.get("/accounts").statusCode()).isEqualTo(200);
        administrator.postWithToken("/accounts/" + account.id() + "/end", Map.of("version", "1"));
        assertThat(stranger.get("/accounts").statusCode()).isEqualTo(302);
    }

    /// Without mail the link would be shown to nobody.
    @Test
    void nobody_loses_their_own_way_in_by_saying_that_their_phone_is_lost() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var administrator = Stranger.signedIn(SITE, account);
        var answer = administrator.postWithToken("/accounts/" + account.id() + "/lost-phone", Map.of());
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/account"));
        assertThat(administrator.get("/account").body()).contains("jūs paliktu bez piekļuves");
        assertThat(SITE.bean(Accounts.class).proofs(account.id()).suffice()).isTrue();
    }

    @Test
    void the_second_editor_of_an_account_is_told_and_what_they_typed_is_kept() {
        var account = SITE.somebody(Role.COORDINATOR);
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var form = Map.of("email", account.email(), "role", "COORDINATOR", "version", "0");
        assertThat(administrator
                        .postWithToken("/accounts/" + account.id(), and(form, "name", "First"))
                        .statusCode())
                .isEqualTo(302);
        var second = administrator.postWithToken("/accounts/" + account.id(), and(form, "name", "Second"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("value=\"Second\"", "vēl nav saglabāts", "<strong>First");
    }

    @Test
    void a_name_that_is_a_script_is_only_a_name() {
        var evil = SITE.account(SITE.bean(Accounts.class)
                .add(
                        "evil@example.org",
                        "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
                        Role.ADMINISTRATOR,
                        Optional.empty(),
                        Author.router(SITE.clock().instant())));
        var administrator = Stranger.signedIn(SITE, evil);
        administrator.postWithToken(
                "/tokens/new", Map.of("name", evil.name(), "scopes", "LINES", "lastDay", "2027-01-01"));
        for (var path :
                Arrays.asList("/accounts", "/accounts/" + evil.id(), "/audit", "/account", "/tokens", "/roster/csv")) {
            assertThat(administrator.get(path).body())
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>alert", "<img src=x");
        }
    }

    @Test
    void nobody_is_sent_to_another_site() {
        for (var to : Arrays.asList("https://evil.example", "//evil.example", "/\\evil.example", "javascript:x")) {
            assertThat(ToSignIn.ownPath(to)).isEqualTo("/");
        }
        assertThat(ToSignIn.ownPath("/who?line=latgale&at=2026-11-24T10:00"))
                .isEqualTo("/who?line=latgale&at=2026-11-24T10:00");
    }

    @Test
    void a_session_lasts_no_longer_than_it_may_however_busy() {
        var stranger = Stranger.signedIn(SITE, COORDINATOR);
        try {
            for (var minutes = 25; minutes < 12 * 60; minutes += 25) {
                SITE.clock().stop(Site.NOW.plusMinutes(minutes));
                assertThat(stranger.get("/people").statusCode())
                        .as("after " + minutes + " min")
                        .isEqualTo(200);
            }
            SITE.clock().stop(Site.NOW.plusHours(12));
            assertThat(stranger.get("/people").statusCode()).isEqualTo(302);
        } finally {
            SITE.clock().stop(Site.NOW);
        }
    }

    @Test
    void a_session_ends_when_nobody_comes_for_half_an_hour_but_a_consultants_device_waits() {
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        var consultant = Stranger.signedIn(SITE, CONSULTANT);
        try {
            SITE.clock().stop(Site.NOW.plusMinutes(29));
            assertThat(coordinator.get("/people").statusCode()).isEqualTo(200);
            SITE.clock().stop(Site.NOW.plusMinutes(58));
            assertThat(coordinator.get("/people").statusCode()).isEqualTo(200);
            SITE.clock().stop(Site.NOW.plusMinutes(88));
            assertThat(coordinator.get("/people").statusCode()).isEqualTo(302);
            SITE.clock().stop(Site.NOW);
            assertThat(coordinator.get("/people").statusCode())
                    .as("ended for good")
                    .isEqualTo(302);
            SITE.clock().stop(Site.NOW.plusDays(20));
            assertThat(consultant.get("/duty").statusCode()).isEqualTo(200);
        } finally {
            SITE.clock().stop(Site.NOW);
        }
    }

    @Test
    void what_a_forgotten_screen_must_not_do_is_asked_again() {
        var stranger = Stranger.signedIn(SITE, ADMINISTRATOR);
        try {
            SITE.clock().stop(Site.NOW.plusMinutes(11));
            assertThat(stranger.get("/accounts").statusCode()).isEqualTo(200);
            var asked = stranger.get("/accounts/new");
            assertThat(asked.statusCode()).isEqualTo(302);
            assertThat(asked.headers().firstValue("Location").orElseThrow()).contains("/confirm?to=%2Faccounts%2Fnew");
            SITE.clock().stop(Site.NOW.plusMinutes(31));
            assertThat(stranger.postWithToken("/account/recovery-codes", Map.of())
                            .headers()
                            .firstValue("Location")
                            .orElseThrow())
                    .contains("/confirm");
        } finally {
            SITE.clock().stop(Site.NOW);
        }
    }

    private static Map<String, String> and(Map<String, String> form, String field, String value) {
        var all = new java.util.HashMap<>(form);
        all.put(field, value);
        return all;
    }
}
