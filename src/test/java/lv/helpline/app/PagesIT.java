package lv.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Each page in both languages on a phone and on a desk: readable, reachable, quiet. See `AdministratorPagesIT`, too.
public class PagesIT {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);

    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final Account COORDINATOR = SITE.somebody(Role.COORDINATOR);
    private static Account anna = ADMINISTRATOR;

    @BeforeAll
    static void give_anna_an_account() {
        anna = SITE.account(SITE.bean(lv.helpline.accounts.Accounts.class)
                .add(
                        "anna@example.org",
                        "Anna",
                        Role.CONSULTANT,
                        java.util.Optional.of(new lv.helpline.roster.ConsultantId(1)),
                        lv.helpline.audit.Author.router(SITE.clock().instant())));
    }

    @PhoneAndDesk
    void before_signing_in(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.open("/sign-in?lang=" + language);
            visitor.page().locator("summary").first().click();
            visitor.page().locator("summary").last().click();
            visitor.isFlawless("sign-in-" + language + "-" + width);
            visitor.open("/nothing-here?lang=" + language);
            assertThat(visitor.page().url()).contains("/sign-in");
            assertThat(visitor.context().cookies()).isEmpty();
        }
    }

    @PhoneAndDesk
    void of_a_coordinator(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(COORDINATOR, language);
            for (var path : List.of(
                    "/now",
                    "/roster",
                    "/who?line=riga-evening&at=2026-11-24T18:00",
                    "/calendar",
                    "/lines",
                    "/people",
                    "/statistics")) {
                visitor.open(path);
                visitor.isFlawless(name(path) + "-coordinator-" + language + "-" + width);
            }
            if (width < 1280) {
                var page = visitor.page();
                var here = page.locator("#pages [aria-current]");
                assertThat(page.locator(".pages-button").innerText()).endsWith(here.textContent());
                assertThat(here.isVisible()).isFalse();
                visitor.tabTo(".pages-button").page().keyboard().press("Enter");
                here.waitFor();
                visitor.isFlawless("pages-" + language + "-" + width);
                page.keyboard().press("Escape");
                assertThat(here.isVisible()).isFalse();
            }
        }
    }

    /// Another line is chosen, and the answer changes without the page: with htmx. Without a script the button asks.
    @Test
    void the_answer_changes_with_the_question() {
        try (var visitor = BROWSERS.visitor(1280)) {
            visitor.signIn(ADMINISTRATOR, "en");
            visitor.open("/who?line=riga-trust&at=2026-11-24T10:00");
            visitor.tabTo("#line").page().keyboard().type("Latgale");
            visitor.page().locator("#answer :text('Laura, Inese')").first().waitFor();
            assertThat(visitor.page().url()).contains("line=latgale");
            assertThat(visitor.page().locator("#verdict").innerText()).isEqualTo("Laura, Inese – rung first");
            visitor.isFlawless("who-by-htmx-en-1280");
        }
        var html = Stranger.signedIn(SITE, ADMINISTRATOR)
                .get("/who?line=latgale&language=lv&at=2026-11-24T10:00")
                .body();
        assertThat(html).contains("<form", "Laura, Inese", "on-duty", "language: Latvian");
        assertThat(who("line=latgale&at=2026-11-24T10:00")).contains("no language was asked for", "first: Latvian");
        assertThat(who("line=latgale&language=&at=2026-11-24T10:00"))
                .contains("no language chosen yet")
                .doesNotContain("language: Latvian");
    }

    private static String who(String question) {
        return Stranger.signedIn(SITE, ADMINISTRATOR).get("/who?" + question).body();
    }

    @PhoneAndDesk
    void of_a_consultant(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(anna, language);
            visitor.open("/duty");
            visitor.isFlawless("duty-" + language + "-" + width);
            assertThat(visitor.page().locator(".shifts > li:visible").count()).isEqualTo(5);
            visitor.page().locator(".more > summary").press("Enter");
            assertThat(visitor.page().locator(".shifts > li:visible").count()).isGreaterThan(15);
            visitor.page().locator(".more > summary").press("Enter");
            visitor.page().locator(".shifts summary").nth(1).click();
            visitor.isFlawless("duty-open-" + language + "-" + width);
            visitor.page().locator("a.help").click();
            visitor.isFlawless("guide-of-a-consultant-" + language + "-" + width);
            visitor.open("/duty/cannot?start=2026-11-25T09:00");
            visitor.isFlawless("duty-cannot-" + language + "-" + width);
            visitor.open("/duty/swap?start=2026-11-25T09:00");
            visitor.isFlawless("duty-swap-" + language + "-" + width);
            visitor.open("/duty")
                    .page()
                    .locator("form[action*=feed] button")
                    .first()
                    .click();
            visitor.page().locator("code").waitFor();
            visitor.isFlawless("duty-feed-" + language + "-" + width);
            visitor.open("/duty")
                    .page()
                    .locator("form[action*=rest] button[value='30']")
                    .click();
            visitor.page().locator("form[action*=resume]").waitFor();
            visitor.isFlawless("duty-resting-" + language + "-" + width);
            visitor.page().locator("form[action*=resume] button").click();
            visitor.page().locator("form[action*=rest]").waitFor();
            visitor.open("/accounts");
            visitor.forgetComplaints();
            visitor.isFlawless("forbidden-" + language + "-" + width);
        }
    }

    @Test
    void in_the_dark() {
        try (var visitor = BROWSERS.visitor(1280, ColorScheme.DARK)) {
            visitor.open("/sign-in");
            visitor.isFlawless("sign-in-dark");
            visitor.signIn(ADMINISTRATOR, "lv");
            visitor.open("/who?line=latgale&at=2026-11-24T10:00");
            visitor.isFlawless("who-dark");
            visitor.open("/now");
            visitor.isFlawless("now-dark");
        }
    }

    /// Russian has the longest words, and a third language to choose.
    @Test
    void of_a_consultant_in_russian() {
        try (var visitor = BROWSERS.visitor(360)) {
            visitor.signIn(anna, "ru");
            visitor.open("/duty");
            visitor.isFlawless("duty-ru-360");
            assertThat(visitor.page().locator(".tools").boundingBox().height)
                    .as("one row of choices")
                    .isLessThan(50);
        }
    }

    /// Of a picture.
    public static String name(String path) {
        return path.substring(1)
                .replaceAll("at=.*", "")
                .replaceAll("/[0-9]+$", "-one")
                .replaceAll("[^a-z]+", "-")
                .replaceAll("-$", "");
    }
}
