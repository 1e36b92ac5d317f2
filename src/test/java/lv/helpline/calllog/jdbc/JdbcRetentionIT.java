package lv.helpline.calllog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallLogContract;
import lv.helpline.calllog.RecordsObserver;
import lv.helpline.testing.Documents;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/// Records go, and their counts stay.
class JdbcRetentionIT {

    private static final Duration RAW = Duration.ofHours(24);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final DriverManagerDataSource database = new DriverManagerDataSource(Postgres.freshDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final JdbcRetention retention = new JdbcRetention(jdbc, new DataSourceTransactionManager(database));
    private final JdbcCallLog log =
            new JdbcCallLog(jdbc, new DataSourceTransactionManager(database), new RecordsObserver() {});

    @Test
    void figures_are_the_same_before_and_after_records_go() {
        calls("2026-11-01", 24, 25);
        var before = figures();
        assertThat(before).hasSizeGreaterThan(100);
        var gone = 0;
        for (var hours = -24; hours <= 72; hours += 7) {
            var now = NOW.plus(Duration.ofHours(hours));
            gone += forget(now);
            assertThat(figures()).isEqualTo(before);
            assertThat(count("call_record where ended_at < '" + now.minus(RAW) + "'"))
                    .isZero();
            assertThat(forget(now)).isZero();
        }
        assertThat(gone).isEqualTo(24 * 25);
        assertThat(List.of(count("call_record"), count("call_attempt"))).containsExactly(0, 0);
        assertThat(number("select sum(calls) from call_tally")).isEqualTo(gone);
        assertThat(number("select sum(calls) from past_call")).isEqualTo(gone);
    }

    @Test
    void after_a_day_nothing_names_the_call_the_second_the_length_or_the_consultant() {
        log.store(List.of(CallLogContract.answered()), List.of(CallLogContract.attempt(Attempt.Result.TAKEN)));
        assertThat(forget(CallLogContract.answered().endedAt().plus(RAW)))
                .as("not before")
                .isZero();
        assertThat(forget(CallLogContract.answered().endedAt().plus(RAW).plusSeconds(1)))
                .isOne();
        assertThat(rows("past_call")).containsExactly("(\"2026-11-24 08:00:00+00\",router,answered,20,900,1)");
        assertThat(rows("call_tally")).containsExactly("(\"2026-11-24 08:00:00+00\",25723222,answered,20,1,0,0,0)");
        assertThat(rows("consultant_tally")).containsExactly("(2026-11-01,4,1,0,0,0,0,0,10)");
        assertThat(rows("consultant_activity")).containsExactly("(4,\"2026-11-24 08:00:00+00\",0)");
        assertThat(rows("call_counted"))
                .containsExactly("(" + CallLogContract.answered().callId() + ",2026-11-25)");
        assertThat(List.of(count("call_record"), count("call_attempt"))).containsExactly(0, 0);
    }

    @Test
    void a_record_that_comes_again_after_it_was_counted_is_not_stored_again() {
        log.store(List.of(CallLogContract.answered()), List.of(CallLogContract.attempt(Attempt.Result.TAKEN)));
        forget(NOW.plus(Duration.ofDays(2)));
        log.store(
                List.of(CallLogContract.answered(), CallLogContract.lost()),
                List.of(CallLogContract.attempt(Attempt.Result.TAKEN)));
        assertThat(jdbc.sql("select outcome from call_record")
                        .query(String.class)
                        .list())
                .containsExactly("unknown");
        assertThat(count("call_attempt")).isZero();
        forget(NOW.plus(Duration.ofDays(2)));
        assertThat(number("select sum(calls) from call_tally where outcome = 'answered'"))
                .isOne();
    }

    @Test
    void a_record_that_comes_days_late_is_counted() {
        forget(NOW.plus(Duration.ofDays(5)));
        log.store(List.of(CallLogContract.answered()), List.of(CallLogContract.attempt(Attempt.Result.TAKEN)));
        assertThat(forget(NOW.plus(Duration.ofDays(5)))).isOne();
        assertThat(number("select sum(calls) from call_tally")).isOne();
    }

    /// The summer's 92 days, day by day, and the spring before.
    @Test
    void a_quarter_and_the_one_before_are_whole_though_90_days_are_over() {
        calls("2026-04-01", 91 + 92, 3);
        var spring = number("select sum(calls) from calls_by_hour where hour < '2026-06-30 21:00Z'");
        assertThat(spring).isEqualTo(91 * 3);
        for (var day = LocalDate.parse("2026-04-02"); day.getMonthValue() < 11; day = day.plusDays(1)) {
            forget(day.atTime(1, 0).toInstant(ZoneOffset.UTC));
        }
        assertThat(number("select sum(calls) from calls_by_hour where hour < '2026-06-30 21:00Z'"))
                .isEqualTo(spring);
        assertThat(number("select sum(calls) from calls_by_hour where hour >= '2026-06-30 21:00Z'"))
                .isEqualTo(92 * 3);
        assertThat(
                        number(
                                "select count(*) from past_call where hour < '2026-10-31 01:00Z'::timestamptz - interval '90 d'"))
                .as("deleted after 90 days")
                .isZero();
        assertThat(count("call_counted where day < date '2026-10-31' - 90")).isZero();
        assertThat(count("past_call")).isPositive();
        forget(Instant.parse("2027-01-31T00:00:00Z"));
        assertThat(List.of(count("past_call"), count("call_counted"), count("consultant_activity")))
                .containsExactly(0, 0, 0);
        assertThat(number("select sum(calls) from call_tally")).isEqualTo((91 + 92) * 3);
    }

    @Test
    void several_at_once_count_each_record_once() throws Exception {
        calls("2026-11-01", 20, 20);
        var before = figures();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> tries = Collections.nCopies(12, () -> {
                try {
                    return forget(NOW);
                } catch (ConcurrencyFailureException another) {
                    return 0;
                }
            });
            var gone = 0;
            for (var each : threads.invokeAll(tries)) {
                gone += each.get();
            }
            assertThat(gone).isEqualTo(400);
        }
        assertThat(figures()).isEqualTo(before);
    }

