package lv.helpline.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.lab.LabClock;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;

/// Each way in, in a real browser: with an authenticator, with an app's code, with a mailed link. Who is refused is
/// tried in [SignInRulesIT].
class SignInIT {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);
    private static final String PASSWORD = "zvirbulis lidoja garām";

    private final LabClock clock = SITE.clock();

    @AfterEach
    void turn_back_the_clock() {
        clock.stop(Site.NOW);
    }

    /// With the keyboard alone, from the link in the log to the passkey, and back in by it.
    @Test
    void the_first_administrator_begins_by_the_logged_link_and_comes_back_by_passkey() {
        SITE.database().sql("delete from user_credentials").update();
        SITE.database()
                .sql("update account set password_hash = null, totp_secret = null")
                .update();
        var first = SITE.bean(FirstAdministrator.class);
        await().atMost(Duration.ofSeconds(20)).until(() -> first.current().isPresent());
        // As of a router that starts now: the one of the site's start is good for a day, and tests live in other weeks.
        first.run();
        var path = first.current().orElseThrow().getPath();
        try (var visitor = BROWSERS.visitor(360)) {
            withAuthenticator(visitor);
            visitor.open(path);
            visitor.isFlawless("first-administrator-lv-360");
            visitor.tabTo("#name").page().keyboard().type("Pirmā");
            visitor.tabTo("#email").page().keyboard().type("pirma@example.org");
            visitor.page().keyboard().press("Enter");
            visitor.page().waitForURL("**/account");
            visitor.isFlawless("enrolling-lv-360");

            visitor.open("/accounts");
            assertThat(visitor.page().url()).as("first a proof").endsWith("/account");

            visitor.tabTo("[data-passkey=make]").page().keyboard().press("Enter");
            visitor.page().locator(".rows .name").waitFor();
            visitor.isFlawless("account-with-passkey-lv-360");

            visitor.page().locator("form[action*=sign-out] button").first().click();
            visitor.page().waitForURL("**/sign-in*");
            visitor.tabTo("[data-passkey=use]").page().keyboard().press("Enter");
            visitor.page().waitForURL("**/now");
            assertThat(visitor.page().content()).contains("Pirmā");
        }
        assertThat(new Stranger(SITE).get(path).statusCode())
                .as("the link afterwards")
                .isEqualTo(410);
        assertThat(SITE.bean(Accounts.class).administratorExists()).isTrue();
    }

    /// Browsers are told of new ways to reach an authenticator before libraries are.
    @Test
    void a_passkey_is_kept_whose_authenticator_is_reached_in_a_way_that_nobody_here_has_heard_of() {
        var account = SITE.somebody(Role.COORDINATOR);
        try (var visitor = BROWSERS.visitor(360)) {
            withAuthenticator(visitor);
            visitor.page()
                    .addInitScript("AuthenticatorAttestationResponse.prototype.getTransports = "
                            + "() => ['internal', 'smart-card', 'cable', 'by-a-thought', 7, null]");
            visitor.signIn(account, "en");
            visitor.open("/account").page().locator("[data-passkey=make]").click();
            visitor.page().locator(".rows .name").waitFor();
            assertThat(SITE.bean(Passkeys.class).of(account).getFirst().getTransports())
                    .containsExactly(AuthenticatorTransport.INTERNAL);
        }
    }

    @Test
    void a_passkey_is_asked_again_before_a_sensitive_edit() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        try (var visitor = BROWSERS.visitor(1280)) {
            withAuthenticator(visitor);
            visitor.signIn(account, "en");
            visitor.open("/account").page().locator("[data-passkey=make]").click();
            visitor.page().locator(".rows .name").waitFor();
            var removal = visitor.page().locator("form[action$='/remove']").getAttribute("action");
            Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR)).postWithToken(removal, Map.of());
            assertThat(SITE.bean(Passkeys.class).of(account))
                    .as("after a colleague asked for its removal")
                    .hasSize(1);

            clock.stop(Site.NOW.plusMinutes(15));
            visitor.open("/accounts/new");
            assertThat(visitor.page().url()).contains("/confirm");
            visitor.isFlawless("confirm-en-1280");
            visitor.page().locator("[data-passkey=use]").click();
            visitor.page().waitForURL("**/accounts/new");
        }
    }

    /// Without a script too but for the passkey: with the keyboard, from the page of the form back to it.
    @PhoneAndDesk
    void what_was_typed_is_there_again_when_the_session_ended_meanwhile(String language, int width) {
        var account = SITE.somebody(Role.COORDINATOR);
        try (var visitor = BROWSERS.visitor(width)) {
            var page = visitor.page();
            withAuthenticator(visitor);
            visitor.signIn(account, language);
            visitor.open("/account").page().locator("[data-passkey=make]").click();
            page.locator(".rows .name").waitFor();

            visitor.open("/calendar").tabTo("#line").page().keyboard().type("Latgale");
            page.locator("#from").fill("2026-11-25T00:00");
            page.locator("#to").fill("2026-11-26T00:00");
            page.locator("form[action='/calendar'] summary").click();
            page.locator("[name='message[lv]']").fill("Slēgts \"svētkos\"");
            SITE.bean(Sessions.class).endAll(account.id());
            page.locator("form[action='/calendar'] button.main").click();
            page.waitForURL("**/sign-in?to=*");
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            visitor.isFlawless("sign-in-for-a-form-" + language + "-" + width);
            visitor.tabTo("[data-passkey=use]").page().keyboard().press("Enter");
            page.waitForURL("**/calendar?kept=*");
            visitor.isFlawless("kept-form-" + language + "-" + width);
            assertThat(page.locator("form[action='/calendar'] #kept").isVisible())
                    .isTrue();
            assertThat(page.locator("#line").inputValue()).isEqualTo("latgale");
            assertThat(page.locator("[name='message[lv]']").inputValue()).isEqualTo("Slēgts \"svētkos\"");

            page.locator("form[action='/calendar'] button.main").click();
            page.waitForURL("**/calendar/preview?*");
            assertThat(page.locator("#kept").count()).isZero();
        } finally {
            SITE.database().sql("delete from closure").update();
        }
    }

    @Test
    void a_password_comes_with_the_code_of_an_app_which_counts_once() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        String secret;
        try (var visitor = BROWSERS.visitor(360)) {
            visitor.signIn(account, "en");
            visitor.open("/account/password");
            secret = visitor.page().locator("code").innerText().replace(" ", "");
            assertThat(SITE.database()
                            .sql("select count(*) from spring_session_attributes"
                                    + " where position(convert_to(:secret, 'UTF8') in attribute_bytes) > 0")
                            .param("secret", secret)
                            .query(Integer.class)
                            .single())
                    .as("in a session that the database keeps")
                    .isZero();
            visitor.page().locator("#password").fill("password1234");
            visitor.page().locator("#code").fill("000000");
            visitor.page().locator(".button.main").click();
            assertThat(visitor.page().locator("#password-unread").innerText()).contains("leaked from other sites");
            assertThat(visitor.page().locator(":focus a").allInnerTexts())
                    .as("what is read out at once")
                    .hasSize(2);
            assertThat(visitor.page().title()).startsWith("Error: ");
            visitor.forgetComplaints();
            visitor.isFlawless("password-refused-en-360");
            visitor.page().locator("#password").fill(PASSWORD);
            visitor.page().locator("#code").fill(codeOf(secret));
            visitor.page().locator(".button.main").click();
            visitor.page().waitForURL("**/account");
        }
        assertThat(kept(account)).startsWith("sealed:").doesNotContain(secret);
        clock.stop(Site.NOW.plusMinutes(1));
        var code = codeOf(secret);
        assertThat(tryIn(account, PASSWORD, code)).isEqualTo(302);
        assertThat(tryIn(account, PASSWORD, code)).as("the same code again").isEqualTo(401);
        clock.stop(Site.NOW.plusMinutes(2));
        assertThat(tryIn(account, PASSWORD + "x", codeOf(secret))).isEqualTo(401);
        clock.stop(Site.NOW.plusMinutes(4));
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
    void a_consultant_asks_for_a_link_that_counts_once_and_stays_signed_in_for_thirty_days() throws Exception {
        var consultant = SITE.somebody(Role.CONSULTANT);
        try (var visitor = BROWSERS.visitor(360)) {
            visitor.open("/sign-in");
            visitor.page().locator("summary").first().click();
            visitor.page().locator("#link-email").fill(consultant.email());
            visitor.page().locator("form[action='/sign-in/link'] button").click();
            visitor.page().locator(".note.good").waitFor();
            visitor.isFlawless("link-sent-lv-360");
            var mail = SITE.mailTo(consultant.email());
            assertThat(mail.getSubject()).isEqualTo("Dežūra");
            var link = Site.linkIn(mail);
            visitor.open(link);
            visitor.isFlawless("link-lv-360");
            visitor.tabTo("main button").page().keyboard().press("Enter");
            visitor.page().waitForURL("**/duty");
            var cookie = visitor.context().cookies().stream()
                    .filter(each -> each.name.equals("s"))
                    .findFirst()
                    .orElseThrow();
            assertThat(cookie.expires - Instant.now().getEpochSecond())
                    .as("seconds that it outlives the browser")
                    .isBetween(
                            Duration.ofDays(30).minusMinutes(5).toSeconds() * 1.0,
                            Duration.ofDays(30).toSeconds() + 60.0);
            assertThat(cookie.httpOnly).isTrue();
            assertThat(new Stranger(SITE).get(link).statusCode()).isEqualTo(410);
            visitor.open(link).forgetComplaints();
            visitor.isFlawless("link-gone-lv-360");

            clock.stop(Site.NOW.plusDays(29));
            assertThat(visitor.open("/duty").page().url()).endsWith("/duty");
            clock.stop(Site.NOW.plusDays(30));
            assertThat(visitor.open("/duty").page().url()).contains("/sign-in");
        }
    }

    /// The other tests sign in by the same requests, without its pages.
    @Test
    void whoever_comes_by_a_link_chooses_another_language_and_keeps_it() {
        try (var visitor = BROWSERS.visitor(1280)) {
            var page = visitor.page();
            page.navigate(SITE.linkFor(SITE.somebody(Role.COORDINATOR)).toString());
            page.locator("main button").click();
            page.waitForURL("**/now");
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("lv");
            page.locator("header form button[name=code][value=en]").click();
            page.waitForFunction("document.documentElement.lang === 'en'");
            assertThat(visitor.open("/people").page().locator("html").getAttribute("lang"))
                    .isEqualTo("en");
        }
    }

    @Test
    void a_consultant_who_adds_a_passkey_later_is_asked_who_they_are_and_proves_it_by_a_link() throws Exception {
        var consultant = SITE.somebody(Role.CONSULTANT);
        try (var visitor = BROWSERS.visitor(360)) {
            withAuthenticator(visitor);
            visitor.signIn(consultant, "lv");
            visitor.open("/account");
            clock.stop(Site.NOW.plusMinutes(31));
            visitor.page().locator("[data-passkey=make]").click();
            visitor.page().waitForURL("**/confirm?to=%2Faccount");
            visitor.isFlawless("confirm-by-link-lv-360");
            visitor.page().locator("form[action='/confirm/link'] button").click();
            visitor.page().locator(".note.good").waitFor();
            visitor.isFlawless("confirm-link-sent-lv-360");

            visitor.open(Site.linkIn(SITE.mailTo(consultant.email())));
            visitor.page().locator("main button").click();
            visitor.page().waitForURL("**/duty");
            visitor.open("/account").page().locator("[data-passkey=make]").click();
            visitor.page().locator(".rows .name").waitFor();
        }
    }

    private static int tryIn(Account account, String password, String code) {
        return new Stranger(SITE).trySignIn(account.email(), password, code).statusCode();
    }

    private String codeOf(String secret) {
        return SITE.bean(Passwords.class).codeAt(secret, clock.instant());
    }

    /// A platform authenticator that knows its person.
    private static void withAuthenticator(Browsers.Visitor visitor) {
        var session = visitor.context().newCDPSession(visitor.page());
        session.send("WebAuthn.enable");
        var options = new JsonObject();
        options.add("options", JsonParser.parseString("""
            {"protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
             "isUserVerified": true, "automaticPresenceSimulation": true}\
            """));
        session.send("WebAuthn.addVirtualAuthenticator", options);
    }
}
