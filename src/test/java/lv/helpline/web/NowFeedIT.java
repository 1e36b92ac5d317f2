package lv.helpline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import lv.helpline.admin.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a page of now that is open is sent.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NowFeedIT {

    private static final Site SITE = Site.shared();

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
}
