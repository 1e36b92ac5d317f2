package lv.helpline.selfservice.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.roster.ConsultantId;
import lv.helpline.selfservice.Pauses;
import lv.helpline.shared.EditResult;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rests as rows.
@Component
final class JdbcPauses implements Pauses {

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;

    JdbcPauses(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
    }

    @Override
    public EditResult pause(ConsultantId consultant, Instant start, Instant end, Author author) {
        return auditedTransaction.run(() -> {
            var id = jdbc.sql("""
                insert into pause (consultant, starts, ends) values (:consultant, :starts, :ends) returning id\
                """)
                    .param("consultant", consultant.value())
                    .param("starts", start.atOffset(ZoneOffset.UTC))
                    .param("ends", end.atOffset(ZoneOffset.UTC))
                    .query(Integer.class)
                    .single();
            audit.write(
                    author,
                    "pause-added",
                    AuditSubject.of(consultant),
                    List.of(
                            Change.added("starts", new AuditValue.Moment(start)),
                            Change.added("ends", new AuditValue.Moment(end))));
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public EditResult resume(ConsultantId consultant, Instant at, Author author) {
        return auditedTransaction.run(() -> {
            jdbc.sql("delete from pause where consultant = :consultant and starts >= :at")
                    .param("consultant", consultant.value())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
            jdbc.sql("update pause set ends = :at where consultant = :consultant and ends > :at")
                    .param("consultant", consultant.value())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
            audit.write(
                    author,
                    "pause-ended",
                    AuditSubject.of(consultant),
                    List.of(Change.added("ends", new AuditValue.Moment(at))));
            return new EditResult.Done(consultant.toString());
        });
    }
}
