package lv.helpline.calllog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallLog;
import lv.helpline.calllog.CallLogContract;
import lv.helpline.calllog.CallRecord;
import lv.helpline.calllog.DecidedBy;
import lv.helpline.calllog.Outcome;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.Decision;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class JdbcCallLogIT implements CallLogContract {

    private final DriverManagerDataSource database = new DriverManagerDataSource(Postgres.freshDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Map<DecidedBy, Integer> recorded = new EnumMap<>(DecidedBy.class);
    private final Map<Attempt.Result, Integer> attempted = new EnumMap<>(Attempt.Result.class);
    private final JdbcCallLog log = new JdbcCallLog(jdbc, new DataSourceTransactionManager(database), new Counting());

    @Override
    public CallLog log() {
        return log;
    }

    @Override
    public List<CallRecord> storedRecords() {
        return jdbc.sql("select *, rules::text[] as rule_codes from call_record")
                .query((row, number) -> new CallRecord(
                        row.getObject("call_id", UUID.class),
                        Optional.ofNullable(row.getString("line")),
                        row.getTimestamp("entered_at").toInstant(),
                        DecidedBy.valueOf(constant(row.getString("decided_by"))),
                        Arrays.asList((String[]) row.getArray("rule_codes").getArray()),
                        Optional.ofNullable(row.getString("language")).map(Language::new),
                        Outcome.valueOf(constant(row.getString("outcome"))),
                        Optional.ofNullable(row.getObject("answered_by", Integer.class))
                                .map(ConsultantId::new),
                        Optional.ofNullable(row.getTimestamp("answered_at")).map(java.sql.Timestamp::toInstant),
                        row.getTimestamp("ended_at").toInstant()))
                .list();
    }

    @Override
    public List<Attempt> storedAttempts() {
        return jdbc.sql("select * from call_attempt")
                .query((row, number) -> new Attempt(
                        row.getObject("call_id", UUID.class),
                        new ConsultantId(row.getInt("consultant")),
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("ended_at").toInstant(),
                        Attempt.Result.valueOf(constant(row.getString("result")))))
                .list();
    }

    @Override
    public void becomesUnavailable() {
        jdbc.sql("drop table call_attempt cascade").update();
        jdbc.sql("alter table call_record rename to gone").update();
    }

    @Test
    void stores_nothing_of_a_batch_of_which_a_part_fails() {
        jdbc.sql("drop table call_attempt cascade").update();
        assertThatCode(() -> log.store(
                        List.of(CallLogContract.answered()), List.of(CallLogContract.attempt(Attempt.Result.TAKEN))))
                .isInstanceOf(CallLog.CallLogUnavailable.class);
        assertThat(storedRecords()).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    void counts_each_call_once_by_who_decided_it() {
        log.store(List.of(CallLogContract.answered(), CallLogContract.lost()), List.of());
        log.store(List.of(CallLogContract.answered(), CallLogContract.lost()), List.of());
        assertThat(recorded).containsOnly(Map.entry(DecidedBy.ROUTER, 1), Map.entry(DecidedBy.LAST_RESORT, 1));
    }

    @Test
    void counts_each_attempt_once_by_its_result() {
        log.store(List.of(), List.of(CallLogContract.attempt(Attempt.Result.PASSED)));
        log.store(List.of(), List.of(CallLogContract.attempt(Attempt.Result.PASSED)));
        assertThat(attempted).containsOnly(Map.entry(Attempt.Result.PASSED, 1));
    }

    @Test
    void stores_every_constant_of_the_domain() {
        var records = new ArrayList<CallRecord>();
        for (var outcome : Outcome.values()) {
            for (var by : DecidedBy.values()) {
                records.add(confused(UUID.randomUUID(), Optional.of("28612120"), by, List.of("on-duty"), outcome));
            }
        }
        var attempts = Arrays.stream(Attempt.Result.values())
                .map(result ->
                        new Attempt(UUID.randomUUID(), new ConsultantId(1), Instant.EPOCH, Instant.EPOCH, result))
                .toList();
        log.store(records, attempts);
        assertThat(storedRecords()).hasSameSizeAs(records);
        assertThat(storedAttempts()).hasSameSizeAs(attempts);
    }

    /// A batch that the database refused would come again for ever.
    @Test
    void stores_a_confused_record_without_what_could_be_a_callers() {
        var id = UUID.randomUUID();
        log.store(
                List.of(confused(
                        id,
                        Optional.of("29123456"),
                        DecidedBy.ROUTER,
                        List.of("on-duty", "+37129123456", "29123456", "a b", "", "x".repeat(41)),
                        Outcome.ABANDONED)),
                List.of(
                        new Attempt(id, new ConsultantId(29123456), Instant.MIN, Instant.MAX, Attempt.Result.BUSY),
                        new Attempt(id, new ConsultantId(7), Instant.MAX, Instant.MIN, Attempt.Result.BUSY)));
        assertThat(storedRecords()).singleElement().satisfies(stored -> {
            assertThat(stored.line()).isEmpty();
            assertThat(stored.rules()).containsExactly("on-duty");
            assertThat(stored.answeredBy()).isEmpty();
            assertThat(stored.endedAt()).isEqualTo(stored.enteredAt());
        });
        assertThat(storedAttempts())
                .singleElement()
                .satisfies(stored -> assertThat(stored.consultant()).isEqualTo(new ConsultantId(7)));
    }

    private static CallRecord confused(
            UUID id, Optional<String> line, DecidedBy by, List<String> rules, Outcome outcome) {
        return new CallRecord(
                id,
                line,
                Instant.parse("2026-11-24T08:00:00Z"),
                by,
                rules,
                Optional.of(Language.RUSSIAN),
                outcome,
                Optional.of(new ConsultantId(40_000)),
                Optional.of(Instant.MAX),
                Instant.parse("2026-11-24T07:59:00Z"));
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private final class Counting implements CallPathObserver {
        @Override
        public void decided(Decision decision, Duration elapsed) {}

        @Override
        public void refused(Refusal cause) {}

        @Override
        public void spooled(int waiting) {}

        @Override
        public void stored(int records) {}

        @Override
        public void recorded(DecidedBy by, int calls) {
            recorded.merge(by, calls, Integer::sum);
        }

        @Override
        public void attempted(Attempt.Result result, int ringings) {
            attempted.merge(result, ringings, Integer::sum);
        }
    }
}
