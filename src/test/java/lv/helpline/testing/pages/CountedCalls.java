package lv.helpline.testing.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import lv.helpline.audit.Author;
import lv.helpline.roster.Region;
import lv.helpline.shared.EditResult;
import lv.helpline.statistics.Campaign;
import lv.helpline.statistics.Campaigns;
import lv.helpline.statistics.History;
import lv.helpline.statistics.Quarter;
import lv.helpline.statistics.Report;
import lv.helpline.statistics.Reports;
import org.jspecify.annotations.Nullable;

/// Calls in the tables whose figures are worked out by hand: of seven weeks of autumn and of two quarters before, and a
/// campaign.
public final class CountedCalls {

    public static final String LATGALE = "25723222";
    static final String RIGA = "28612120";
    public static final Quarter SECOND = new Quarter(2026, 2);

    private static final Quarter THIRD = new Quarter(2026, 3);

    private final Site site;
    public final int rita;
    public final int sanita;

    private CountedCalls(Site site) {
        this.site = site;
        rita = consultant("Rita");
        sanita = consultant("=Sanita");
    }

    public static CountedCalls in(Site site) {
        var calls = new CountedCalls(site);
        calls.come();
        return calls;
    }

    private void come() {
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
        site.bean(Campaigns.class)
                .add(
                        new Campaign(0, LocalDate.parse("2026-10-12"), "Plakāti piecās pilsētās"),
                        Author.router(site.clock().instant()));
        assertThat(publish(THIRD)).isInstanceOf(EditResult.Done.class);
    }

    /// Eight weeks in which Rīga has five calls an hour, and a campaign that is to come; for a forecast.
    public void planACampaign() {
        site.database().sql("""
                    insert into call_tally (hour, line, outcome, waited, calls, passed, overflow, overflow_all)
                    select day + hour * interval '1 hour', :line, outcome, waited, calls, 0, 0, 0
                    from generate_series(timestamptz '2026-09-28 00:00 Europe/Riga', timestamptz '2026-11-22 00:00 Europe/Riga',
                            interval '1 day') as day,
                        generate_series(9, 15) as hour,
                        (values ('answered', 20, 4), ('abandoned', 60, 1)) as ending (outcome, waited, calls)\
                    """).param("line", RIGA).update();
        site.bean(Campaigns.class)
                .add(
                        new Campaign(
                                0,
                                LocalDate.parse("2026-12-01"),
                                LocalDate.parse("2026-12-03"),
                                Set.of(RIGA),
                                OptionalDouble.of(2.5),
                                "Plakāti Rīgas autobusos"),
                        Author.router(site.clock().instant()));
    }

    public void removeAll() {
        site.database().sql("delete from call_attempt").update();
        site.database().sql("delete from call_record").update();
        site.database().sql("delete from call_tally").update();
        site.database().sql("delete from consultant_tally").update();
        site.database().sql("delete from campaign").update();
    }

    public EditResult publish(Quarter quarter) {
        return site.bean(Reports.class)
                .publish(
                        Report.of(
                                quarter,
                                site.bean(History.class).calls(quarter.period()),
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

    private int consultant(String name) {
        return site.database()
                .sql("""
                    insert into consultant (name, contact_kind, contact, languages)
                    values (:name, 'sip', :contact, '{lv}') returning id\
                    """)
                .param("name", name)
                .param("contact", "stat" + Math.abs(name.hashCode() % 10_000))
                .query(Integer.class)
                .single();
    }

    private String call(
            String at,
            @Nullable String line,
            String outcome,
            String rules,
            int consultant,
            int answeredAfter,
            int endedAfter) {
        return site.database()
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

    private void attempt(String call, int consultant, String result) {
        site.database()
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
    public void quarter(String from, String line, String outcome, int calls) {
        site.database()
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
