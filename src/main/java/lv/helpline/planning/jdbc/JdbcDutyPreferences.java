package lv.helpline.planning.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.planning.DutyPreferences;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.staffing.DutyPreference;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.shared.jdbc.WallClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Preferences as rows.
@Component
final class JdbcDutyPreferences implements DutyPreferences {

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;

    JdbcDutyPreferences(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
    }

    @Override
    public List<Entry> endingAfter(LocalDateTime past) {
        return jdbc.sql("select * from duty_preference where ends > :past order by starts, id")
                .param("past", past)
                .query((row, number) -> new Entry(row.getInt("id"), preference(row)))
                .list();
    }

    @Override
    public EditResult add(DutyPreference preference, Author author) {
        return auditedTransaction.run(() -> {
            var id = jdbc.sql("""
                insert into duty_preference (consultant, kind, starts, ends)
                values (:consultant, :kind, :starts, :ends) returning id\
                """)
                    .param("consultant", preference.consultant().value())
                    .param("kind", EnumCodes.of(preference.kind()))
                    .param("starts", preference.span().start())
                    .param("ends", preference.span().end())
                    .query(Integer.class)
                    .single();
            audit.write(
                    author,
                    "preference-added",
                    AuditSubject.of(preference.consultant()),
                    List.of(
                            Change.added("preference", word(preference)),
                            Change.added("time", new AuditValue.Span(preference.span()))));
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public EditResult remove(ConsultantId consultant, int id, Author author) {
        return auditedTransaction.run(() -> {
            var removed = jdbc.sql("""
                delete from duty_preference where id = :id and consultant = :consultant returning *\
                """)
                    .param("id", id)
                    .param("consultant", consultant.value())
                    .query((row, number) -> preference(row))
                    .optional();
            if (removed.isEmpty()) {
                return new EditResult.Outdated();
            }
            audit.write(
                    author,
                    "preference-removed",
                    AuditSubject.of(consultant),
                    List.of(
                            Change.removed("preference", word(removed.get())),
                            Change.removed(
                                    "time", new AuditValue.Span(removed.get().span()))));
            return new EditResult.Done(Integer.toString(id));
        });
    }

    private static AuditValue word(DutyPreference preference) {
        return new AuditValue.Word("duty.kind", EnumCodes.of(preference.kind()));
    }

    private static DutyPreference preference(ResultSet row) throws SQLException {
        return new DutyPreference(
                new ConsultantId(row.getInt("consultant")),
                EnumCodes.constant(DutyPreference.Kind.class, row.getString("kind")),
                new LocalSpan(WallClock.starts(row), WallClock.ends(row)));
    }
}
