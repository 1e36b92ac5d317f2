package lv.helpline.statistics.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.statistics.Campaign;
import lv.helpline.statistics.Campaigns;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tallies in the tables, and the forecast that is made of them, as page and as file. It is Tuesday 24 November
/// 2026; how it looks is tried in [StatisticsPagesIT].
class ForecastIT {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final Account COORDINATOR = SITE.somebody(Role.COORDINATOR);
    private static final String RIGA = "28612120";
    private static final String WEEK = "/statistics/forecast?from=2026-11-30";

    @AfterEach
    void nothing_is_left() {
        SITE.database().sql("delete from call_tally").update();
        SITE.database().sql("delete from campaign").update();
    }

    @Test
    void of_few_calls_it_says_so_and_nothing_else() {
        tally("2026-10-05 10:00", "answered", 20, 9);
        var page = Stranger.signedIn(SITE, COORDINATOR).get(WEEK);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("mazāk nekā 10 zvanu: par maz", "Prognozes vēl nav")
                .doesNotContain("id=\"hours-title\"", "class=\"data");
        assertThat(file().lines()).hasSize(1);
    }

    /// 320 calls, 40 an hour on Mondays from 10 to 11: far more than anybody could answer.
    @Test
    void an_hour_that_falls_short_says_so_in_words_and_what_it_stands_on_is_told() {
        for (var week = 0; week < 8; week++) {
            var monday = LocalDate.parse("2026-09-28").plusWeeks(week);
            tally(monday + " 10:00", "answered", 20, 34);
            tally(monday + " 10:00", "abandoned", 60, 6);
        }
        var page = Jsoup.parse(Stranger.signedIn(SITE, COORDINATOR).get(WEEK).body());
        var basis = page.select("section:has(#basis-title)").text();
        assertThat(basis)
                .contains("No vismaz 320 zvaniem 8 nedēļās", "Nav agrākas kampaņas", "rāda vismaz 40, kas nolika")
                .contains("Pieņemts, ka saruna ilgst 15 min");
        var hours = page.select("table.forecast");
        assertThat(hours.select("thead th").eachText()).contains("pirmd. 30.11.");
        assertThat(hours.select("tbody tr").get(1).select("td").eachText().getFirst())
                .matches("\\d+ % vajag vēl \\d+");
        assertThat(page.select("section:has(#hours-title)").text()).contains("konsultantu trūkst");
        assertThat(page.select("details table tbody tr").get(1).text())
                .matches("10:00 40 \\d+ \\d+ % \\d+ % vajag vēl \\d+");
        assertThat(page.select("a[href='/roster?from=2026-11-30']")).hasSize(1);
        assertThat(file().lines()).anyMatch(line -> line.startsWith("2026-11-30,10:00,40,"));
        assertThat(Stranger.signedIn(SITE, COORDINATOR)
                        .get("/roster?from=2026-11-30")
                        .body())
                .contains("href=\"/statistics/forecast?from=2026-11-30\"");
    }

    /// 16 calls in eight hours are two an hour; the campaign has five times as many.
    @Test
    void a_planned_campaign_of_a_line_is_entered_forecast_and_removed() {
        for (var week = 0; week < 8; week++) {
            tally(LocalDate.parse("2026-09-28").plusWeeks(week) + " 10:00", "answered", 20, 2);
        }
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        assertThat(file().lines()).anyMatch(line -> line.startsWith("2026-11-30,10:00,2,"));
        var form = new HashMap<>(Map.of(
                "day", "30.11.2026", "until", "29.11.2026", "note", "Plakāti", "lines", RIGA, "factor", "piecas"));
        var refused = administrator.postWithToken("/statistics/campaigns", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("vajag skaitli, piemēram, 2 vai 2,5", "value=\"piecas\"", "value=\"30.11.2026\"")
                .containsPattern("value=\"" + RIGA + "\"[^>]*checked");
        form.put("factor", "5");
        assertThat(administrator.postWithToken("/statistics/campaigns", form).body())
                .contains("Pēdējā diena ir pēc pirmās");
        form.put("until", "2.12.2026");
        form.put("lines", "29123456");
        assertThat(administrator.postWithToken("/statistics/campaigns", form).body())
                .contains("Izvēlieties no mūsu līnijām");
        form.put("lines", RIGA);
        assertThat(administrator.postWithToken("/statistics/campaigns", form).statusCode())
                .isEqualTo(302);
        assertThat(SITE.bean(Campaigns.class).all())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(new Campaign(
                        0,
                        LocalDate.parse("2026-11-30"),
                        LocalDate.parse("2026-12-02"),
                        Set.of(RIGA),
                        OptionalDouble.of(5),
                        "Plakāti"));
        assertThat(file().lines()).anyMatch(line -> line.startsWith("2026-11-30,10:00,10,"));
        assertThat(administrator.get(WEEK).body()).contains("Plakāti", "5 reizes vairāk", "30.11.–2.12.2026");
        assertThat(administrator.get("/statistics").body())
                .contains("Gaidāmās un notiekošās", "/statistics/forecast?from=2026-11-30");
        assertThat(administrator.get("/audit").body()).contains("Kampaņa ierakstīta", "Cik reižu vairāk zvanu");
        var id = SITE.bean(Campaigns.class).all().getFirst().id();
        administrator.postWithToken("/statistics/campaigns/" + id + "/remove", Map.of());
        assertThat(SITE.bean(Campaigns.class).all()).isEmpty();
    }

    @Test
    void neither_the_past_nor_a_day_beyond_a_year_is_forecast() {
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        var past = coordinator.get("/statistics/forecast?from=2026-11-23");
        assertThat(past.statusCode()).isEqualTo(422);
        assertThat(past.body()).contains("sākas ne agrāk kā šodien", "value=\"23.11.2026\"");
        assertThat(coordinator.get("/statistics/forecast?from=2027-11-20").statusCode())
                .isEqualTo(422);
        assertThat(coordinator.get("/statistics/forecast.csv?from=2026-11-23").statusCode())
                .isEqualTo(422);
        assertThat(coordinator.get("/statistics/forecast?from=rīt").statusCode())
                .isEqualTo(422);
        assertThat(coordinator.get("/statistics/forecast").statusCode()).isEqualTo(200);
    }

    private static String file() {
        return Stranger.signedIn(SITE, COORDINATOR)
                .get("/statistics/forecast.csv?from=2026-11-30")
                .body();
    }

    /// @param at in Rīga
    private static void tally(String at, String outcome, int waited, int calls) {
        SITE.database()
                .sql("""
                    insert into call_tally (hour, line, outcome, waited, calls, passed, overflow, overflow_all)
                    values (cast(:at as timestamp) at time zone 'Europe/Riga', :line, :outcome, :waited, :calls, 0, 0, 0)\
                    """)
                .param("at", at)
                .param("line", RIGA)
                .param("outcome", outcome)
                .param("waited", waited)
                .param("calls", calls)
                .update();
    }
}
