package lv.helpline.statistics.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallRecord;
import lv.helpline.calllog.DecidedBy;
import lv.helpline.calllog.Outcome;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.statistics.History;
import lv.helpline.statistics.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what `JdbcCallLog` wrote.
@Component
final class JdbcHistory implements History {

    private final JdbcClient jdbc;

    JdbcHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<CallRecord> calls(Period period) {
        return jdbc.sql("""
            select call_id, line, entered_at, decided_by, cast(rules as text[]) as rules, language, outcome, answered_by,
                answered_at, ended_at
            from call_record where entered_at >= :from and entered_at < :until
            order by entered_at, call_id\
            """)
                .param("from", utc(period.from()))
                .param("until", utc(period.until()))
                .query((row, number) -> call(row))
                .list();
    }

    @Override
    public List<Attempt> attempts(Period period) {
        return jdbc.sql("""
            select attempt.* from call_attempt as attempt
            join call_record as call on call.call_id = attempt.call_id
            where call.entered_at >= :from and call.entered_at < :until
            order by attempt.started_at, attempt.consultant\
            """)
                .param("from", utc(period.from()))
                .param("until", utc(period.until()))
                .query((row, number) -> attempt(row))
                .list();
    }

    private static CallRecord call(ResultSet row) throws SQLException {
        return new CallRecord(
                row.getObject("call_id", UUID.class),
                Optional.ofNullable(row.getString("line")),
                getInstant(row, "entered_at"),
                EnumCodes.constant(DecidedBy.class, row.getString("decided_by")),
                EnumCodes.list(row.getArray("rules")).toList(),
                Optional.ofNullable(row.getString("language")).map(Language::new),
                EnumCodes.constant(Outcome.class, row.getString("outcome")),
                Optional.ofNullable(row.getObject("answered_by", Integer.class)).map(ConsultantId::new),
                Optional.ofNullable(instant(row, "answered_at")),
                getInstant(row, "ended_at"));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getObject("call_id", UUID.class),
                new ConsultantId(row.getInt("consultant")),
                getInstant(row, "started_at"),
                getInstant(row, "ended_at"),
                EnumCodes.constant(Attempt.Result.class, row.getString("result")));
    }

    private static Instant getInstant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
