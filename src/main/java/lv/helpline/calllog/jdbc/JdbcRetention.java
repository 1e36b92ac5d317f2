package lv.helpline.calllog.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import lv.helpline.calllog.Retention;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Deletes records by SQL alone, so that none is read into a program.
///
/// All statements see one state of the tables: a record that arrives meanwhile goes the next time, with its rings. If
/// another process has let a record go in between, PostgreSQL refuses to delete it again, and nothing is counted
/// twice.
@Component
final class JdbcRetention implements Retention {

    private static final int LOCK = 4_574;
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");

    /// Who has taken no call for so long is as if they never had.
    private static final int ACTIVITY_DAYS = 30;

    /// The rings that go: those of calls that go, and those of no call.
    private static final String RINGS = """
        select ring.* from call_attempt as ring left join call_record as call on call.call_id = ring.call_id
        where coalesce(call.ended_at, ring.ended_at) < :due\
        """;

    /// Adds what goes to what is there, so it has to be done before [#LET_GO].
    private static final List<String> COUNT = List.of("""
            insert into consultant_activity (consultant, last_call_hour)
            select answered_by, date_trunc('hour', max(ended_at), 'UTC')
            from call_record where answered_by is not null and ended_at < :due
            group by answered_by
            on conflict (consultant) do update
            set last_call_hour = greatest(consultant_activity.last_call_hour, excluded.last_call_hour)\
            """, """
            insert into consultant_activity (consultant, missed_in_a_row)
            select consultant, least(
                1000,
                count(distinct call_id) filter (where answered_since = 0)
                    + case when max(answered_since) = 0 then coalesce(max(before.missed_in_a_row), 0) else 0 end)
            from (
                select consultant, call_id, count(*) filter (where result not in ('no-answer', 'silent'))
                    over (partition by consultant order by started_at desc, call_id) as answered_since
                from (%s) as ring
                where result in ('taken', 'passed', 'rejected', 'no-answer', 'silent')) as ring
            left join consultant_activity as before using (consultant)
            group by consultant
            on conflict (consultant) do update set missed_in_a_row = excluded.missed_in_a_row\
            """.formatted(RINGS), """
            insert into consultant_tally (
                month, consultant, taken, passed, missed, engaged, fault, needless, talked_minutes)
            select month, consultant, sum(taken), sum(passed), sum(missed), sum(engaged), sum(fault), sum(needless),
                sum(talked_minutes)
            from consultant_look where ended_at < :due
            group by month, consultant
            on conflict (month, consultant) do update
            set taken = consultant_tally.taken + excluded.taken,
                passed = consultant_tally.passed + excluded.passed,
                missed = consultant_tally.missed + excluded.missed,
                engaged = consultant_tally.engaged + excluded.engaged,
                fault = consultant_tally.fault + excluded.fault,
                needless = consultant_tally.needless + excluded.needless,
                talked_minutes = consultant_tally.talked_minutes + excluded.talked_minutes\
            """, """
            insert into call_tally (hour, line, outcome, waited, calls, passed, overflow, overflow_all)
            select hour, line, outcome, waited, count(*), count(*) filter (where passed),
                count(*) filter (where overflow), count(*) filter (where overflow_all)
            from call_look where ended_at < :due
            group by hour, line, outcome, waited
            on conflict on constraint call_tally_has_a_look_once do update
            set calls = call_tally.calls + excluded.calls,
                passed = call_tally.passed + excluded.passed,
                overflow = call_tally.overflow + excluded.overflow,
                overflow_all = call_tally.overflow_all + excluded.overflow_all\
            """, """
            insert into past_call (hour, decided_by, outcome, waited, talked, calls)
            select hour, decided_by, outcome, case when waited <= 20 then 20 when waited > 20 then 86400 end as roughly,
                talked, count(*)
            from call_look where ended_at < :due
            group by hour, decided_by, outcome, roughly, talked
            on conflict on constraint past_call_has_a_look_once do update
            set calls = past_call.calls + excluded.calls\
            """, """
            insert into call_counted (call_id, day)
            select call_id, :day from call_record where ended_at < :due on conflict (call_id) do nothing\
            """);

    private static final String LET_RINGS_GO = """
        delete from call_attempt as gone using (%s) as ring
        where gone.call_id = ring.call_id and gone.consultant = ring.consultant and gone.started_at = ring.started_at\
        """.formatted(RINGS);

    private final JdbcClient jdbc;
    private final TransactionTemplate oneState;

    JdbcRetention(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        oneState = new TransactionTemplate(transactions);
        oneState.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    @Override
    public int forget(Instant now, Duration raw, Duration kept) {
        return oneState.execute(_ -> isAlone() ? letGo(now, now.minus(raw), now.minus(kept)) : 0);
    }

    private boolean isAlone() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
    }

    private int letGo(Instant now, Instant due, Instant over) {
        for (var sql : COUNT) {
            update(sql, now, due, over);
        }
        update(LET_RINGS_GO, now, due, over);
        var gone = update("delete from call_record where ended_at < :due", now, due, over);
        update("""
            update consultant_activity set missed_in_a_row = 0
            where missed_in_a_row > 0 and consultant not in (
                select consultant from call_attempt
                where result in ('taken', 'passed', 'rejected', 'no-answer', 'silent'))\
            """, now, due, over);
        update("""
            delete from consultant_activity
            where missed_in_a_row = 0 and coalesce(last_call_hour, '-infinity') < :idle\
            """, now, due, over);
        update("delete from past_call where hour < :over", now, due, over);
        update("delete from call_counted where day < :lastDay", now, due, over);
        return gone;
    }

    private int update(String sql, Instant now, Instant due, Instant over) {
        return jdbc.sql(sql)
                .param("due", due.atOffset(ZoneOffset.UTC))
                .param("over", over.atOffset(ZoneOffset.UTC))
                .param("idle", now.minus(ACTIVITY_DAYS, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .param("day", LocalDate.ofInstant(now, RIGA))
                .param("lastDay", LocalDate.ofInstant(over, RIGA))
                .update();
    }
}
