package lv.helpline.publicsite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.planning.Calendar;
import lv.helpline.planning.Edits;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.shared.EditResult;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page for whoever needs the numbers: the same for all, in three languages, and left in a hurry.
class OpenPagesIT {

    /// Of its own: it lives in another week, and tells the hours that other tests change.
    private static final Site SITE = Site.ofOneTest();
    private static final Browsers BROWSERS = new Browsers(SITE);
    private static final String ELSEWHERE = "https://www.google.lv/";

    @BeforeAll
    static void a_line_is_closed_for_some_hours_before_christmas() {
        SITE.clock().stop(LocalDateTime.parse("2026-12-15T10:00"));
        var closure = new Calendar.Entry(
                Calendar.Kind.CLOSURE,
                Optional.of(new LineId("latgale")),
                new LocalSpan(LocalDateTime.parse("2026-12-17T08:00"), LocalDateTime.parse("2026-12-17T13:00")),
                Map.of());
        var editResult = Edits.save(
                SITE.bean(RosterEditing.class),
                closure.added(),
                Author.router(SITE.clock().instant()));
        assertThat(editResult).isInstanceOf(EditResult.Done.class);
        SITE.database()
                .sql(
                        "insert into place (region, kind, partner, address, audience, checked_on) values ('kurzeme', 'library',"
                                + " 'Liepājas bibliotēka', 'Liepu iela 1, Liepāja', 'everybody', '2026-12-01')")
                .update();
        SITE.database()
                .sql("insert into place_hours (place, weekday, starts, ends)"
                        + " select id, 2, '10:00', '14:00' from place where region = 'kurzeme'")
                .update();
        SITE.bean(PublishedFacts.class).round();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> new Stranger(SITE).get("/public").body().contains("25 723 222</span>"));
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @PhoneAndDesk
    void the_numbers(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.open(language.equals("lv") ? "/public" : "/public/" + language);
            var page = visitor.page();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(page.locator("main a[href^='tel:']").evaluateAll("all => all.map(each => each.href)"))
                    .isEqualTo(List.of(
                            "tel:112",
                            "tel:+37128612120",
                            "tel:+37125565098",
                            "tel:+37167898343",
                            "tel:+37125723222",
                            "tel:+37125719118",
                            "tel:+37125719266",
                            "tel:+37125719588"));
            visitor.isFlawless("public-" + language + "-" + width);
            visitor.open((language.equals("lv") ? "/public" : "/public/" + language) + "/places/kurzeme");
            visitor.isFlawless("public-places-" + language + "-" + width);
            assertThat(visitor.context().cookies()).isEmpty();
        }
    }

    /// By the hours that the page has, whatever zone the browser is in: a cache may have kept the page.
    @Test
    void what_is_open_now_comes_first_and_says_until_when() {
        try (var visitor = BROWSERS.visitor(360)) {
            at("2026-12-15T18:30:00+02:00", visitor);
            assertThat(numbers(visitor)).startsWith("+371 67 898 343", "+371 28 612 120");
            assertThat(said(visitor)).startsWith("Open now, until 20:00", "Closed until Wednesday, 09:00");
            visitor.isFlawless("public-open-now-en-360");
            at("2026-12-15T10:00:00+02:00", visitor);
            assertThat(numbers(visitor)).startsWith("+371 28 612 120", "+371 25 565 098", "+371 67 898 343");
            assertThat(said(visitor)).startsWith("Open now, until 17:00");
            at("2026-12-17T12:00:00+02:00", visitor);
            assertThat(numbers(visitor)).as("closed until 13:00").endsWith("+371 25 723 222");
            assertThat(said(visitor)).endsWith("Closed until 13:00");
            at("2027-02-01T10:00:00+02:00", visitor);
            assertThat(said(visitor))
                    .as("by a clock that is wrong, or of a page that is old")
                    .isEmpty();
        }
        try (var visitor = BROWSERS.visitorWithoutScripts(360)) {
            visitor.open("/public/en");
            assertThat(said(visitor)).isEmpty();
        }
    }

    private static void at(String time, Browsers.Visitor visitor) {
        visitor.page().clock().setFixedTime(Date.from(OffsetDateTime.parse(time).toInstant()));
        visitor.open("/public/en");
    }

    private static List<String> numbers(Browsers.Visitor visitor) {
        return visitor.page().locator("#hours .dial").allInnerTexts();
    }

    private static List<String> said(Browsers.Visitor visitor) {
        return visitor.page().locator(".open-now:visible").allInnerTexts();
    }

    @Test
    void in_the_dark() {
        try (var visitor = BROWSERS.visitor(360, ColorScheme.DARK)) {
            visitor.open("/public/en").isFlawless("public-dark");
        }
    }

    @Test
    void says_the_days_of_the_fortnight_that_are_unlike_others() {
        var page = new Stranger(SITE).get("/public/en").body();
        assertThat(page.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " "))
                .contains(
                        "Monday–Friday 09:00–17:00",
                        "Monday–Friday 09:00–20:00",
                        "Thursday, 17 December 13:00–17:00 25 723 222",
                        "Thursday, 24 December public holiday closed all numbers",
                        "Friday, 25 December public holiday closed all numbers")
                .doesNotContain("26 December", "31 December");
    }

    @Test
    void says_where_to_come_whom_to_text_and_when_that_was_checked() {
        var page = new Stranger(SITE).get("/public/en").body();
        assertThat(page.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " "))
                .contains(
                        "Rīga Lāčplēša iela 75 – 1B, Rīga The hours are not confirmed yet: please call first. "
                                + "Checked on 29 November 2026",
                        "Partners by region",
                        "Kurzeme: 1",
                        "If you cannot speak aloud Our phones take no texts. You can write here: 112 If you are in danger: "
                                + "write what has happened and where.");
        assertThat(page).contains("href=\"sms:112\"");
        assertThat(new Stranger(SITE)
                        .get("/public/en/places/kurzeme")
                        .body()
                        .replaceAll("<[^>]+>", " ")
                        .replaceAll("\\s+", " "))
                .contains("Liepājas bibliotēka Liepu iela 1, Liepāja Tuesday 10:00–14:00 Checked on 1 December 2026");
        assertThat(new Stranger(SITE).get("/public/ru").body())
                .contains("Если вы в опасности: напишите, что случилось и где.");
    }

    /// Or a cache would show one visitor what is another's.
    @Test
    void is_the_same_for_everybody_and_may_be_kept() {
        var stranger = new Stranger(SITE).get("/public");
        assertThat(stranger.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(stranger.headers().firstValue("Cache-Control").orElseThrow())
                .contains("max-age=300", "public", "stale-if-error=86400")
                .doesNotContain("no-store");
        var administrator = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        assertThat(administrator.get("/public").body()).isEqualTo(stranger.body());
        assertThat(new Stranger(SITE).get("/public?lang=en").body()).isEqualTo(stranger.body());
        var again = new Stranger(SITE)
                .get(
                        "/public",
                        "If-None-Match",
                        stranger.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(stranger.body().toLowerCase(Locale.ROOT)).doesNotContain("<form", "trafficking", "tirdzniec");
    }

    @Test
    void whoever_leaves_does_not_come_back_by_the_back_button() {
        try (var visitor = BROWSERS.visitor(360)) {
            elsewhereIsThere(visitor);
            visitor.open("/sign-in").open("/public");
            visitor.page().locator("[data-replaces][lang=en]").click();
            visitor.page().waitForURL("**/public/en");
            visitor.page().locator("[data-leaves]").click();
            visitor.page().waitForURL(ELSEWHERE);
            visitor.page().goBack();
            assertThat(visitor.page().url()).endsWith("/sign-in");
        }
    }

    @Test
    void escape_leaves_too() {
        try (var visitor = BROWSERS.visitor(1280)) {
            elsewhereIsThere(visitor);
            visitor.open("/public/ru").page().keyboard().press("Escape");
            visitor.page().waitForURL(ELSEWHERE);
        }
    }

    @Test
    void without_a_script_the_button_leaves_all_the_same() {
        try (var visitor = BROWSERS.visitorWithoutScripts(360)) {
            elsewhereIsThere(visitor);
            visitor.open("/public").page().locator("[data-leaves]").click();
            visitor.page().waitForURL(ELSEWHERE);
        }
    }

    /// Nothing of a test leaves this machine.
    private static void elsewhereIsThere(Browsers.Visitor visitor) {
        visitor.context()
                .route(
                        ELSEWHERE + "**",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/html")
                                .setBody("<title>Elsewhere</title>")));
    }
}
