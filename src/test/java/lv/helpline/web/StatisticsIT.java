package lv.helpline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lv.helpline.admin.Account;
import lv.helpline.admin.Author;
import lv.helpline.admin.Campaigns;
import lv.helpline.admin.Reports;
import lv.helpline.admin.Role;
import lv.helpline.admin.Saved;
import lv.helpline.duty.Region;
import lv.helpline.statistics.History;
import lv.helpline.statistics.Quarter;
import lv.helpline.statistics.Report;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Calls in the tables, and what the pages make of them, against figures worked out by hand.
class StatisticsIT {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final Account COORDINATOR = SITE.somebody(Role.COORDINATOR);

    private static final String LATGALE = "25723222";
    private static final String RIGA = "28612120";
    private static final Quarter THIRD = new Quarter(2026, 3);
    private static final Quarter SECOND = new Quarter(2026, 2);

    private static int rita;
    private static int sanita;

    @BeforeAll
    static void there_were_calls() {
        rita = consultant("Rita");
        sanita = consultant("=Sanita");
        var first = true;
        for (var after : List.of(8, 9, 10, 11, 12, 13, 15, 40)) {
            var call =
                    call("2026-10-12T10:00", LATGALE, "answered", "{opening-hours,on-duty}", rita, after, after + 300);
            attempt(call, rita, "taken");
            if (first) {
                attempt(call, sanita, "rejected");
                attempt(call, sanita, "no-answer");
                attempt(call, sanita, "no-answer");
                attempt(call, sanita, "trunk-fault");
            }
            first = false;
        }
        for (var after : List.of(10, 15, 25, 90)) {
            call("2026-10-12T15:00", LATGALE, "abandoned", "{opening-hours,on-duty}", 0, 0, after);
        }
        call("2026-10-05T12:00", LATGALE, "unanswered", "{opening-hours,on-duty}", 0, 0, 100);
        call("2026-10-05T13:00", LATGALE, "nobody", "{opening-hours,nobody}", 0, 0, 60);
        for (var minute : List.of("00", "01", "02")) {
            call("2026-10-05T18:" + minute, LATGALE, "closed", "{outside-hours}", 0, 0, 20);
        }
        for (var after : List.of(20, 21)) {
            call("2026-11-05T10:00", RIGA, "answered", "{opening-hours,overflow-to-anyone}", sanita, after, 100);
        }
        call("2026-11-05T11:00", null, "unknown-line", "{unknown-line}", 0, 0, 10);
        quarter("2026-07-01", RIGA, "answered", 148);
        quarter("2026-07-01", RIGA, "abandoned", 31);
        quarter("2026-07-01", RIGA, "unanswered", 12);
        quarter("2026-07-01", RIGA, "closed", 77);
        quarter("2026-07-01", LATGALE, "answered", 23);
        quarter("2026-07-01", LATGALE, "abandoned", 4);
        quarter("2026-07-01", LATGALE, "closed", 16);
        quarter("2026-07-01", "25719118", "answered", 18);
        quarter("2026-07-01", "25719118", "closed", 11);
        quarter("2026-07-01", "25719266", "answered", 7);
        quarter("2026-07-01", "25719588", "answered", 14);
        quarter("2026-07-01", "25719588", "closed", 2);
        quarter("2026-04-01", RIGA, "answered", 40);
        SITE.bean(Campaigns.class)
                .add(
                        LocalDate.parse("2026-10-12"),
                        "Plakāti piecās pilsētās",
                        Author.router(SITE.clock().instant()));
        assertThat(publish(THIRD)).isInstanceOf(Saved.Done.class);
    }

    @AfterAll
    static void nothing_is_left() {
        SITE.books().sql("delete from call_attempt").update();
        SITE.books().sql("delete from call_record").update();
        SITE.books().sql("delete from campaign").update();
        BROWSERS.close();
    }

    static Stream<Arguments> everywhere() {
        return Stream.of("lv", "en")
                .flatMap(language -> Stream.of(360, 1280).map(width -> Arguments.of(language, width)));
    }

