package lv.helpline.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.identity.FailedAttempts;
import lv.helpline.lab.LabClock;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/// Who is let in by what, how often they may try, and what a link is worth; the ways in are walked in [SignInIT].
@ExtendWith(OutputCaptureExtension.class)
class SignInRulesIT {

    private static final Site SITE = Slice.shared();
    private static final String PASSWORD = "zvirbulis lidoja garām";

    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7 ]+)</code>");

    private final LabClock clock = SITE.clock();

    @AfterEach
    void turn_back_the_clock() {
        clock.stop(Site.NOW);
    }

    @Test
    void a_recovery_code_stands_in_for_the_app_once() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var accounts = SITE.bean(Accounts.class);
        var author = account.author(clock.instant());
        accounts.setPassword(
                account.id(), SITE.bean(Passwords.class).hash(PASSWORD).orElseThrow(), RandomTokens.base32(32), author);
        accounts.setRecoveryCodes(account.id(), List.of(RandomTokens.digest("ABCDEFGHIJKLMNOP")), author);
        assertThat(tryIn(account, "wrong", "abcd-efgh-ijkl-mnop")).isEqualTo(401);
        assertThat(tryIn(account, PASSWORD, "abcd-efgh-ijkl-mnop")).isEqualTo(302);
        assertThat(tryIn(account, PASSWORD, "abcd-efgh-ijkl-mnop")).isEqualTo(401);
    }

    @Test
    void what_was_kept_in_clear_is_sealed_when_a_router_starts_and_opens_as_before() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var secret = RandomTokens.base32(32);
        SITE.bean(Accounts.class)
                .setPassword(
                        account.id(),
                        SITE.bean(Passwords.class).hash(PASSWORD).orElseThrow(),
                        secret,
                        account.author(clock.instant()));
        SITE.bean(EncryptStoredSecrets.class).run();
        assertThat(kept(account)).startsWith("sealed:").doesNotContain(secret);
        assertThat(tryIn(account, PASSWORD, codeOf(secret))).isEqualTo(302);
    }

    private static String kept(Account account) {
        return SITE.database()
                .sql("select totp_secret from account where id = :id")
                .param("id", account.id().value())
                .query(String.class)
                .single();
    }

    @Test
    void a_hash_of_an_older_measure_is_renewed_when_its_owner_signs_in() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var secret = withPassword(account);
        SITE.database()
                .sql("update account set password_hash = :old where id = :id")
                .param(
                        "old",
                        Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(PASSWORD))
                .param("id", account.id().value())
                .update();
        assertThat(tryIn(account, "x", codeOf(secret))).isEqualTo(401);
        assertThat(hashOf(account)).doesNotStartWith("{");
        assertThat(tryIn(account, PASSWORD, codeOf(secret))).isEqualTo(302);
        assertThat(hashOf(account)).startsWith("{pbkdf2-sha256-600000}");
        clock.stop(Site.NOW.plusMinutes(1));
        assertThat(tryIn(account, PASSWORD, codeOf(secret))).isEqualTo(302);
    }

    private static String hashOf(Account account) {
        return SITE.database()
                .sql("select password_hash from account where id = :id")
                .param("id", account.id().value())
                .query(String.class)
                .single();
    }

    @Test
    void whoever_changes_a_password_ends_all_sessions_of_the_account_but_their_own() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var here = Stranger.signedIn(SITE, account);
        var there = Stranger.signedIn(SITE, account);
        var colleague = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        var secret = SECRET.matcher(here.get("/account/password").body());
        assertThat(secret.find()).isTrue();
        var answer = here.postWithToken(
                "/account/password",
                Map.of("password", PASSWORD, "code", codeOf(secret.group(1).replace(" ", ""))));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(here.get("/now").statusCode()).isEqualTo(200);
        assertThat(there.get("/now").statusCode()).as("elsewhere").isEqualTo(302);
        assertThat(colleague.get("/now").statusCode()).isEqualTo(200);
    }

    @Test
    void who_is_not_let_in_is_told_so_above_the_form() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        withPassword(account);
        assertThat(new Stranger(SITE).trySignIn(account.email(), "x", "000000").body())
                .contains("<title>Kļūda:", "href=\"#email\"", "id=\"email-unread\"");
        assertThat(Stranger.signedIn(SITE, account)
                        .postWithToken("/confirm/password", Map.of("password", "x", "code", "000000"))
                        .body())
                .contains("<title>Kļūda:", "href=\"#password\"", "id=\"password-unread\"");
    }

    @Test
    void each_way_in_and_out_and_each_refusal_is_counted_and_logged_without_saying_who(CapturedOutput output) {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var secret = withPassword(account);
        var someone = new Stranger(SITE);
        happens("sign-in", "password", "wrong", () -> someone.trySignIn(account.email(), "x", "000000"));
        happens("sign-in", "password", "accepted", () -> someone.trySignIn(account.email(), PASSWORD, codeOf(secret)));
        var form = Map.of("password", "x", "code", "000000");
        happens("step-up", "password", "wrong", () -> someone.postWithToken("/confirm/password", form));
        happens("step-up", "passkey", "wrong", () -> someone.postWithToken("/confirm/passkey", Map.of()));
        happens("sign-out", "here", "accepted", () -> someone.postWithToken("/sign-out", Map.of()));
        assertThat(output)
                .contains(
                        "sign-in by password: wrong, account " + account.id(),
                        "sign-in by password: accepted, account " + account.id(),
                        "step-up by password: wrong, account " + account.id(),
                        "sign-out by here: accepted, account " + account.id());

        happens("sign-in", "passkey", "wrong", () -> new Stranger(SITE).post("/sign-in/passkey", Map.of("made", "up")));
        happens("sign-in", "link", "wrong", () -> new Stranger(SITE).post("/link", Map.of("token", "made-up-token")));
        happens("sign-in", "link", "accepted", () -> Stranger.signedIn(SITE, account));
        happens(
                "sign-out",
                "everywhere",
                "accepted",
                () -> Stranger.signedIn(SITE, account).postWithToken("/account/sign-out-everywhere", Map.of()));
        var idle = Stranger.signedIn(SITE, account);
        clock.stop(Site.NOW.plusHours(1));
        happens("sign-out", "time-out", "accepted", () -> idle.get("/now"));
        happens(
                "api-key",
                "key",
                "wrong",
                () -> new Stranger(SITE).get("/api/v1/lines", "Authorization", "Bearer made-up-key"));
        var consultant = SITE.somebody(Role.CONSULTANT);
        happens(
                "access",
                "role",
                "forbidden",
                () -> Stranger.signedIn(SITE, consultant).get("/accounts"));
        happens(
                "access",
                "form",
                "forbidden",
                () -> Stranger.signedIn(SITE, consultant).post("/sign-out", Map.of()));
        assertThat(output)
                .contains(
                        "access by role: forbidden, account " + consultant.id(),
                        "access by form: forbidden, account " + consultant.id());
        othersGuess(account);
        happens("sign-in", "password", "too-soon", () -> tryIn(account.email(), "x", "000000"));
        assertThat(output)
                .contains("sign-in by link: wrong, account unknown", "api-key: wrong, key unknown")
                .doesNotContain(account.email(), account.name(), "made-up", "203.0.113", PASSWORD);
    }

    /// Of what many guess the log has no more than some lines a minute, and the count has all.
    @Test
    void whoever_guesses_without_end_fills_no_log(CapturedOutput output) {
        clock.stop(Site.NOW.plusDays(3));
        var before = count("sign-in", "link", "wrong");
        for (var guess = 0; guess < 50; guess++) {
            new Stranger(SITE).post("/link", Map.of("token", "guess" + guess));
        }
        assertThat(count("sign-in", "link", "wrong") - before).isEqualTo(50);
        assertThat(output.toString().split("sign-in by link: wrong", -1)).hasSize(11);
    }

    private static void happens(String event, String way, String result, Runnable request) {
        var before = count(event, way, result);
        request.run();
        assertThat(count(event, way, result) - before)
                .as(event + " " + way + " " + result)
                .isOne();
    }

    private static double count(String event, String way, String result) {
        return SITE.bean(MeterRegistry.class)
                .get("helpline.security.events")
                .tags("event", event, "way", way, "result", result)
                .counter()
                .count();
    }

    /// Of two mails that were asked for in one browser either code is good; using one uses up its link.
    @Test
    void a_mailed_code_is_good_once_and_only_in_the_browser_that_asked_for_it() throws Exception {
        var consultant = SITE.somebody(Role.CONSULTANT);
        var asking = new Stranger(SITE);
        assertThat(asking.follow(asking.post("/sign-in/link", Map.of("email", consultant.email())))
                        .body())
                .contains("action=\"/sign-in/code\"");
        var mail = SITE.mailTo(consultant.email());
        var code = Site.codeIn(mail);
        assertThat(asking.get("/sign-in").body()).contains("action=\"/sign-in/code\"");

        var other = new Stranger(SITE);
        assertThat(other.get("/sign-in").body()).doesNotContain("action=\"/sign-in/code\"");
        assertThat(other.post("/sign-in/code", Map.of("code", code)).statusCode())
                .as("in a browser that asked for nothing")
                .isEqualTo(401);
        other.post("/sign-in/link", Map.of("email", "stranger@example.org"));
        assertThat(other.post("/sign-in/code", Map.of("code", code)).statusCode())
                .as("in a browser that asked for another mail")
                .isEqualTo(401);

        var wrong = asking.post("/sign-in/code", Map.of("code", "AAAA-AAAA"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("Kods neder", "<title>Kļūda:", "href=\"#mailed-code\"");
        assertThat(asking.post(
                                "/sign-in/code",
                                Map.of("code", " " + code.replace("-", " ").toLowerCase(java.util.Locale.ROOT)))
                        .statusCode())
                .isEqualTo(302);
        assertThat(asking.get("/duty").statusCode()).isEqualTo(200);
        assertThat(asking.get(Site.linkIn(mail)).statusCode()).as("its link").isEqualTo(410);
        assertThat(asking.elsewhere()
                        .post("/sign-in/code", Map.of("code", code))
                        .statusCode())
                .as("again")
                .isEqualTo(401);
    }

    @Test
    void a_mailed_code_ends_with_its_link_and_is_not_guessed_without_end() throws Exception {
        var consultant = SITE.somebody(Role.CONSULTANT);
        var asking = new Stranger(SITE);
        asking.post("/sign-in/link", Map.of("email", consultant.email()));
        var mail = SITE.mailTo(consultant.email());
        for (var guess = 0; guess < 5; guess++) {
            assertThat(asking.post("/sign-in/code", Map.of("code", "AAAAAAA" + (guess + 2)))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(asking.elsewhere()
                        .post("/sign-in/code", Map.of("code", Site.codeIn(mail)))
                        .statusCode())
                .as("at once, from wherever")
                .isEqualTo(429);
        clock.stop(Site.NOW.plusMinutes(15));
        assertThat(asking.post("/sign-in/code", Map.of("code", Site.codeIn(mail)))
                        .statusCode())
                .as("after a quarter of an hour")
                .isEqualTo(401);
    }

    @Test
    void a_consultant_who_is_asked_again_proves_it_by_the_code_that_is_mailed() throws Exception {
        var consultant = SITE.somebody(Role.CONSULTANT);
        var here = Stranger.signedIn(SITE, consultant);
        clock.stop(Site.NOW.plusHours(1));
        assertThat(here.postWithToken("/account/passkeys/options", Map.of()).statusCode())
                .isEqualTo(302);
        var asked = here.follow(here.postWithToken("/confirm/link", Map.of("to", "/account")));
        assertThat(asked.body()).contains("action=\"/confirm/code\"");
        assertThat(here.postWithToken("/confirm/code", Map.of("code", "AAAA-AAAA"))
                        .statusCode())
                .isEqualTo(401);
        var verified = here.postWithToken(
                "/confirm/code", Map.of("code", Site.codeIn(SITE.mailTo(consultant.email())), "to", "/account"));
        assertThat(verified.headers().firstValue("Location")).contains("/account");
        assertThat(here.postWithToken("/account/passkeys/options", Map.of()).statusCode())
                .isEqualTo(200);
    }

    /// Half a minute of guesses from addresses that change, so that a next one is always due before the owner's.
    @Test
    void an_owner_does_not_wait_on_a_device_of_theirs_while_strangers_guess_from_everywhere() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var secret = withPassword(account);
        var device = new Stranger(SITE);
        assertThat(device.trySignIn(account.email(), PASSWORD, codeOf(secret)).statusCode())
                .isEqualTo(302);
        guessFromEverywhere(account);
        for (var minute = 1; minute <= 5; minute++) {
            clock.stop(Site.NOW.plusMinutes(minute));
            othersGuess(account);
            assertThat(device.elsewhere()
                            .trySignIn(account.email(), PASSWORD, codeOf(secret))
                            .statusCode())
                    .as("the owner, at another address")
                    .isEqualTo(302);
            assertThat(tryIn(account.email(), PASSWORD, codeOf(secret)).statusCode())
                    .as("somebody else's device")
                    .isEqualTo(429);
        }
        clock.stop(Site.NOW.plusMinutes(6));
        assertThat(tryIn(account.email(), PASSWORD, codeOf(secret)).statusCode())
                .as("from anywhere, after seconds")
                .isEqualTo(302);
    }

    @Test
    void the_device_of_one_account_is_no_device_of_another_and_none_can_be_made_up() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var secret = withPassword(account);
        var colleague = SITE.somebody(Role.ADMINISTRATOR);
        var colleagues = withPassword(colleague);
        var device = new Stranger(SITE);
        assertThat(device.trySignIn(colleague.email(), PASSWORD, codeOf(colleagues))
                        .statusCode())
                .isEqualTo(302);
        var own = Objects.requireNonNull(device.others().get("d")).substring("d=".length());
        othersGuess(account);
        for (var other : List.of(
                own,
                own.replaceFirst("^" + colleague.id() + "\\.", account.id() + "."),
                account.id() + ".AAAAAAAAAAAAAAAAAAAA.99999." + "0".repeat(32),
                "0.AAAAAAAAAAAAAAAAAAAA.99999." + "0".repeat(32),
                "~.~")) {
            var stranger = new Stranger(SITE);
            stranger.others().put("d", "d=" + other);
            assertThat(stranger.trySignIn(account.email(), PASSWORD, codeOf(secret))
                            .statusCode())
                    .as(other)
                    .isEqualTo(429);
        }
    }

    @Test
    void a_device_that_many_use_knows_all_of_them_and_its_own_tries_in_vain_wait() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var secret = withPassword(account);
        var device = new Stranger(SITE);
        assertThat(device.trySignIn(account.email(), PASSWORD, codeOf(secret)).statusCode())
                .isEqualTo(302);
        for (var colleague = 0; colleague < 3; colleague++) {
            device.post("/link", Map.of("token", Stranger.tokenOf(SITE.linkFor(SITE.somebody(Role.CONSULTANT)))));
        }
        othersGuess(account);
        for (var tries = 0; tries < 5; tries++) {
            assertThat(device.elsewhere()
                            .trySignIn(account.email(), "x", "000000")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(device.elsewhere().trySignIn(account.email(), "x", "000000").statusCode())
                .isEqualTo(429);
        clock.stop(Site.NOW.plusDays(364));
        othersGuess(account);
        assertThat(device.elsewhere()
                        .trySignIn(account.email(), PASSWORD, codeOf(secret))
                        .statusCode())
                .as("within a year")
                .isEqualTo(302);
        clock.stop(Site.NOW.plusDays(365));
        othersGuess(account);
        assertThat(device.elsewhere()
                        .trySignIn(account.email(), PASSWORD, codeOf(secret))
                        .statusCode())
                .as("after a year, for elsewhere() was not told of a new cookie")
                .isEqualTo(429);
    }

    /// Whoever has an IPv6 address has as many of them as they like.
    @Test
    void whoever_guesses_from_one_network_of_ipv6_is_one_who_guesses() {
        var guessing = "guessed-by-ipv6@example.org";
        for (var host = 1; host <= 3; host++) {
            assertThat(new Stranger(SITE, "2001:db8:1:2::" + host)
                            .trySignIn(guessing, "x", "000000")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(new Stranger(SITE, "2001:db8:1:2:ffff::4")
                        .trySignIn(guessing, "x", "000000")
                        .statusCode())
                .as("from the same /64")
                .isEqualTo(429);
        assertThat(new Stranger(SITE, "2001:db8:1:3::1")
                        .trySignIn(guessing, "x", "000000")
                        .statusCode())
                .as("from another")
                .isEqualTo(401);
    }

    @Test
    void whoever_asks_for_links_to_a_mailbox_makes_its_owner_s_device_wait_for_none() {
        var consultant = SITE.somebody(Role.CONSULTANT);
        var device = Stranger.signedIn(SITE, consultant);
        for (var stranger = 0; stranger < 10; stranger++) {
            new Stranger(SITE).post("/sign-in/link", Map.of("email", consultant.email()));
        }
        var before = linksOf(consultant);
        new Stranger(SITE).post("/sign-in/link", Map.of("email", consultant.email()));
        assertThat(linksOf(consultant)).as("asked for by a stranger").isEqualTo(before);
        device.elsewhere().post("/sign-in/link", Map.of("email", consultant.email()));
        assertThat(linksOf(consultant)).as("asked for on the device").isEqualTo(before + 1);
    }

    private static void guessFromEverywhere(Account account) {
        var tries = 0;
        while (tryIn(account.email(), "x", "000000").statusCode() != 429) {
            assertThat(++tries).as("guesses before one has to wait").isLessThan(40);
        }
    }

    /// The same without its hashes, which are slow on purpose.
    private void othersGuess(Account account) {
        var byAccount = new Throttle(
                SITE.bean(FailedAttempts.class),
                SITE.bean(SecretCipher.class),
                clock,
                "account",
                20,
                Duration.ofSeconds(10));
        while (byAccount.charge(account.email()).isZero()) {
            // Not yet.
        }
    }

    /// @return the secret of the app
    private String withPassword(Account account) {
        var secret = RandomTokens.base32(32);
        SITE.bean(Accounts.class)
                .setPassword(
                        account.id(),
                        SITE.bean(Passwords.class).hash(PASSWORD).orElseThrow(),
                        SITE.bean(SecretCipher.class).close(account.id(), secret),
                        account.author(clock.instant()));
        return secret;
    }

    @Test
    void neither_an_account_nor_an_address_can_be_read_from_what_is_kept_of_guesses() {
        tryIn("read@example.org", "x", "000000");
        assertThat(SITE.database()
                        .sql("select string_agg(guess::text, ' ') from guess")
                        .query(String.class)
                        .single())
                .doesNotContain("read", "203.0.113", RandomTokens.digest("read@example.org"));
    }

    @Test
    void guessing_becomes_slow_and_says_how_long() {
        var email = "guessed@example.org";
        var guesser = new Stranger(SITE);
        for (var i = 0; i < 3; i++) {
            assertThat(guesser.trySignIn(email, "x", "000000").statusCode()).isEqualTo(401);
        }
        var refused = guesser.trySignIn(email, "x", "000000");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        clock.stop(Site.NOW.plusMinutes(6));
        assertThat(guesser.trySignIn(email, "x", "000000").statusCode()).isEqualTo(401);
    }

    @Test
    void whoever_is_invited_makes_a_proof_first_but_a_consultant_needs_none() {
        assertThat(invited(Role.ADMINISTRATOR).get("/who").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/account"));
        assertThat(invited(Role.CONSULTANT).get("/duty").statusCode()).isEqualTo(200);
    }

    @Test
    void whatever_link_an_administrator_has_they_make_a_proof_first() {
        var link = SITE.bean(LinkMaker.class).signIn(SITE.somebody(Role.ADMINISTRATOR));
        assertThat(by(link).get("/who").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/account"));
    }

    @Test
    void whoever_takes_their_time_to_make_a_first_proof_is_not_asked_for_one() {
        var administrator = invited(Role.ADMINISTRATOR);
        clock.stop(Site.NOW.plusMinutes(20));
        assertThat(administrator.get("/account/password").statusCode()).isEqualTo(200);
    }

    private static Stranger invited(Role role) {
        return by(SITE.bean(LinkMaker.class)
                .invitation(SITE.somebody(role), Optional.empty())
                .link());
    }

    private static Stranger by(URI link) {
        var stranger = new Stranger(SITE);
        stranger.post("/link", Map.of("token", Stranger.tokenOf(link)));
        return stranger;
    }

    /// Also where one was going is kept.
    @Test
    void what_a_refused_sign_in_says_can_be_read_in_another_language() {
        var stranger = new Stranger(SITE);
        for (var page : List.of(
                stranger.get("/sign-in?to=/accounts"),
                stranger.post(
                        "/sign-in/password",
                        Map.of("email", "x@example.org", "password", "", "code", "1", "to", "/accounts")))) {
            var english = stranger.inTheOtherLanguage(page);
            assertThat(english.statusCode()).isEqualTo(200);
            assertThat(english.body()).contains("<html lang=\"en\"", "name=\"to\" value=\"/accounts\"");
        }
        var asked = stranger.follow(stranger.post("/sign-in/link", Map.of("email", "x@example.org")));
        assertThat(stranger.inTheOtherLanguage(asked).statusCode()).isEqualTo(200);
    }

    @Test
    void a_link_ends_when_the_address_is_corrected_and_a_new_one_goes_there() throws Exception {
        var account = SITE.somebody(Role.COORDINATOR);
        var mistyped =
                SITE.bean(LinkMaker.class).invitation(account, Optional.empty()).link();
        change(account, "corrected-" + account.email(), account.role());
        assertThat(by(mistyped).get("/account").statusCode()).isEqualTo(302);

        var link = SITE.address().resolve(Site.linkIn(SITE.mailTo("corrected-" + account.email())));
        assertThat(by(link).get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void a_link_that_a_consultant_asked_for_ends_when_they_become_an_administrator() {
        var account = SITE.somebody(Role.CONSULTANT);
        var asked = SITE.bean(LinkMaker.class).signIn(account);
        change(account, account.email(), Role.ADMINISTRATOR);
        assertThat(by(asked).get("/account").statusCode()).isEqualTo(302);
    }

    private static void change(Account account, String email, Role role) {
        var saved = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR))
                .postWithToken(
                        "/accounts/" + account.id(),
                        Map.of("name", account.name(), "email", email, "role", role.name(), "version", "0"));
        assertThat(saved.statusCode()).isEqualTo(302);
    }

    @Test
    void nobody_learns_who_has_an_account_and_no_link_goes_to_an_administrator() {
        var administrator = SITE.somebody(Role.ADMINISTRATOR);
        clock.stop(Site.NOW.plusHours(3));
        var knower = new Stranger(SITE);
        var known = knower.post("/sign-in/link", Map.of("email", administrator.email()));
        var guesser = new Stranger(SITE);
        var unknown = guesser.post("/sign-in/link", Map.of("email", "stranger@example.org"));
        assertThat(known.headers().firstValue("Location"))
                .isEqualTo(unknown.headers().firstValue("Location"));
        assertThat(knower.follow(known).body())
                .isEqualTo(guesser.follow(unknown).body());
        assertThat(linksOf(administrator)).isZero();
    }

    @Test
    void an_office_has_one_address_for_all_who_ask_for_a_link_and_whoever_has_to_wait_there_is_told() {
        var consultant = SITE.somebody(Role.CONSULTANT);
        var office = new Stranger(SITE);
        for (var colleague = 1; colleague < 30; colleague++) {
            office.post("/sign-in/link", Map.of("email", "colleague" + colleague + "@example.org"));
        }
        assertThat(office.post("/sign-in/link", Map.of("email", consultant.email()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(linksOf(consultant)).isOne();

        var told = office.post("/sign-in/link", Map.of("email", "one.more@example.org"));
        assertThat(told.statusCode()).isEqualTo(429);
        assertThat(told.body()).contains("Pārāk daudz mēģinājumu", "one.more@example.org");
        assertThat(new Stranger(SITE)
                        .post("/sign-in/link", Map.of("email", consultant.email()))
                        .statusCode())
                .as("from elsewhere")
                .isEqualTo(302);
        assertThat(linksOf(consultant)).isEqualTo(2);
    }

    private static int linksOf(Account account) {
        return SITE.database()
                .sql("select count(*) from sign_in_link where account = :id")
                .param("id", account.id().value())
                .query(Integer.class)
                .single();
    }

    private static int tryIn(Account account, String password, String code) {
        return tryIn(account.email(), password, code).statusCode();
    }

    private static java.net.http.HttpResponse<String> tryIn(String email, String password, String code) {
        return new Stranger(SITE).trySignIn(email, password, code);
    }

    private String codeOf(String secret) {
        return SITE.bean(Passwords.class).codeAt(secret, clock.instant());
    }
}
