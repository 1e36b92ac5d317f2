package lv.helpline.statistics.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.shared.EditResult;
import lv.helpline.statistics.Campaign;
import lv.helpline.statistics.Campaigns;
import lv.helpline.testing.pages.CountedCalls;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls in the tables, and what the server makes of them, against figures worked out by hand. How it is shown is tried
/// in [StatisticsPagesIT].
class StatisticsIT {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final Account COORDINATOR = SITE.somebody(Role.COORDINATOR);
    private static final CountedCalls CALLS = CountedCalls.in(SITE);

    @AfterAll
    static void nothing_is_left() {
        CALLS.removeAll();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        calls         | 19
        answered      | 10
        service-level | 67 %
        to-answer     | 20 s
        abandoned     | 4
        unreached     | 2
        closed        | 3
        passed        | 1
        overflow      | 2
        """)
    void the_figures_of_seven_weeks_are_those_worked_out_by_hand(String figure, String value) {
        var page = Stranger.signedIn(SITE, COORDINATOR)
                .get("/statistics?from=2026-10-01&to=2026-11-23")
                .body();
        assertThat(page)
                .containsPattern("<div class=\"" + figure + "\">\\s*<dt>[^<]*</dt>\\s*<dd>\\s*<span class=\"value\">"
                        + value + "<");
    }

    /// From 8 August to 30 September: 80 answered and 9 closed of Rīga's.
    @Test
    void the_figures_asked_for_first_are_compared_with_the_period_before() {
        var page = Stranger.signedIn(SITE, COORDINATOR)
                .get("/statistics?from=2026-10-01&to=2026-11-23")
                .body();
        assertThat(Jsoup.parse(page).select(".figures.main > div").eachAttr("class"))
                .containsExactly("calls", "answered", "service-level", "abandoned");
        assertThat(page)
                .contains(
                        "8.08.–30.09.2026",
                        "par 70 mazāk nekā iepriekš (89)",
                        "par 70 mazāk nekā iepriekš (80)",
                        "par 4 vairāk nekā iepriekš (0)");
    }

    @Test
    void where_nobody_called_there_is_a_sentence_and_nothing_is_drawn() {
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        assertThat(coordinator.get("/statistics?from=2026-11-20&to=2026-11-23").body())
                .contains("Šajās dienās neviens nezvanīja")
                .doesNotContain("class=\"plot");
        assertThat(coordinator.get("/statistics?from=2026-02-01&to=2026-02-28").body())
                .contains("Šajos mēnešos neviens nezvanīja")
                .doesNotContain("class=\"plot", "class=\"data\"");
    }

    @Test
    void each_table_is_a_file() {
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        var head = "calls,answered,abandoned,unreached,closed,unknown,passed,overflow,service_level_percent,"
                + "to_answer_median,to_answer_p90,to_abandon_median,to_abandon_p90\r\n";
        var lines = coordinator.get("/statistics/lines.csv?from=2026-10-01&to=2026-11-23");
        assertThat(lines.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(lines.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment")
                .contains("lines-2026-10-01-2026-11-23.csv");
        assertThat(lines.body())
                .isEqualTo("month,number,line," + head
                        + "2026-10,25723222,Latgale,17,8,4,2,3,0,1,0,70,PT20S,PT40S,PT20S,PT2M\r\n");
        assertThat(coordinator
                        .get("/statistics/consultants.csv?from=2026-10-01&to=2026-11-23")
                        .body())
                .isEqualTo("consultant,name,rung,taken,passed,missed,engaged,fault,needless,talked\r\n"
                        + CALLS.rita + ",Rita,8,8,0,0,0,0,0,PT40M\r\n"
                        + CALLS.sanita + ",'=Sanita,3,0,1,1,0,1,0,PT0S\r\n");
        assertThat(coordinator
                        .get("/statistics/calls.csv?from=2026-10-12&to=2026-10-13")
                        .body())
                .startsWith("from,to," + head + "2026-10-12,2026-10-12,12,8,4,")
                .contains("\r\n2026-10-13,2026-10-13,0,0,0,0,0,0,0,0,,,,,");
        assertThat(coordinator
                        .get("/statistics/hours.csv?from=2026-10-01&to=2026-11-23")
                        .body())
                .startsWith("hour," + head)
                .contains("\r\n10:00,8,8,0,", "\r\n18:00,3,0,0,0,3,", "\r\n23:00,0,");
        assertThat(coordinator
                        .get("/statistics/week.csv?from=2026-07-01&to=2026-09-30")
                        .body()
                        .lines())
                .hasSize(1 + 7 * 24)
                .startsWith("weekday,hour,calls", "1,00:00,10–19", "1,01:00,<10");
        assertThat(coordinator.get("/statistics/nothing.csv").statusCode()).isEqualTo(404);
    }

    /// A month that is not over would tell of each day what is new, and today of the last call.
    @Test
    void neither_today_nor_a_line_of_this_month_is_told() {
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        var refused = coordinator.get("/statistics?from=2026-11-01&to=2026-11-24");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("pēdējā var būt vakardiena", "value=\"24.11.2026\"");
        assertThat(coordinator
                        .get("/statistics/calls.csv?from=2026-11-01&to=2026-11-24")
                        .statusCode())
                .isEqualTo(422);
        assertThat(coordinator.get("/statistics?from=2026-11-01&to=2026-11-23").body())
                .contains("Laikposmā nav mēneša, kas jau beidzies")
                .doesNotContain("id=\"lines-title\"", "id=\"hours-title\"", "id=\"loads-title\"");
    }

    @Test
    void a_period_that_cannot_be_is_told_why() {
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        assertThat(coordinator.get("/statistics?from=2026-11-02&to=2026-11-01").body())
                .contains("pirmā nedrīkst būt pēc pēdējās");
        assertThat(coordinator.get("/statistics?from=2023-11-01&to=2026-11-01").body())
                .contains("trīs gadi, ne ilgāks");
    }

    /// It has two calls so far, and may have hundreds.
    @Test
    void the_week_of_a_campaign_that_is_not_over_is_said_to_be_so() {
        var author = Author.router(SITE.clock().instant());
        var campaigns = SITE.bean(Campaigns.class);
        var radio =
                ((EditResult.Done) campaigns.add(new Campaign(0, LocalDate.parse("2026-11-20"), "Radio"), author)).id();
        try {
            assertThat(Stranger.signedIn(SITE, COORDINATOR)
                            .get("/statistics?from=2026-11-01&to=2026-11-23")
                            .body())
                    .contains("nedēļu pirms: mazāk par 10, nedēļu no tās dienas: vēl nav beigusies");
        } finally {
            campaigns.remove(Integer.parseInt(radio), author);
        }
    }

    @Test
    void a_campaign_is_entered_and_removed_and_the_audit_has_both() {
        var administrator = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        var period = Map.of("from", "2026-10-01", "to", "2026-10-31");
        assertThat(administrator
                        .get("/statistics?from=2026-10-01&to=2026-10-31")
                        .body())
                .contains(
                        "Plakāti piecās pilsētās",
                        "nedēļu pirms: mazāk par 10, nedēļu no tās dienas: 12",
                        "class=\"mark\"");
        var form = new HashMap<>(period);
        form.put("day", "2026-10-20");
        form.put("note", " ");
        var refused = administrator.postWithToken("/statistics/campaigns", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("1 līdz 80 rakstzīmes vienā rindā", "value=\"20.10.2026\"");
        form.put("note", "<b>Radio</b>");
        assertThat(administrator.postWithToken("/statistics/campaigns", form).statusCode())
                .isEqualTo(302);
        assertThat(administrator
                        .get("/statistics?from=2026-10-01&to=2026-10-31")
                        .body())
                .contains("&lt;b&gt;Radio&lt;/b&gt;")
                .doesNotContain("<b>Radio");
        var id = SITE.bean(Campaigns.class).all().getLast().id();
        assertThat(Stranger.signedIn(SITE, COORDINATOR)
                        .postWithToken("/statistics/campaigns/" + id + "/remove", period)
                        .statusCode())
                .isEqualTo(403);
        administrator.postWithToken("/statistics/campaigns/" + id + "/remove", period);
        assertThat(SITE.bean(Campaigns.class).all()).hasSize(1);
        assertThat(administrator.get("/audit").body()).contains("Kampaņa ierakstīta", "Kampaņa noņemta");
    }

    @ParameterizedTest
    @CsvSource({"2026-Q4, it is not over", "2025-Q2, nobody called"})
    void a_quarter_that_is_not_over_or_had_no_call_has_no_report(String quarter, String why) {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        assertThat(administrator.get("/statistics/reports/" + quarter).statusCode())
                .as(why)
                .isEqualTo(404);
        assertThat(administrator.get("/statistics/reports").body())
                .contains("2026-Q3")
                .doesNotContain(quarter);
    }

    /// Rīga: 148, 31, 12 and 77, 268 in all. Vidzeme's 7 and Zemgale's 2 are hidden, and what gives them away.
    @Test
    void a_published_report_stays_as_it_is_whatever_arrives_later() {
        var everybody = new Stranger(SITE);
        var before = everybody.get("/report/2026-Q3.csv");
        assertThat(before.body())
                .contains(
                        "2026-Q3,riga,answered,150\r\n",
                        "2026-Q3,latgale,abandoned,\r\n",
                        "2026-Q3,vidzeme,answered,\r\n",
                        "2026-Q3,zemgale,closed,\r\n");
        assertThat(before.body().lines()).hasSize(31);
        assertThat(before.headers().firstValue("Cache-Control").orElseThrow()).contains("max-age=300", "public");
        CALLS.quarter("2026-07-01", CountedCalls.LATGALE, "abandoned", 30);
        assertThat(everybody.get("/report/2026-Q3.csv").body()).isEqualTo(before.body());
        var again = everybody.get(
                "/report/2026-Q3.csv",
                "If-None-Match",
                before.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
    }
}