    @ParameterizedTest(name = "{0} at {1} px")
    @MethodSource("everywhere")
    void of_an_administrator(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language);
            for (var page : Map.of(
                            "statistics", "/statistics",
                            "statistics-year", "/statistics?from=2025-11-01&to=2026-10-31",
                            "statistics-nothing", "/statistics?from=2026-11-20&to=2026-11-23",
                            "reports", "/statistics/reports",
                            "report-preview", "/statistics/reports/2026-Q1",
                            "report-published", "/statistics/reports/2026-Q3")
                    .entrySet()) {
                visitor.open(page.getValue());
                assertThat(visitor.page().locator("html").getAttribute("lang")).isEqualTo(language);
                for (var table : visitor.page().locator(".behind summary").all()) {
                    table.click();
                }
                visitor.isFlawless(page.getKey() + "-" + language + "-" + width);
            }
        }
    }

    @ParameterizedTest(name = "{0} at {1} px")
    @MethodSource("everywhere")
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        calls         | 19
        answered      | 10
        service-level | 67 %
        to-answer     | 12 s
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
                        + "2026-10,25723222,Latgale,17,8,4,2,3,0,1,0,70,PT11S,PT40S,PT15S,PT1M30S\r\n");
        assertThat(coordinator
                        .get("/statistics/consultants.csv?from=2026-10-01&to=2026-11-23")
                        .body())
                .isEqualTo("consultant,name,rung,taken,passed,missed,engaged,fault,needless,talked\r\n"
                        + rita + ",Rita,8,8,0,0,0,0,0,PT40M\r\n"
                        + sanita + ",'=Sanita,4,0,1,2,0,1,0,PT0S\r\n");
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
        assertThat(coordinator.get("/statistics/nothing.csv").statusCode()).isEqualTo(404);
    }

    /// A month that is not over would tell of each day what is new, and today of the last call.
    @Test
    void neither_today_nor_a_line_of_this_month_is_told() {
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        var refused = coordinator.get("/statistics?from=2026-11-01&to=2026-11-24");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("pēdējā var būt vakardiena", "value=\"2026-11-24\"");
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
        var radio = ((Saved.Done) campaigns.add(LocalDate.parse("2026-11-20"), "Radio", author)).id();
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
        assertThat(refused.body()).contains("1 līdz 80 rakstzīmes vienā rindā", "value=\"2026-10-20\"");
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
        assertThat(publish(SECOND)).isEqualTo(new Saved.Outdated());
    }

    @Test
    void a_quarter_that_is_not_over_has_no_report() {
        assertThat(Stranger.signedIn(SITE, ADMINISTRATOR)
                        .get("/statistics/reports/2026-Q4")
                        .statusCode())
                .isEqualTo(404);
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
        quarter("2026-07-01", LATGALE, "abandoned", 30);
        assertThat(everybody.get("/report/2026-Q3.csv").body()).isEqualTo(before.body());
        var again = everybody.get(
                "/report/2026-Q3.csv",
                "If-None-Match",
                before.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
    }

    private static Saved publish(Quarter quarter) {
        return SITE.bean(Reports.class)
                .publish(
                        Report.of(
                                quarter,
                                SITE.bean(History.class).calls(quarter.period()),
                                Map.of(
                                        RIGA,
                                        Region.RIGA,
                                        LATGALE,
                                        Region.LATGALE,
                                        "25719118",
                                        Region.KURZEME,
                                        "25719266",
                                        Region.VIDZEME,
                                        "25719588",
                                        Region.ZEMGALE)),
                        Author.router(Instant.parse("2026-11-24T08:00:00Z")));
    }

    private static int consultant(String name) {
        return SITE.books()
                .sql("""
                    insert into consultant (name, contact_kind, contact, languages)
                    values (:name, 'sip', :contact, '{lv}') returning id\
                    """)
                .param("name", name)
                .param("contact", "stat" + Math.abs(name.hashCode() % 10_000))
                .query(Integer.class)
                .single();
    }

    private static String call(
            String at,
            @Nullable String line,
            String outcome,
            String rules,
            int consultant,
            int answeredAfter,
            int endedAfter) {
        return SITE.books()
                .sql("""
                    insert into call_record (call_id, line, entered_at, decided_by, rules, outcome, answered_by,
                        answered_at, ended_at)
                    select gen_random_uuid(), :line, entered, 'router', cast(:rules as text[]), :outcome,
                        nullif(:consultant, 0),
                        case when :consultant > 0 then entered + :answered * interval '1 second' end,
                        entered + :ended * interval '1 second'
                    from (select cast(:at as timestamp) at time zone 'Europe/Riga' as entered) as call
                    returning cast(call_id as text)\
                    """)
                .param("at", at)
                .param("line", line, Types.VARCHAR)
                .param("outcome", outcome)
                .param("rules", rules)
                .param("consultant", consultant)
                .param("answered", answeredAfter)
                .param("ended", endedAfter)
                .query(String.class)
                .single();
    }

    private static void attempt(String call, int consultant, String result) {
        SITE.books()
                .sql("""
                    insert into call_attempt (call_id, consultant, started_at, ended_at, result)
                    select call_id, :consultant, started, started + interval '5 seconds', :result
                    from (select call_id, entered_at + (select count(*) from call_attempt) * interval '1 second'
                        as started from call_record where call_id = cast(:call as uuid)) as call\
                    """)
                .param("call", call)
                .param("consultant", consultant)
                .param("result", result)
                .update();
    }

    /// So many, one after the other, four hours apart.
    private static void quarter(String from, String line, String outcome, int calls) {
        SITE.books()
                .sql("""
                    insert into call_record (call_id, line, entered_at, decided_by, rules, outcome, answered_at, ended_at)
                    select gen_random_uuid(), :line, entered, 'router', '{}', :outcome,
                        case :outcome when 'answered' then entered + (5 + number % 40) * interval '1 second' end,
                        entered + interval '3 minutes'
                    from (select number, cast(:from as timestamp) at time zone 'Europe/Riga'
                        + number * interval '13 hours 20 minutes' as entered
                        from generate_series(1, :calls) as number) as call\
                    """)
                .param("from", from)
                .param("line", line)
                .param("outcome", outcome)
                .param("calls", calls)
                .update();
    }
}
