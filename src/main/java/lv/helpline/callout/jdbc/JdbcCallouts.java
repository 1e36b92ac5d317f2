package lv.helpline.callout.jdbc;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.Author;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.callout.Callout;
import lv.helpline.callout.Callout.Outcome;
import lv.helpline.callout.Callout.Result;
import lv.helpline.callout.CalloutReason;
import lv.helpline.callout.Callouts;
import lv.helpline.callout.CoverSearches;
import lv.helpline.callout.RecentAlerts;
import lv.helpline.callout.TestCalls;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WhichPhone;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Callouts as rows. Who decides about them holds an advisory lock, which PostgreSQL releases with the transaction, and
/// so also when a router dies.
@Component
final class JdbcCallouts implements Callouts, TestCalls, CoverSearches {

    private static final int LOCK = 4_573;

    /// A failed test is told within this time or not at all.
    private static final Duration FRESH = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;
    private final Outbox outbox;

    JdbcCallouts(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            AuditedTransaction auditedTransaction,
            JdbcAudit audit,
            Outbox outbox) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Override
    public <T> T alone(Supplier<T> work) {
        return transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query((row, number) -> number)
                    .single();
            return work.get();
        });
    }

    @Override
    public RecentAlerts recent(Instant at) {
        var calls = utc(at.minus(RecentAlerts.CALLS));
        var unanswered = jdbc.sql("""
            select line from call_record
            where ended_at > :since and line is not null
                and (outcome in ('unanswered', 'nobody')
                    or outcome = 'abandoned' and ended_at - entered_at >= interval '20 seconds')
            group by line having count(*) >= 3\
            """).param("since", calls).query(String.class).list();
        var fallback = jdbc.sql("""
            select distinct line from call_record
            where ended_at > :since and line is not null and decided_by <> 'router'\
            """).param("since", calls).query(String.class).list();
        var failed = jdbc.sql("""
            select consultant from callout
            where purpose = 'test' and outcome = 'nobody' and ended_at > :fresh
                and ended_at > coalesce((select max(raised_at) from callout where kind = 'test-failed'), '-infinity')
            order by ended_at\
            """)
                .param("fresh", utc(at.minus(FRESH)))
                .query((row, number) -> new ConsultantId(row.getInt(1)))
                .list();
        var reasons = jdbc.sql("""
            select * from callout
            where purpose = 'alert' and raised_at > :silence or purpose = 'cover' and ends > :now order by id\
            """)
                .param("silence", utc(at.minus(RecentAlerts.SILENCE)))
                .param("now", LocalDateTime.ofInstant(at, Roster.ZONE))
                .query((row, number) -> reason(row))
                .list();
        return new RecentAlerts(
                unanswered.stream().collect(toSet()),
                fallback.stream().collect(toSet()),
                failed,
                only(CalloutReason.Alert.class, reasons),
                only(CalloutReason.SeekCover.class, reasons));
    }

    private static <T extends CalloutReason> List<T> only(Class<T> type, List<CalloutReason> reasons) {
        return reasons.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void raise(CalloutReason reason, List<Outbox.Mail> told, Instant at) {
        insert(reason, at);
        told.forEach(mail -> outbox.add(mail, at));
    }

    @Override
    public void forgo(CalloutReason.SeekCover search, Instant at) {
        insert(search, at);
        jdbc.sql("""
            update callout set ended_at = :at, outcome = :outcome
            where id = (select max(id) from callout where purpose = 'cover' and raised_at = :at)\
            """)
                .param("at", utc(at))
                .param("outcome", EnumCodes.of(Outcome.UNWANTED))
                .update();
    }

    private void insert(CalloutReason reason, Instant at) {
        var sql = jdbc.sql("""
            insert into callout (purpose, kind, line, region, consultant, phone, starts, ends, raised_at)
            values (:purpose, :kind, :line, :region, :consultant, :phone, :starts, :ends, :at)\
            """).param("at", utc(at)).param("phone", EnumCodes.of(phone(reason)));
        switch (reason) {
            case CalloutReason.Alert alert ->
                values(
                        sql,
                        "alert",
                        Optional.of(EnumCodes.of(alert.kind())),
                        alert.line(),
                        Optional.empty(),
                        alert.phone(),
                        alert.span());
            case CalloutReason.SeekCover(var dutyScope, var span) ->
                values(
                        sql,
                        "cover",
                        Optional.empty(),
                        dutyScope instanceof DutyScope.OfLine(var line) ? Optional.of(line) : Optional.empty(),
                        dutyScope instanceof DutyScope.OfRegion(var region)
                                ? Optional.of(EnumCodes.of(region))
                                : Optional.empty(),
                        Optional.empty(),
                        Optional.of(span));
            case CalloutReason.Test(var consultant, var _) ->
                values(
                        sql,
                        "test",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(consultant),
                        Optional.empty());
        }
        sql.update();
    }

    private static WhichPhone phone(CalloutReason reason) {
        return reason instanceof CalloutReason.Test(var _, var phone) ? phone : WhichPhone.FIRST;
    }

    private static void values(
            StatementSpec sql,
            String purpose,
            Optional<String> kind,
            Optional<LineId> line,
            Optional<String> region,
            Optional<ConsultantId> consultant,
            Optional<LocalSpan> span) {
        sql.param("purpose", purpose)
                .param("kind", kind.orElse(null), Types.VARCHAR)
                .param("line", line.map(LineId::value).orElse(null), Types.VARCHAR)
                .param("region", region.orElse(null), Types.VARCHAR)
                .param("consultant", consultant.map(ConsultantId::value).orElse(null), Types.SMALLINT)
                .param("starts", span.map(LocalSpan::start).orElse(null), Types.TIMESTAMP)
                .param("ends", span.map(LocalSpan::end).orElse(null), Types.TIMESTAMP);
    }

    @Override
    public List<Callout> open() {
        return read("ended_at is null", Map.of());
    }

    private List<Callout> read(String condition, Map<String, ?> parameters) {
        var rows = jdbc.sql("select * from callout where " + condition + " order by id")
                .params(parameters)
                .query((row, number) ->
                        new Callout(row.getLong("id"), reason(row), instant(row, "raised_at"), List.of()))
                .list();
        if (rows.isEmpty()) {
            return rows;
        }
        Map<Long, List<Map.Entry<Long, Callout.Phoned>>> calls = jdbc
                .sql("select * from callout_call where callout in (:callouts) order by claimed_at, consultant")
                .param("callouts", rows.stream().map(Callout::id).toList())
                .query((row, number) -> Map.entry(row.getLong("callout"), phoned(row)))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey));
        return rows.stream()
                .map(callout -> new Callout(
                        callout.id(),
                        callout.reason(),
                        callout.raisedAt(),
                        calls.getOrDefault(callout.id(), List.of()).stream()
                                .map(Map.Entry::getValue)
                                .toList()))
                .toList();
    }

    private static Callout.Phoned phoned(ResultSet row) throws SQLException {
        return new Callout.Phoned(
                new ConsultantId(row.getInt("consultant")),
                Optional.ofNullable(row.getString("result")).map(word -> EnumCodes.constant(Result.class, word)),
                row.getInt("tries"),
                instant(row, "due_at"));
    }

    private static CalloutReason reason(ResultSet row) throws SQLException {
        var line = Optional.ofNullable(row.getString("line")).map(LineId::new);
        var consultant = Optional.of(row.getInt("consultant"))
                .filter(number -> number > 0)
                .map(ConsultantId::new);
        var starts = row.getObject("starts", LocalDateTime.class);
        var span = Optional.ofNullable(starts == null ? null : span(row, starts));
        return switch (row.getString("purpose")) {
            case "alert" ->
                new CalloutReason.Alert(
                        EnumCodes.constant(CalloutReason.Kind.class, row.getString("kind")), line, consultant, span);
            case "cover" -> new CalloutReason.SeekCover(coverage(row, line), span.orElseThrow());
            case "test" -> new CalloutReason.Test(consultant.orElseThrow(), phone(row));
            default -> throw new IllegalStateException("callout " + row.getLong("id") + ": no such purpose");
        };
    }

    private static LocalSpan span(ResultSet row, LocalDateTime starts) throws SQLException {
        return new LocalSpan(starts, row.getObject("ends", LocalDateTime.class));
    }

    private static DutyScope coverage(ResultSet row, Optional<LineId> line) throws SQLException {
        return line.isPresent()
                ? new DutyScope.OfLine(line.get())
                : new DutyScope.OfRegion(EnumCodes.region(row.getString("region")));
    }

    @Override
    public UUID claim(Callout callout, ConsultantId consultant, Instant at, Instant until) {
        return jdbc.sql("""
            insert into callout_call (callout, consultant, claim, claimed_at, due_at)
            values (:callout, :consultant, gen_random_uuid(), :at, :until)
            on conflict (callout, consultant) do update
            set claim = excluded.claim, claimed_at = excluded.claimed_at, due_at = excluded.due_at, result = null,
                tries = case when callout_call.result is null then callout_call.tries + 1 else 1 end
            returning claim\
            """)
                .param("callout", callout.id())
                .param("consultant", consultant.value())
                .param("at", utc(at))
                .param("until", utc(until))
                .query(UUID.class)
                .single();
    }

    @Override
    public Optional<Ended> finish(UUID claim, Result result, Instant at) {
        return jdbc.sql("""
            update callout_call set result = :result, due_at = :at
            where claim = :claim and result is null
                and exists (select from callout where id = callout and ended_at is null)
            returning callout, consultant\
            """)
                .param("result", result.code())
                .param("at", utc(at))
                .param("claim", claim)
                .query((row, number) -> Map.entry(row.getLong(1), new ConsultantId(row.getInt(2))))
                .optional()
                .flatMap(call -> read("id = :id", Map.of("id", call.getKey())).stream()
                        .findFirst()
                        .map(callout -> new Ended(callout, call.getValue())));
    }

    @Override
    public Optional<Claimed> find(UUID claim) {
        return jdbc.sql("""
            select callout.*, callout_call.consultant as phoned, result from callout_call join callout on id = callout
            where claim = :claim and (ended_at is null or result = 'yes')\
            """)
                .param("claim", claim)
                .query((row, number) -> new Claimed(
                        reason(row),
                        new ConsultantId(row.getInt("phoned")),
                        Optional.ofNullable(row.getString("result"))
                                .map(word -> EnumCodes.constant(Result.class, word))))
                .optional();
    }

    @Override
    public void lose(Callout callout, ConsultantId consultant, Instant at) {
        jdbc.sql("""
            update callout_call set result = 'lost', due_at = :at
            where callout = :callout and consultant = :consultant and result is null\
            """)
                .param("at", utc(at))
                .param("callout", callout.id())
                .param("consultant", consultant.value())
                .update();
    }

    @Override
    public void end(Callout callout, Outcome outcome, List<Outbox.Mail> told, Instant at) {
        transaction.executeWithoutResult(status -> {
            var ended = jdbc.sql(
                            "update callout set ended_at = :at, outcome = :outcome where id = :id and ended_at is null")
                    .param("at", utc(at))
                    .param("outcome", EnumCodes.of(outcome))
                    .param("id", callout.id())
                    .update();
            if (ended == 1) {
                told.forEach(mail -> outbox.add(mail, at));
            }
        });
    }

    @Override
    public boolean confirm(CalloutReason.Test test, Instant at) {
        var verifiedAt = JdbcNumberCodes.verifiedAt(test.phone());
        return jdbc.sql("update consultant set " + verifiedAt + " = :at where id = :id and " + verifiedAt
                                + " is not null")
                        .param("at", utc(at))
                        .param("id", test.consultant().value())
                        .update()
                == 1;
    }

    @Override
    public List<CalloutReason.Test> notVerifiedSince(List<ConsultantId> consultants, Instant since) {
        if (consultants.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
            select consultant, phone from phone_of_a_consultant
            where consultant in (:ids) and (verified_at is null or verified_at < :since) and not lost
            order by consultant, phone\
            """)
                .param("ids", consultants.stream().map(ConsultantId::value).toList())
                .param("since", utc(since))
                .query((row, number) -> new CalloutReason.Test(new ConsultantId(row.getInt("consultant")), phone(row)))
                .list();
    }

    @Override
    public EditResult ask(ConsultantId consultant, WhichPhone phone, Author author) {
        return auditedTransaction.run(() -> {
            if (jdbc.sql("""
                            update consultant set phone_lost_at = null
                            where id = :id and left_on is null and (:phone = 'first' or second_contact is not null)\
                            """)
                            .param("id", consultant.value())
                            .param("phone", EnumCodes.of(phone))
                            .update()
                    == 0) {
                return new EditResult.Refused("consultant_who_has_left_is_not_rung");
            }
            return begin(
                    new CalloutReason.Test(consultant, phone), "test-call-asked", AuditSubject.of(consultant), author);
        });
    }

    @Override
    public EditResult begin(DutyScope dutyScope, LocalSpan span, Author author) {
        if (!dutyScope.servesCallers()) {
            throw new IllegalArgumentException("cover: only a line or a region is searched for");
        }
        return begin(new CalloutReason.SeekCover(dutyScope, span), "cover-sought", AuditSubject.of(dutyScope), author);
    }

    private EditResult begin(CalloutReason reason, String action, AuditSubject subject, Author author) {
        return auditedTransaction.run(() -> alone(() -> {
            if (open().stream().noneMatch(callout -> isSame(callout.reason(), reason))) {
                insert(reason, author.at());
                audit.write(author, action, subject, List.of());
            }
            return new EditResult.Done(subject.toString());
        }));
    }

    private static boolean isSame(CalloutReason before, CalloutReason now) {
        return (before instanceof CalloutReason.SeekCover search && now instanceof CalloutReason.SeekCover wanted)
                ? search.isOfTheGapOf(wanted)
                : before.equals(now);
    }

    private static final String TEST_CALLS = """
        select distinct on (callout.consultant, phone) callout.consultant, phone, raised_at, ended_at, result
        from callout left join callout_call on callout = id
        where purpose = 'test' and outcome is distinct from 'mended'\
        """;

    private static final String NEWEST_FIRST = " order by callout.consultant, phone, raised_at desc";

    @Override
    public Optional<TestCall> last(ConsultantId consultant, WhichPhone phone) {
        return jdbc.sql(TEST_CALLS + " and callout.consultant = :consultant and phone = :phone" + NEWEST_FIRST)
                .param("consultant", consultant.value())
                .param("phone", EnumCodes.of(phone))
                .query((row, number) -> testCall(row))
                .optional();
    }

    @Override
    public List<TestCall> failed(Instant since) {
        return jdbc
                .sql(TEST_CALLS + " and raised_at > :since and (callout.consultant, phone) in"
                        + " (select consultant, phone from phone_of_a_consultant)" + NEWEST_FIRST)
                .param("since", utc(since))
                .query((row, number) -> testCall(row))
                .list()
                .stream()
                .filter(TestCall::failed)
                .sorted(comparing(TestCall::askedAt).reversed())
                .toList();
    }

    @Override
    public int underWay() {
        return jdbc.sql("select count(*) from callout where purpose = 'test' and ended_at is null")
                .query(Integer.class)
                .single();
    }

    @Override
    public Optional<Instant> verifiedAt(ConsultantId consultant, WhichPhone phone) {
        return jdbc.sql("""
            select verified_at from phone_of_a_consultant
            where consultant = :id and phone = :phone and verified_at is not null\
            """)
                .param("id", consultant.value())
                .param("phone", EnumCodes.of(phone))
                .query((row, number) -> instant(row, "verified_at"))
                .optional();
    }

    private static TestCall testCall(ResultSet row) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new TestCall(
                new ConsultantId(row.getInt("consultant")),
                phone(row),
                instant(row, "raised_at"),
                Optional.ofNullable(ended).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("result")));
    }

    private static WhichPhone phone(ResultSet row) throws SQLException {
        return EnumCodes.constant(WhichPhone.class, row.getString("phone"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
