package lv.helpline.calllog.jdbc;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallLog;
import lv.helpline.calllog.CallRecord;
import lv.helpline.calllog.DecidedBy;
import lv.helpline.calllog.RecordsObserver;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.shared.jdbc.EnumCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private static final String INSERT_RECORDS = """
        insert into call_record (call_id, line, entered_at, decided_by, rules, language, outcome,
            answered_by, answered_at, ended_at)
        values :rows
        on conflict (call_id) do nothing
        returning call_id, decided_by\
        """;

    private static final String INSERT_ATTEMPTS = """
        insert into call_attempt (call_id, consultant, started_at, ended_at, result)
        values :rows
        on conflict (call_id, consultant, started_at) do nothing
        returning call_id, result\
        """;

    private static final Predicate<String> RULE_NAME =
            Pattern.compile("[a-z]+(-[a-z]+)*").asMatchPredicate();
    private static final int LONGEST_RULE_NAME = 40;
    private static final int MOST_RULES = 30;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2199-12-31T23:59:59Z");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RecordsObserver observer;

    JdbcCallLog(JdbcClient jdbc, PlatformTransactionManager transactions, RecordsObserver observer) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.observer = observer;
    }

    @Override
    public void store(List<CallRecord> records, List<Attempt> attempts) {
        var ringings = attempts.stream()
                .filter(attempt -> fits(attempt.consultant()))
                .map(JdbcCallLog::row)
                .toList();
        New stored;
        try {
            stored = transaction.execute(status -> {
                var ours = publishedAmong(records);
                var calls = records.stream().map(record -> row(record, ours)).toList();
                var newCalls = inserted(INSERT_RECORDS, calls, DecidedBy.class);
                var newRingings = inserted(INSERT_ATTEMPTS, ringings, Attempt.Result.class);
                var counted = removeCounted(Stream.concat(newCalls.stream(), newRingings.stream())
                        .map(Inserted::call)
                        .distinct()
                        .toList());
                return new New(byWord(newCalls, counted), byWord(newRingings, counted));
            });
        } catch (DataAccessException | TransactionException unavailable) {
            throw new CallLogUnavailable(unavailable);
        }
        stored.calls().forEach((by, calls) -> observer.recorded(by, calls.intValue()));
        stored.attempts().forEach((result, rung) -> observer.attempted(result, rung.intValue()));
    }

    /// What was not stored before.
    private record New(Map<DecidedBy, Long> calls, Map<Attempt.Result, Long> attempts) {}

    /// The numbers of the records that are ours.
    private Set<String> publishedAmong(List<CallRecord> records) {
        var numbers = records.stream()
                .flatMap(record -> record.line().stream())
                .distinct()
                .toList();
        return numbers.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("select number from published_number where number in (:numbers)")
                        .param("numbers", numbers)
                        .query((row, number) -> row.getString(1))
                        .list());
    }

    /// All rows in one statement, which leaves out those that are there already.
    ///
    /// @return those that were not there, with the word that the statement returns of each
    private <K extends Enum<K>> List<Inserted<K>> inserted(String sql, List<@Nullable Object[]> rows, Class<K> kind) {
        return rows.isEmpty()
                ? List.of()
                : jdbc.sql(sql)
                        .param("rows", rows)
                        .query((row, number) -> new Inserted<>(
                                row.getObject(1, UUID.class), EnumCodes.constant(kind, row.getString(2))))
                        .list();
    }

    private record Inserted<K>(UUID call, K word) {}

    /// Of a call whose record was counted and deleted nothing is stored again. It is looked for after the inserting,
    /// which waits for whoever deletes records at this moment.
    ///
    /// @return those calls
    private Set<UUID> removeCounted(List<UUID> calls) {
        if (calls.isEmpty()) {
            return Set.of();
        }
        var counted = Set.copyOf(jdbc.sql("select call_id from call_counted where call_id in (:calls)")
                .param("calls", calls)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list());
        if (!counted.isEmpty()) {
            for (var sql : List.of(
                    "delete from call_record where call_id in (:calls)",
                    "delete from call_attempt where call_id in (:calls)")) {
                jdbc.sql(sql).param("calls", counted).update();
            }
        }
        return counted;
    }

    private static <K> Map<K, Long> byWord(List<Inserted<K>> inserted, Set<UUID> counted) {
        return inserted.stream()
                .filter(each -> !counted.contains(each.call()))
                .collect(groupingBy(Inserted::word, counting()));
    }

    private static @Nullable Object[] row(CallRecord record, Set<String> ours) {
        var entered = timeOfACall(record.enteredAt());
        var ended = timeOfACall(record.endedAt());
        return new @Nullable Object[] {
            record.callId(),
            record.line().filter(ours::contains).orElse(null),
            utc(entered),
            EnumCodes.of(record.decidedBy()),
            rules(record),
            record.language().map(Language::code).orElse(null),
            EnumCodes.of(record.outcome()),
            record.answeredBy()
                    .filter(JdbcCallLog::fits)
                    .map(ConsultantId::value)
                    .orElse(null),
            record.answeredAt()
                    .map(JdbcCallLog::timeOfACall)
                    .map(JdbcCallLog::utc)
                    .orElse(null),
            utc(ended.isBefore(entered) ? entered : ended)
        };
    }

    private static @Nullable Object[] row(Attempt attempt) {
        var started = timeOfACall(attempt.startedAt());
        var ended = timeOfACall(attempt.endedAt());
        return new @Nullable Object[] {
            attempt.callId(),
            attempt.consultant().value(),
            utc(started),
            utc(ended.isBefore(started) ? started : ended),
            EnumCodes.of(attempt.result())
        };
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
}
