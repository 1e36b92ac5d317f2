package lv.helpline.jdbc;

import java.io.PrintStream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// The command that goes through the audit's chain, with a router's settings but without a router.
public final class AuditCheck {

    private AuditCheck() {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    static class Part {}

    /// @param arguments settings, as a router takes them
    /// @return the exit code: 0 when nothing was changed, left out or put in between, 1 when something was
    public static int run(PrintStream out, String... arguments) {
        try (var part = new SpringApplicationBuilder(Part.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(arguments)) {
            var verdict = new JdbcAudit(part.getBean(JdbcClient.class), part.getBean(PlatformTransactionManager.class))
                    .verify();
            verdict.broken()
                    .ifPresentOrElse(
                            entry -> out.printf("audit: broken at entry %d of %d%n", entry, verdict.entries()),
                            () -> out.printf(
                                    "audit: %d entries, whole; the last hash is %s%n",
                                    verdict.entries(), verdict.lastHash()));
            return verdict.broken().isPresent() ? 1 : 0;
        }
    }
}
