package lv.helpline.planning.jdbc;

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
import lv.helpline.shared.jdbc.WallClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Wishes as rows.
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
        return jdbc.sql("select id, consultant, starts, ends from rather_not where ends > :past order by starts, id")
                .param("past", past)
                .query((row, number) -> new Entry(
                        row.getInt("id"),
                        new DutyPreference(
                                new ConsultantId(row.getInt("consultant")),
                                new LocalSpan(WallClock.starts(row), WallClock.ends(row)))))
                .list();
    }

    @Override
    public EditResult add(DutyPreference wish, Author author) {
        return auditedTransaction.run(() -> {
            var id = jdbc.sql("""
                insert into rather_not (consultant, starts, ends) values (:consultant, :starts, :ends) returning id\
                """)
                    .param("consultant", wish.consultant().value())
                    .param("starts", wish.span().start())
                    .param("ends", wish.span().end())
                    .query(Integer.class)
                    .single();
            audit.write(
                    author,
                    "wish-added",
                    AuditSubject.of(wish.consultant()),
                    List.of(Change.added("time", new AuditValue.Span(wish.span()))));
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public EditResult remove(ConsultantId consultant, int id, Author author) {
        return auditedTransaction.run(() -> {
            var removed = jdbc.sql("""
                delete from rather_not where id = :id and consultant = :consultant returning starts, ends\
                """)
                    .param("id", id)
                    .param("consultant", consultant.value())
                    .query((row, number) -> new LocalSpan(WallClock.starts(row), WallClock.ends(row)))
                    .optional();
            if (removed.isEmpty()) {
                return new EditResult.Outdated();
            }
            audit.write(
                    author,
                    "wish-removed",
                    AuditSubject.of(consultant),
                    List.of(Change.removed("time", new AuditValue.Span(removed.get()))));
            return new EditResult.Done(Integer.toString(id));
        });
    }
}
