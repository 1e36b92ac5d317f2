package lv.helpline.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.concurrent.TimeUnit;
import lv.helpline.admin.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a page of now that is open is sent.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NowFeedIT {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);
    private static final String FEED = "**/now/feed";
    private static final Locator.WaitForOptions HIDDEN =
            new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);

    @Test
    void the_board_comes_at_once_and_again_when_the_books_change() throws Exception {
        var stranger = Stranger.signedIn(SITE, SITE.somebody(Role.COORDINATOR));
        try (var feed = stranger.follow("/now/feed")) {
            assertThat(feed.status()).isEqualTo(200);
            assertThat(feed.until("line-kurzeme")).contains("event:board").doesNotContain("pauzē līdz 12:00");
            SITE.books().sql("""
                insert into pause (consultant, starts, ends)
                values (6, '2026-11-24 09:30 Europe/Riga', '2026-11-24 12:00 Europe/Riga')\
                """).update();
            try {
                assertThat(feed.until("pauzē līdz 12:00")).contains("event:board", "Kurzeme");
            } finally {
                SITE.books().sql("delete from pause where consultant = 6").update();
            }
        }
    }

    /// Looking on is no activity, and ends with the session.
    @Test
    void it_ends_with_the_session() throws Exception {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        try (var feed = Stranger.signedIn(SITE, account).follow("/now/feed")) {
            feed.until("event:board");
            SITE.bean(Sessions.class).endAll(account.id());
            feed.until("event:over");
            feed.until("data:");
        }
    }

    @Test
    void asking_for_it_again_keeps_nobody_signed_in() {
        var stranger = Stranger.signedIn(SITE, SITE.somebody(Role.COORDINATOR));
        try {
            SITE.clock().stop(Site.NOW.plusMinutes(20));
            assertThat(stranger.statusOf("/now/feed")).isEqualTo(200);
            SITE.clock().stop(Site.NOW.plusMinutes(31));
            assertThat(stranger.get("/people").statusCode()).isEqualTo(302);
        } finally {
            SITE.clock().stop(Site.NOW);
        }
    }

    /// As a proxy answers while a router starts anew.
    @Test
    void the_page_asks_again_until_it_is_answered_by_a_feed() {
        try (var visitor = BROWSERS.visitor(1280)) {
            visitor.signIn(SITE.somebody(Role.COORDINATOR), "lv");
            visitor.page().route(FEED, NowFeedIT::refuse, new Page.RouteOptions().setTimes(2));
            visitor.open("/now");
            visitor.page().locator("#unfollowed").waitFor();
            visitor.page().locator("#unfollowed").waitFor(HIDDEN);
        }
    }

    @Test
    void the_page_says_that_the_session_ended_while_there_was_no_feed() {
        var account = SITE.somebody(Role.COORDINATOR);
        try (var visitor = BROWSERS.visitor(1280)) {
            visitor.signIn(account, "lv");
            visitor.page().route(FEED, NowFeedIT::refuse);
            visitor.open("/now");
            visitor.page().locator("#unfollowed").waitFor();
            SITE.bean(Sessions.class).endAll(account.id());
            visitor.page().unroute(FEED);
            visitor.page().locator("#signed-out").waitFor();
            visitor.page().locator("#unfollowed").waitFor(HIDDEN);
        }
    }

    private static void refuse(Route route) {
        route.fulfill(new Route.FulfillOptions().setStatus(503));
    }
}
