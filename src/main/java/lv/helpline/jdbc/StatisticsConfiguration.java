package lv.helpline.jdbc;

import lv.helpline.admin.Campaigns;
import lv.helpline.admin.Reports;
import lv.helpline.statistics.History;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What statistics are made of, and what comes of them. No call needs any of it.
@Configuration(proxyBeanMethods = false)
public class StatisticsConfiguration {

    @Bean
    History history(JdbcClient jdbc) {
        return new JdbcHistory(jdbc);
    }

    @Bean
    Campaigns campaigns(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        return new JdbcCampaigns(jdbc, edits, audit);
    }

    @Bean
    Reports reports(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        return new JdbcReports(jdbc, edits, audit);
    }
}