    @Test
    void whoever_comes_second_leaves_it_to_the_first() throws SQLException {
        calls("2026-11-01", 1, 5);
        try (var other = database.getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(4574)");
            assertThat(forget(NOW)).isZero();
        }
        assertThat(forget(NOW)).isEqualTo(5);
    }

    /// 1 and 2 missed two whose records go and one that is left, 2 took one in between; 3 is not rung any more.
    @Test
    void calls_missed_in_a_row_count_on_over_records_that_are_gone() {
        ring(1, "2026-11-24 05:00Z", "no-answer");
        ring(1, "2026-11-24 05:10Z", "silent");
        ring(1, "2026-11-24 07:55Z", "no-answer");
        ring(2, "2026-11-24 05:00Z", "no-answer");
        ring(2, "2026-11-24 05:10Z", "taken");
        ring(2, "2026-11-24 05:20Z", "no-answer");
        ring(2, "2026-11-24 07:55Z", "cancelled");
        ring(2, "2026-11-24 07:56Z", "no-answer");
        ring(3, "2026-11-24 05:00Z", "no-answer");
        retention.forget(NOW, Duration.ofHours(1), KEPT);
        assertThat(rows("consultant_activity")).containsExactlyInAnyOrder("(1,,2)", "(2,,1)");
        retention.forget(NOW.plus(Duration.ofMinutes(30)), Duration.ofMinutes(30), KEPT);
        assertThat(rows("consultant_activity")).as("nobody was rung since").isEmpty();
    }

    /// A made-up week that is busier than the helpline's.
    @Test
    void how_many_calls_look_the_same_before_and_after() {
        calls("2026-11-16", 7, 90);
        var before = jdbc.sql("""
            select (select count(*) from call_record as other where other.line = call.line
                and abs(extract(epoch from other.entered_at - call.entered_at)) <= 2
                and abs(extract(epoch from (other.ended_at - other.entered_at) - (call.ended_at - call.entered_at))) <= 2)
            from call_record as call order by 1\
            """).query((row, number) -> row.getInt(1)).list();
        forget(NOW.plus(Duration.ofDays(2)));
        var after = jdbc.sql("select calls from past_call cross join generate_series(1, calls) order by 1")
                .query((row, number) -> row.getInt(1))
                .list();
        var counts = jdbc.sql("select calls from call_tally cross join generate_series(1, calls) order by 1")
                .query((row, number) -> row.getInt(1))
                .list();
        assertThat(after).hasSameSizeAs(before).hasSameSizeAs(counts);
        var said = "| for a day | %s |\n| after it | %s |\n| counts, with the line | %s |"
                .formatted(looks(before), looks(after), looks(counts));
        System.out.println(said);
        assertThat(Documents.text(Path.of("ops/data-protection.md"))).contains(said);
    }

