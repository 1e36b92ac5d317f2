package lv.helpline.statistics.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.shared.EditResult;
import lv.helpline.statistics.Campaign;
import lv.helpline.statistics.Campaigns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Campaigns as rows.
@Component
final class JdbcCampaigns implements Campaigns {

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;

    JdbcCampaigns(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
    }

    @Override
    public List<Campaign> all() {
        return jdbc.sql("select * from campaign order by held_on, id")
                .query((row, number) -> campaign(row))
                .list();
    }

    @Override
    public EditResult add(LocalDate day, String note, Author author) {
        return auditedTransaction.run(() -> {
            var id = jdbc.sql("insert into campaign (held_on, note) values (:day, :note) returning id")
                    .param("day", day)
                    .param("note", note)
                    .query(Integer.class)
                    .single();
            audit.write(
                    author,
                    "campaign-added",
                    AuditSubject.campaign(day),
                    List.of(Change.added("note", new AuditValue.Text(note))));
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public EditResult remove(int id, Author author) {
        return auditedTransaction.run(() -> {
            var removed = jdbc.sql("delete from campaign where id = :id returning *")
                    .param("id", id)
                    .query((row, number) -> campaign(row))
                    .optional();
            if (removed.isEmpty()) {
                return new EditResult.Outdated();
            }
            audit.write(
                    author,
                    "campaign-removed",
                    AuditSubject.campaign(removed.get().day()),
                    List.of(Change.removed(
                            "note", new AuditValue.Text(removed.get().note()))));
            return new EditResult.Done(Integer.toString(id));
        });
    }

    private static Campaign campaign(ResultSet row) throws SQLException {
        return new Campaign(row.getInt("id"), row.getObject("held_on", LocalDate.class), row.getString("note"));
    }
}
