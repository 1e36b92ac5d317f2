package lv.helpline.testing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lv.helpline.HelplineApplication;
import lv.helpline.roster.Holidays;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.Decision;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

/// This part of the application, as it is wired in production, without the others.
public final class JdbcPart {

    static final CallPathObserver NOBODY = new CallPathObserver() {
        @Override
        public void decided(Decision decision, Duration elapsed) {}

        @Override
        public void refused(Refusal cause) {}

        @Override
        public void spooled(int waiting) {}

        @Override
        public void stored(int records) {}
    };

    private JdbcPart() {}

    public static ApplicationContextRunner over(String url, Path snapshotFile) {
        return new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withInitializer(context -> AutoConfigurationPackages.register(
                        (BeanDefinitionRegistry) context.getBeanFactory(), HelplineApplication.class.getPackageName()))
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class,
                        DataJdbcRepositoriesAutoConfiguration.class,
                        FlywayAutoConfiguration.class))
                .withUserConfiguration(Adapters.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(Holidays.class, () -> date -> Optional.empty())
                .withBean(CallPathObserver.class, () -> NOBODY)
                .withPropertyValues(
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=postgres",
                        "helpline.roster.snapshot-file=" + snapshotFile);
    }

    /// No component itself, or the application would find it among its own.
    @ComponentScan({"lv.helpline.*.jdbc", "lv.helpline.snapshot"})
    private static final class Adapters {}
}
