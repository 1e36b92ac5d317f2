package lv.helpline.statistics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.shared.EditResult;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.CountedCalls;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How the statistics are shown, and a report on its way to everybody. What the figures are is tried in [StatisticsIT].
class StatisticsPagesIT {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);

    /// The last day of its week has hours in which every line is closed.
    private static final String CAMPAIGN_TO_COME = "/statistics/forecast?from=2026-11-30";

    private static final CountedCalls CALLS = CountedCalls.in(SITE);

    @BeforeAll
    static void a_campaign_is_planned() {
        CALLS.planACampaign();
        SITE.database()
                .sql("insert into closure (starts, ends) values ('2026-12-04 08:00', '2026-12-04 12:00')")
                .update();
        var stranger = Stranger.signedIn(SITE, ADMINISTRATOR);
        await().until(() -> stranger.get(CAMPAIGN_TO_COME).body().contains("<span class=\"unseen\">slēgts"));
    }

    @AfterAll
    static void nothing_is_left() {
        CALLS.removeAll();
        SITE.database().sql("delete from closure").update();
    }

    @PhoneAndDesk
    void of_an_administrator(String language, int width) {
        try (var visitor = BROWSERS.visitor(width, width < 1280 ? ColorScheme.DARK : ColorScheme.LIGHT)) {
            visitor.signIn(ADMINISTRATOR, language);
            for (var page : Map.of(
                            "statistics", "/statistics",
                            "statistics-year", "/statistics?from=2025-11-01&to=2026-10-31",
                            "statistics-nothing", "/statistics?from=2026-11-20&to=2026-11-23",
                            "reports", "/statistics/reports",
                            "report-preview", "/statistics/reports/2026-Q2",
                            "report-published", "/statistics/reports/2026-Q3")
                    .entrySet()) {
                visitor.open(page.getValue());
                assertThat(visitor.page().locator("html").getAttribute("lang")).isEqualTo(language);
                visitor.page().evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)");
                visitor.isFlawless(page.getKey() + "-" + language + "-" + width);
            }
        }
    }

    @PhoneAndDesk
    void of_a_campaign_to_come(String language, int width) {
        try (var visitor = BROWSERS.visitor(width, width < 1280 ? ColorScheme.DARK : ColorScheme.LIGHT)) {
            visitor.signIn(ADMINISTRATOR, language).open(CAMPAIGN_TO_COME);
            visitor.page().evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)");
            visitor.isFlawless("forecast-" + language + "-" + width);
        }
    }

    @PhoneAndDesk
    void of_everybody(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.open("/report/2026-Q3?lang=" + language);
            assertThat(visitor.page().locator("html").getAttribute("lang")).isEqualTo(language);
            visitor.isFlawless("report-" + language + "-" + width);
            visitor.open("/report?lang=" + language);
            visitor.isFlawless("report-list-" + language + "-" + width);
            assertThat(visitor.context().cookies()).isEmpty();
        }
    }

    @Test
    void a_quarter_is_looked_at_confirmed_and_published_once() {
        try (var visitor = BROWSERS.visitor(1280)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/statistics/reports/2026-Q2");
            var seen = visitor.page().locator("input[name=seen]").inputValue();
            var administrator = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
            assertThat(administrator
                            .postWithToken("/statistics/reports/2026-Q2", Map.of("seen", seen))
                            .statusCode())
                    .as("without being sure")
                    .isEqualTo(422);
            assertThat(administrator
                            .postWithToken("/statistics/reports/2026-Q2", Map.of("seen", "1,2,3", "sure", "true"))
                            .body())
                    .contains("skaitļi ir mainījušies");
            assertThat(new Stranger(SITE).get("/report/2026-Q2").statusCode()).isEqualTo(404);
            visitor.page().locator(".check").click();
            visitor.page().locator("main form .button.main").click();
            visitor.page().locator(".note.good").waitFor();
            visitor.isFlawless("reports-published-en-1280");
            assertThat(administrator
                            .postWithToken("/statistics/reports/2026-Q2", Map.of("seen", seen, "sure", "true"))
                            .statusCode())
                    .as("a second time")
                    .isEqualTo(409);
            assertThat(administrator.get("/audit").body()).contains("2026-Q2");
        }
        assertThat(CALLS.publish(CountedCalls.SECOND)).isEqualTo(new EditResult.Outdated());
    }
}
