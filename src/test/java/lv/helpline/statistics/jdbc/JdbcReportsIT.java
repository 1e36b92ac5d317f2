package lv.helpline.statistics.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import lv.helpline.audit.AuditKeys;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.statistics.Reports;
import lv.helpline.statistics.ReportsContract;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class JdbcReportsIT implements ReportsContract {

    private final DriverManagerDataSource database = new DriverManagerDataSource(Postgres.freshDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
    private final JdbcAudit audit = new JdbcAudit(jdbc, transactions, AuditKeys.NONE);
    private final JdbcReports reports = new JdbcReports(jdbc, new AuditedTransaction(transactions), audit);

    @Override
    public Reports reports() {
        return reports;
    }

    @Test
    void the_audit_has_it() {
        reports.publish(ReportsContract.report(QUARTER, 23), AUTHOR);
        reports.publish(ReportsContract.report(QUARTER, 23), AUTHOR);
        assertThat(audit.newest(Optional.empty(), 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.action() + " " + entry.subject())
                        .isEqualTo("report-published report 2026-Q3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update report_figure set shown = 30 where shown = 25",
                "delete from report_figure",
                "update report set published_at = now()",
                "truncate report, report_figure"
            })
    void nobody_changes_one(String sql) {
        reports.publish(ReportsContract.report(QUARTER, 23), AUTHOR);
        assertThatThrownBy(() -> jdbc.sql(sql).update()).rootCause().hasMessageContaining("stays as it was published");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 9, 12})
    void the_table_has_no_room_for_a_small_or_an_exact_count(int count) {
        jdbc.sql("insert into report (quarter, published_at) values ('2026-Q3', now())")
                .update();
        assertThatThrownBy(() -> jdbc.sql("insert into report_figure values ('2026-Q3', 'riga', 'closed', :count)")
                        .param("count", count)
                        .update())
                .hasMessageContaining("report_figure_is_10_or_more_and_rounded_to_5");
    }
}
