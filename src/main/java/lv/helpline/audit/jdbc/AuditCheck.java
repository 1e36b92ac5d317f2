package lv.helpline.audit.jdbc;

import java.io.PrintStream;
import java.util.List;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditKeys;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// The command that goes through the audit's chain, with a router's settings but without a router.
public final class AuditCheck {

    private AuditCheck() {}

    /// No component, or the application would find it among its own.
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    static class Part {}

    /// @param arguments settings, as a router takes them
    /// @return the exit code: 0 when the audit is whole; 1 when something was changed, left out, put in between or
    /// cut off, or when the key is missing
    public static int run(PrintStream out, String... arguments) {
        try (var part = new SpringApplicationBuilder(Part.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(arguments)) {
            var verdict = new JdbcAudit(
                            part.getBean(JdbcClient.class),
                            part.getBean(PlatformTransactionManager.class),
                            keys(part.getEnvironment()))
                    .verify();
            out.printf("audit: %s%n", said(verdict));
            return verdict.isWhole() ? 0 : 1;
        }
    }

    /// The first that is wrong, or that nothing is.
    private static String said(Audit.Verdict verdict) {
        if (verdict.sealed() == Audit.Sealed.UNREADABLE) {
            return "it has a key; give the routers' helpline.web.key, such as HELPLINE_WEB_KEY=… in the environment";
        }
        if (verdict.broken().isPresent()) {
            return "broken at entry " + verdict.broken().get() + " of " + verdict.entries();
        }
        if (verdict.unkeyed().isPresent()) {
            return "entry " + verdict.unkeyed().get()
                    + " has no key: a router without helpline.web.key wrote it, or somebody else did";
        }
        return switch (verdict.sealed()) {
            case BROKEN ->
                "its end does not fit the seal: entries after entry " + verdict.entries()
                        + " were removed, or the seal was changed";
            case MISSING -> "it has no seal: somebody took it away, or no router with helpline.web.key has started yet";
            case FITS, NEVER, UNREADABLE ->
                verdict.entries() + " entries, whole; the last hash is " + verdict.lastHash();
        };
    }

    /// @throws IllegalArgumentException when `helpline.web.key` or one of `helpline.web.former-keys` is no key
    public static AuditKeys keys(Environment settings) {
        return AuditKeys.of(
                settings.getProperty("helpline.web.key", ""),
                List.of(settings.getProperty("helpline.web.former-keys", String[].class, new String[0])));
    }
}
