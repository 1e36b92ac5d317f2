package lv.helpline.statistics.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
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

    private static final String WITH_LINES = """
        select *, array(select line::text from campaign_line where campaign_line.campaign = campaign.id) as lines
        from campaign where %s order by held_on, id\
        """;

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
        return jdbc.sql(WITH_LINES.formatted("true"))
                .query((row, number) -> campaign(row))
                .list();
    }

    @Override
    public EditResult add(Campaign campaign, Author author) {
        return auditedTransaction.run(() -> {
            var id = jdbc.sql("""
                insert into campaign (held_on, held_until, factor, note)
                values (:day, nullif(cast(:until as date), :day), :factor, :note) returning id\
                """)
                    .param("day", campaign.day())
                    .param("until", campaign.until())
                    .param(
                            "factor",
                            campaign.factor().isPresent() ? campaign.factor().getAsDouble() : null,
                            Types.NUMERIC)
                    .param("note", campaign.note())
                    .query(Integer.class)
                    .single();
            for (var line : campaign.lines()) {
                jdbc.sql("insert into campaign_line (campaign, line) values (:campaign, :line)")
                        .param("campaign", id)
                        .param("line", line)
                        .update();
            }
            audit.write(author, "campaign-added", AuditSubject.campaign(campaign.day()), told(campaign, Change::added));
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public EditResult remove(int id, Author author) {
        return auditedTransaction.run(() -> {
            var removed = jdbc.sql(WITH_LINES.formatted("id = :id"))
                    .param("id", id)
                    .query((row, number) -> campaign(row))
                    .optional();
            if (removed.isEmpty()
                    || jdbc.sql("delete from campaign where id = :id")
                                    .param("id", id)
                                    .update()
                            == 0) {
                return new EditResult.Outdated();
            }
            audit.write(
                    author,
                    "campaign-removed",
                    AuditSubject.campaign(removed.get().day()),
                    told(removed.get(), Change::removed));
            return new EditResult.Done(Integer.toString(id));
        });
    }

    /// The note always; of the rest what is there.
    private static List<Change> told(Campaign campaign, BiFunction<String, AuditValue, Change> change) {
        var told = new ArrayList<Change>();
        told.add(change.apply("note", new AuditValue.Text(campaign.note())));
        if (!campaign.until().equals(campaign.day())) {
            told.add(change.apply("held-until", new AuditValue.Day(campaign.until())));
        }
        if (!campaign.lines().isEmpty()) {
            told.add(change.apply("lines", new AuditValue.Text(String.join(", ", new TreeSet<>(campaign.lines())))));
        }
        campaign.factor()
                .ifPresent(factor -> told.add(change.apply("factor", new AuditValue.Text(Double.toString(factor)))));
        return told;
    }

    private static Campaign campaign(ResultSet row) throws SQLException {
        var day = row.getObject("held_on", LocalDate.class);
        var until = row.getObject("held_until", LocalDate.class);
        var factor = row.getBigDecimal("factor");
        return new Campaign(
                row.getInt("id"),
                day,
                until == null ? day : until,
                Set.of((String[]) row.getArray("lines").getArray()),
                factor == null ? OptionalDouble.empty() : OptionalDouble.of(factor.doubleValue()),
                row.getString("note"));
    }
}
