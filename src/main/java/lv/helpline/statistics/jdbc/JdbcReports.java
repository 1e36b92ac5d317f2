package lv.helpline.statistics.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.roster.Region;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.statistics.CallOutcomeGroup;
import lv.helpline.statistics.Quarter;
import lv.helpline.statistics.Report;
import lv.helpline.statistics.Reports;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reports as rows that no trigger lets anybody change.
@Component
final class JdbcReports implements Reports {

    private static final String ALL = "all";

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;

    JdbcReports(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
    }

    @Override
    public List<Quarter> quarters() {
        return jdbc.sql("select quarter from report order by quarter desc")
                .query((row, number) -> Quarter.parse(row.getString("quarter")).orElseThrow())
                .list();
    }

    @Override
    public Optional<Published> find(Quarter quarter) {
        return jdbc.sql("select published_at from report where quarter = :quarter")
                .param("quarter", quarter.toString())
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional()
                .map(at -> published(quarter, at));
    }

    private Published published(Quarter quarter, Instant at) {
        return new Published(
                new Report(
                        quarter,
                        jdbc.sql("select * from report_figure where quarter = :quarter")
                                .param("quarter", quarter.toString())
                                .query((row, number) -> figure(row))
                                .list()),
                at);
    }

    @Override
    public EditResult publish(Report report, Author author) {
        return auditedTransaction.run(() -> {
            var quarter = report.quarter().toString();
            var added = jdbc.sql("""
                insert into report (quarter, published_at) values (:quarter, :at) on conflict do nothing\
                """)
                    .param("quarter", quarter)
                    .param("at", author.at().atOffset(ZoneOffset.UTC))
                    .update();
            if (added == 0) {
                return new EditResult.Outdated();
            }
            for (var figure : report.figures()) {
                jdbc.sql("""
                    insert into report_figure (quarter, region, ending, shown)
                    values (:quarter, :region, :ending, :shown)\
                    """)
                        .param("quarter", quarter)
                        .param("region", figure.region().map(EnumCodes::of).orElse(ALL))
                        .param(
                                "ending",
                                figure.ending().map(CallOutcomeGroup::word).orElse(ALL))
                        .param(
                                "shown",
                                figure.shown().isPresent() ? figure.shown().getAsInt() : null,
                                Types.INTEGER)
                        .update();
            }
            audit.write(
                    author,
                    "report-published",
                    AuditSubject.report(quarter),
                    List.of(Change.added("calls", new AuditValue.Text(total(report)))));
            return new EditResult.Done(quarter);
        });
    }

    private static String total(Report report) {
        var total = report.shown(Optional.empty(), Optional.empty());
        return total.isPresent() ? Integer.toString(total.getAsInt()) : "–";
    }

    private static Report.Figure figure(ResultSet row) throws SQLException {
        var shown = row.getObject("shown", Integer.class);
        return new Report.Figure(
                one(row.getString("region")).map(word -> EnumCodes.constant(Region.class, word)),
                one(row.getString("ending")).map(word -> EnumCodes.constant(CallOutcomeGroup.class, word)),
                shown == null ? OptionalInt.empty() : OptionalInt.of(shown));
    }

    private static Optional<String> one(String word) {
        return Optional.of(word).filter(each -> !each.equals(ALL));
    }
}
