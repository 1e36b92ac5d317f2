package lv.helpline.statistics.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.Outcome;
import lv.helpline.routing.Rule;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.statistics.CallTally;
import lv.helpline.statistics.ConsultantLoad;
import lv.helpline.statistics.PartnerCallTally;
import lv.helpline.statistics.Period;
import lv.helpline.statistics.RingOutcomeGroup;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What the views make of records that are still there.
class JdbcHistoryIT {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final String ON_DUTY = Rule.ON_DUTY.code();

    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(Postgres.freshDatabase()));
    private final JdbcHistory history = new JdbcHistory(jdbc);

    @Test
    void a_wait_is_that_of_who_was_answered_or_hung_up_and_20_s_are_within_20_s() {
        call("2026-10-05T10:00:59", Outcome.ANSWERED, 1, 20, 80);
        call("2026-10-05T10:01:00", Outcome.ANSWERED, 1, 21, 80);
        call("2026-10-05T10:02:00", Outcome.ABANDONED, 0, 0, 21);
        call("2026-10-05T10:03:00", Outcome.CLOSED, 0, 0, 21);
        call("2026-10-05T10:04:00", Outcome.ABANDONED, 0, 0, 500_000);
        assertThat(calls())
                .extracting(tally -> tally.hour() + " " + tally.outcome() + " "
                        + tally.waited().orElse(null) + " " + tally.calls())
                .containsExactly(
                        "2026-10-05T07:00:00Z ABANDONED PT40S 1",
                        "2026-10-05T07:00:00Z ABANDONED PT24H 1",
                        "2026-10-05T07:00:00Z ANSWERED PT20S 1",
                        "2026-10-05T07:00:00Z ANSWERED PT40S 1",
                        "2026-10-05T07:00:00Z CLOSED null 1");
    }

    /// Of two Asterisks together.
    @Test
    void calls_that_partners_passed_on_are_counted_by_month_and_line() {
        for (var tally :
                List.of("'2026-10-01', '25723222', 12", "'2026-10-01', '25723222', 3", "'2026-11-01', '25723222', 3")) {
            jdbc.sql("insert into partner_call_tally values (gen_random_uuid(), %s)".formatted(tally))
                    .update();
        }
        assertThat(history.partnerCalls(List.of(OCTOBER)))
                .containsExactly(new PartnerCallTally(OCTOBER, "25723222", 15));
    }

    @Test
    void overflow_is_what_the_rules_say() {
        call("2026-10-05T10:00", Outcome.ANSWERED, 4, 10, 60, ON_DUTY, Rule.OVERFLOW_TO_RIGA.code());
        for (var rule : List.of(Rule.OVERFLOW_TO_RIGA, Rule.OVERFLOW_TO_ANYONE)) {
            call("2026-10-05T10:00", Outcome.ANSWERED, 1, 10, 60, Rule.OPENING_HOURS.code(), rule.code());
        }
        for (var own : List.of(Rule.DROPPED_CALL, Rule.ON_DUTY, Rule.ANY_LANGUAGE, Rule.GRACE)) {
            call("2026-10-05T10:00", Outcome.ANSWERED, 4, 10, 60, own.code());
            call("2026-10-05T10:00", Outcome.ANSWERED, 4, 10, 60, own.code(), Rule.OVERFLOW_TO_ANYONE.code());
        }
        assertThat(calls()).singleElement().satisfies(tally -> {
            assertThat(tally.calls()).isEqualTo(11);
            assertThat(tally.overflow()).isEqualTo(7);
            assertThat(tally.overflowAll()).isEqualTo(2);
        });
    }

    @Test
    void a_call_that_two_let_go_on_is_passed_once() {
        var first = call("2026-10-05T10:00", Outcome.ANSWERED, 4, 30, 60);
        ring(first, 5, Attempt.Result.REJECTED);
        ring(first, 6, Attempt.Result.PASSED);
        ring(call("2026-10-05T11:00", Outcome.ANSWERED, 4, 30, 60), 5, Attempt.Result.NO_ANSWER);
        assertThat(calls()).extracting(CallTally::passed).containsExactly(1, 0);
    }

    /// 1 is rung four times for one caller, 2 twice until they take the call, 3 for two callers.
    @Test
    void a_caller_is_one_missed_call_however_often_the_phone_rang() {
        var left = call("2026-10-05T10:00", Outcome.ABANDONED, 0, 0, 80);
        for (var ring = 0; ring < 4; ring++) {
            ring(left, 1, Attempt.Result.NO_ANSWER);
        }
        ring(left, 3, Attempt.Result.SILENT);
        var taken = call("2026-10-05T11:00", Outcome.ANSWERED, 2, 40, 130);
        ring(taken, 2, Attempt.Result.NO_ANSWER);
        ring(taken, 2, Attempt.Result.TAKEN);
        ring(taken, 3, Attempt.Result.NO_ANSWER);
        assertThat(history.loads(List.of(OCTOBER)))
                .extracting(load -> load.consultant().value() + " missed " + load.of(RingOutcomeGroup.MISSED)
                        + ", talked " + load.talked())
                .containsExactly("2 missed 0, talked PT2M", "1 missed 1, talked PT0S", "3 missed 2, talked PT0S");
        assertThat(history.loads(List.of(OCTOBER.plusMonths(1)))).isEmpty();
    }

    @Test
    void each_result_of_a_ring_is_counted_as_one_kind() {
        for (var result : Attempt.Result.values()) {
            ring(call("2026-10-31T23:59", Outcome.ABANDONED, 0, 0, 80), 5, result);
        }
        jdbc.sql("""
            insert into call_attempt (call_id, consultant, started_at, ended_at, result)
            values (gen_random_uuid(), 5, '2026-10-05 10:00Z', '2026-10-05 10:00Z', 'taken')\
            """).update();
        var load = history.loads(List.of(OCTOBER, OCTOBER.plusMonths(1)));
        assertThat(load).singleElement().satisfies(five -> {
            assertThat(Stream.of(RingOutcomeGroup.values()).map(five::of).toList())
                    .as("taken, passed, missed, engaged, fault, needless; a test of the phone is none")
                    .containsExactly(1, 2, 2, 1, 3, 1);
            assertThat(five.rung()).isEqualTo(Attempt.Result.values().length);
        });
        assertThat(history.loads(List.of(OCTOBER)))
                .as("midnight is Rīga's")
                .extracting(ConsultantLoad::rung)
                .containsExactly(10);
    }

    private List<CallTally> calls() {
        return history.calls(new Period(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-31")));
    }

    private String call(
            String at, Outcome outcome, int consultant, int answeredAfter, int endedAfter, String... rules) {
        return jdbc.sql("""
            insert into call_record (
                call_id, line, entered_at, decided_by, rules, outcome, answered_by, answered_at, ended_at)
            select gen_random_uuid(), '25723222', entered, 'router', cast(:rules as text[]), :outcome,
                nullif(:consultant, 0),
                case when :consultant > 0 then entered + :answered * interval '1 second' end,
                entered + :ended * interval '1 second'
            from (select cast(:at as timestamp) at time zone 'Europe/Riga' as entered) as call
            returning cast(call_id as text)\
            """)
                .param("at", at)
                .param("rules", "{" + String.join(",", rules) + "}", Types.VARCHAR)
                .param("outcome", EnumCodes.of(outcome))
                .param("consultant", consultant)
                .param("answered", answeredAfter)
                .param("ended", endedAfter)
                .query(String.class)
                .single();
    }

    /// A second after the ring before.
    private void ring(String call, int consultant, Attempt.Result result) {
        jdbc.sql("""
            insert into call_attempt (call_id, consultant, started_at, ended_at, result)
            select call_id, :consultant, at, at, :result
            from (select call_id, entered_at + (select count(*) from call_attempt) * interval '1 second' as at
                from call_record where call_id = cast(:call as uuid)) as ring\
            """)
                .param("call", call)
                .param("consultant", consultant)
                .param("result", EnumCodes.of(result))
                .update();
    }
}
