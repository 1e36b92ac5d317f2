package lv.helpline.calllog.jdbc;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallLog;
import lv.helpline.calllog.CallRecord;
import lv.helpline.calllog.DecidedBy;
import lv.helpline.calllog.RecordsObserver;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.shared.jdbc.EnumCodes;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Call records in PostgreSQL.
///
/// The tables take nothing that could be a caller's, and a batch that they refused would come again for ever and block
/// the spool. So what does not fit in a record is left out of it before: a number that is not ours, a rule that is no
/// rule's name, a consultant beyond two bytes, an instant of another century.
@Component
final class JdbcCallLog implements CallLog {

    private static final String INSERT_RECORD = """
        insert into call_record (call_id, line, entered_at, decided_by, rules, language, outcome,
            answered_by, answered_at, ended_at)
        values (?, (select number from published_number where number = ?), ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (call_id) do nothing\
        """;

    private static final String INSERT_ATTEMPT = """
        insert into call_attempt (call_id, consultant, started_at, ended_at, result)
        values (?, ?, ?, ?, ?)
        on conflict (call_id, consultant, started_at) do nothing\
        """;

    private static final Predicate<String> RULE_NAME =
            Pattern.compile("[a-z]+(-[a-z]+)*").asMatchPredicate();
    private static final int LONGEST_RULE_NAME = 40;
    private static final int MOST_RULES = 30;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2199-12-31T23:59:59Z");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final RecordsObserver observer;

    JdbcCallLog(JdbcTemplate jdbc, PlatformTransactionManager transactions, RecordsObserver observer) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.observer = observer;
    }

    @Override
    public void store(List<CallRecord> records, List<Attempt> attempts) {
        var ringings =
                attempts.stream().filter(attempt -> fits(attempt.consultant())).toList();
        New stored;
        try {
            stored = transaction.execute(status -> new New(
                    countNew(
                            records,
                            CallRecord::decidedBy,
                            jdbc.batchUpdate(INSERT_RECORD, batch(records, JdbcCallLog::set))),
                    countNew(
                            ringings,
                            Attempt::result,
                            jdbc.batchUpdate(INSERT_ATTEMPT, batch(ringings, JdbcCallLog::set)))));
        } catch (DataAccessException | TransactionException unavailable) {
            throw new CallLogUnavailable(unavailable);
        }
        stored.calls().forEach((by, calls) -> observer.recorded(by, calls.intValue()));
        stored.attempts().forEach((result, rung) -> observer.attempted(result, rung.intValue()));
    }

    /// What was not stored before.
    private record New(Map<DecidedBy, Long> calls, Map<Attempt.Result, Long> attempts) {}

    private static <T, K> Map<K, Long> countNew(List<T> values, Function<T, K> kind, int[] inserted) {
        return IntStream.range(0, values.size())
                .filter(each -> inserted[each] == 1)
                .mapToObj(values::get)
                .collect(groupingBy(kind, counting()));
    }

    private static void set(PreparedStatement row, CallRecord record) throws SQLException {
        var entered = timeOfACall(record.enteredAt());
        var ended = timeOfACall(record.endedAt());
        row.setObject(1, record.callId());
        row.setString(2, record.line().orElse(null));
        row.setObject(3, utc(entered));
        row.setString(4, EnumCodes.of(record.decidedBy()));
        row.setArray(5, row.getConnection().createArrayOf("text", rules(record)));
        row.setString(6, record.language().map(Language::code).orElse(null));
        row.setString(7, EnumCodes.of(record.outcome()));
        row.setObject(
                8,
                record.answeredBy()
                        .filter(JdbcCallLog::fits)
                        .map(ConsultantId::value)
                        .orElse(null),
                Types.SMALLINT);
        row.setObject(
                9,
                record.answeredAt()
                        .map(JdbcCallLog::timeOfACall)
                        .map(JdbcCallLog::utc)
                        .orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE);
        row.setObject(10, utc(ended.isBefore(entered) ? entered : ended));
    }

    private static void set(PreparedStatement row, Attempt attempt) throws SQLException {
        var started = timeOfACall(attempt.startedAt());
        var ended = timeOfACall(attempt.endedAt());
        row.setObject(1, attempt.callId());
        row.setInt(2, attempt.consultant().value());
        row.setObject(3, utc(started));
        row.setObject(4, utc(ended.isBefore(started) ? started : ended));
        row.setString(5, EnumCodes.of(attempt.result()));
    }

    private static String[] rules(CallRecord record) {
        return record.rules().stream()
                .filter(rule -> rule.length() <= LONGEST_RULE_NAME && RULE_NAME.test(rule))
                .limit(MOST_RULES)
                .toArray(String[]::new);
    }

    private static boolean fits(ConsultantId consultant) {
        return consultant.value() <= Short.MAX_VALUE;
    }

    private static Instant timeOfACall(Instant told) {
        return told.isBefore(EARLIEST) ? EARLIEST : told.isAfter(LATEST) ? LATEST : told;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @FunctionalInterface
    private interface Row<T> {
        void set(PreparedStatement row, T value) throws SQLException;
    }

    private static <T> BatchPreparedStatementSetter batch(List<T> values, Row<T> row) {
        return new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement statement, int each) throws SQLException {
                row.set(statement, values.get(each));
            }

            @Override
            public int getBatchSize() {
                return values.size();
            }
        };
    }
}
