package lv.helpline.snapshot;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import lv.helpline.roster.Holidays;
import lv.helpline.routing.FallbackCopy;
import lv.helpline.snapshot.NotificationListener.Connections;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Nothing here asks the database while the application starts: a router starts and routes with it down.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RosterProperties.class)
@Import(RosterReader.class)
@EnableJdbcRepositories(considerNestedRepositories = true)
class SnapshotConfiguration {

    /// Leaves the migration to the keeper, which tries until the database is there.
    @Bean
    FlywayMigrationStrategy migrationByTheKeeper() {
        return flyway -> {};
    }

    /// A role of its own for migrations waits for the database no longer than the pool does.
    @Bean
    FlywayConfigurationCustomizer timeOutsOfMigrations(
            FlywayProperties flyway, JdbcConnectionDetails details, DataSource dataSource) {
        return configuration -> {
            if (flyway.getUser() != null) {
                var properties = propertiesOfThePool(dataSource);
                putIfThere(properties, "user", flyway.getUser());
                putIfThere(properties, "password", flyway.getPassword());
                var migrations =
                        new DriverManagerDataSource(Objects.requireNonNullElse(flyway.getUrl(), details.getJdbcUrl()));
                migrations.setConnectionProperties(properties);
                configuration.dataSource(migrations);
            }
        };
    }

    @Bean
    SnapshotKeeper snapshotKeeper(
            Flyway flyway,
            RosterReader rosterReader,
            RosterProperties properties,
            Holidays holidays,
            Clock clock,
            JdbcConnectionDetails details,
            DataSource dataSource) {
        var refreshSignal = new RefreshSignal();
        return new SnapshotKeeper(
                flyway::migrate,
                rosterReader,
                new RosterFile(properties.snapshotFile()),
                holidays,
                clock,
                properties.poll(),
                refreshSignal,
                new NotificationListener(asInThePool(details, dataSource), refreshSignal));
    }

    @Bean
    FallbackCopy fallbackCopy(JdbcClient jdbc) {
        return new JdbcFallbackCopy(jdbc);
    }

    @Bean
    WriteProbe databaseWrites(JdbcClient jdbc, Clock clock) {
        return new WriteProbe(jdbc, clock);
    }

    /// Before the pool gives its first connection.
    @Bean
    static BeanPostProcessor noConnectionToAStandby() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.setExceptionOverride(new ReadOnlyServers(pool));
                }
                return bean;
            }
        };
    }

    /// Connections with the pool's settings, the time-outs above all, but outside it.
    private static Connections asInThePool(JdbcConnectionDetails details, DataSource dataSource) {
        return () -> {
            var properties = propertiesOfThePool(dataSource);
            putIfThere(properties, "user", details.getUsername());
            putIfThere(properties, "password", details.getPassword());
            return DriverManager.getConnection(details.getJdbcUrl(), properties);
        };
    }

    private static Properties propertiesOfThePool(DataSource dataSource) {
        var properties = new Properties();
        properties.putAll(pool(dataSource).getDataSourceProperties());
        return properties;
    }

    private static HikariDataSource pool(DataSource dataSource) {
        try {
            return dataSource.unwrap(HikariDataSource.class);
        } catch (SQLException noPool) {
            throw new IllegalStateException(noPool);
        }
    }

    private static void putIfThere(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
