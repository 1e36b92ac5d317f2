package lv.helpline.wallboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.Sessions;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a wallboard that is open is sent.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NowFeedIT {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);
    private static final String FEED = "**/now/feed";
    private static final Locator.WaitForOptions HIDDEN =
            new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);

    @Test
    void the_board_comes_at_once_and_again_when_the_roster_changes() throws Exception {
        var stranger = Stranger.signedIn(SITE, SITE.somebody(Role.COORDINATOR));
        try (var feed = stranger.follow("/now/feed")) {
            assertThat(feed.status()).isEqualTo(200);
            assertThat(feed.until("line-kurzeme")).contains("event:board").doesNotContain("pauzē līdz 12:00");
            rest();
            try {
                assertThat(feed.until("pauzē līdz 12:00")).contains("event:board", "Kurzeme");
            } finally {
                goOn();
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

    /// A browser opens six connections to a host.
    @Test
    void eight_tabs_of_a_browser_follow_by_one_connection() {
        try (var visitor = BROWSERS.visitor(1280)) {
            var feeds = new AtomicInteger();
            visitor.context().onRequest(request -> {
                if (request.url().endsWith("/now/feed")) {
                    feeds.incrementAndGet();
                }
            });
            visitor.signIn(SITE.somebody(Role.COORDINATOR), "lv");
            var tabs = new ArrayList<Page>();
            for (var number = 0; number < 8; number++) {
                var tab = visitor.context().newPage();
                tab.navigate(SITE.address() + "/now");
                tab.locator("#board.followed").waitFor();
                tabs.add(tab);
            }
            rest();
            try {
                tabs.forEach(tab -> rests(tab).waitFor());
                assertThat(feeds).hasValue(1);
                // The one that follows; another takes its place.
                tabs.removeFirst().close();
            } finally {
                goOn();
            }
            tabs.forEach(tab -> rests(tab).waitFor(HIDDEN));
            assertThat(feeds).hasValue(2);
        }
    }

    @Test
    void a_tab_that_nobody_sees_lets_go_and_follows_again_when_it_is_seen() {
        try (var visitor = BROWSERS.visitor(1280)) {
            var ended = new AtomicInteger();
            visitor.signIn(SITE.somebody(Role.COORDINATOR), "lv");
            visitor.context().onRequestFailed(_ -> ended.incrementAndGet());
            var first = visitor.open("/now").page();
            first.locator("#board.followed").waitFor();
            var second = visitor.context().newPage();
            second.navigate(SITE.address() + "/now");
            second.locator("#board.followed").waitFor();
            see(first, "hidden");
            rest();
            try {
                rests(second).waitFor();
                assertThat(ended).as("connections that ended").hasValue(1);
                assertThat(rests(first).count()).isZero();
                see(first, "visible");
                rests(first).waitFor();
                assertThat(first.locator("#unfollowed").isVisible()).isFalse();
                see(second, "hidden");
            } finally {
                goOn();
            }
            rests(first).waitFor(HIDDEN);
            assertThat(ended).hasValue(2);
        }
    }

    /// Proxies that gather what they pass on would keep the page waiting.
    @Test
    void is_passed_on_at_once() {
        var stranger = Stranger.signedIn(SITE, SITE.somebody(Role.COORDINATOR));
        try (var feed = stranger.follow("/now/feed")) {
            assertThat(feed.headers().firstValue("X-Accel-Buffering")).contains("no");
        }
    }

    private static void see(Page tab, String state) {
        tab.evaluate("""
            state => {
              Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
              document.dispatchEvent(new Event('visibilitychange'));
            }\
            """, state);
    }

    private static Locator rests(Page tab) {
        return tab.locator("#line-kurzeme :text('pauzē līdz 12:00')").first();
    }

    private static void rest() {
        SITE.database().sql("""
            insert into pause (consultant, starts, ends)
            values (6, '2026-11-24 09:30 Europe/Riga', '2026-11-24 12:00 Europe/Riga')\
            """).update();
    }

    private static void goOn() {
        SITE.database().sql("delete from pause where consultant = 6").update();
    }

    private static void refuse(Route route) {
        route.fulfill(new Route.FulfillOptions().setStatus(503));
    }
}
