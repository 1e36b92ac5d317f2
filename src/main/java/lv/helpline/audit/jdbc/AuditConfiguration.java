package lv.helpline.audit.jdbc;

import lv.helpline.audit.AuditKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// The audit and the key that signs it.
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AuditConfiguration.class);

    @Bean
    JdbcAudit audit(JdbcClient jdbc, PlatformTransactionManager transactions, Environment settings) {
        return new JdbcAudit(jdbc, transactions, keysOrNone(settings));
    }

    /// A router starts whatever is wrong with its key, for calls need no audit.
    private static AuditKeys keysOrNone(Environment settings) {
        try {
            return AuditCheck.keys(settings);
        } catch (IllegalArgumentException wrong) {
            LOG.error("The audit is signed by no key. {}", wrong.getMessage());
            return AuditKeys.NONE;
        }
    }
}