    private static String looks(List<Integer> sorted) {
        return "%d | %d | %d | %d"
                .formatted(
                        sorted.size(),
                        sorted.stream().filter(k -> k == 1).count(),
                        sorted.get(sorted.size() / 2),
                        sorted.getLast());
    }

    /// So many each day, at hours and of lengths that only seem to be any: the same each time.
    private void calls(String first, int days, int aDay) {
        jdbc.sql("""
            create or replace function pick(call text, what text, below integer) returns integer
                language sql immutable return abs(hashtext(call || what)::bigint % below)::integer\
            """).update();
        jdbc.sql("""
            insert into call_record (
                call_id, line, entered_at, decided_by, rules, language, outcome, answered_by, answered_at, ended_at)
            select cast(md5(call) as uuid), number, entered, 'router',
                case pick(call, 'rules', 5) when 0 then array ['overflow-to-riga'] else array ['on-duty'] end, 'lv',
                outcome,
                case outcome when 'answered' then 1 + pick(call, 'by', 6) end,
                case outcome when 'answered' then entered + make_interval(secs => 5 + pick(call, 'wait', 50)) end,
                entered + make_interval(secs => case outcome
                    when 'answered' then 60 + pick(call, 'talk', 1500) else 5 + pick(call, 'wait', 90) end)
            from (
                select call,
                    (day + make_interval(hours => 9 + pick(call, 'hour', 8), secs => pick(call, 'second', 3600)))
                        at time zone 'Europe/Riga' as entered,
                    (select number from line order by number offset pick(call, 'line', 7) limit 1) as number,
                    (array ['answered', 'answered', 'answered', 'answered', 'answered', 'answered', 'abandoned',
                        'abandoned', 'unanswered', 'closed'])[1 + pick(call, 'outcome', 10)] as outcome
                from (
                    select day, day || ' ' || number as call
                    from generate_series(
                        cast(:first as timestamp), cast(:first as timestamp) + (:days - 1) * interval '1 day', '1 day')
                        as day,
                        generate_series(1, :aDay) as number) as each) as made\
            """)
                .param("first", first)
                .param("days", days)
                .param("aDay", aDay)
                .update();
        jdbc.sql("""
            insert into call_attempt (call_id, consultant, started_at, ended_at, result)
            select call_id, 7, entered_at, entered_at, 'no-answer' from call_record
            union all
            select call_id, answered_by, entered_at, answered_at, 'taken' from call_record where outcome = 'answered'
            union all
            select call_id, 8, entered_at, entered_at, 'rejected' from call_record where outcome = 'unanswered'\
            """).update();
    }

    private int forget(Instant now) {
        return retention.forget(now, RAW, KEPT);
    }

    /// What statistics read.
    private List<String> figures() {
        return jdbc.sql("""
            select cast(tally as text) from calls_by_hour as tally
            union all select cast(tally as text) from consultants_by_month as tally order by 1\
            """).query((row, number) -> row.getString(1)).list();
    }

    /// With times of day in UTC, wherever the test runs.
    private List<String> rows(String table) {
        return new TransactionTemplate(new DataSourceTransactionManager(database)).execute(_ -> {
            jdbc.sql("set local time zone 'UTC'").update();
            return jdbc.sql("select cast(each as text) from " + table + " as each")
                    .query((row, number) -> row.getString(1))
                    .list();
        });
    }

    private int count(String what) {
        return number("select count(*) from " + what);
    }

    private int number(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private void ring(int consultant, String at, String result) {
        jdbc.sql("""
            insert into call_attempt (call_id, consultant, started_at, ended_at, result)
            values (gen_random_uuid(), :consultant, cast(:at as timestamptz), cast(:at as timestamptz), :result)\
            """)
                .param("consultant", consultant)
                .param("at", at)
                .param("result", result)
                .update();
    }
}
