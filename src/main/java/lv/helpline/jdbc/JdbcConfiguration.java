package lv.helpline.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Properties;
import javax.sql.DataSource;
import lv.helpline.calllog.CallLog;
import lv.helpline.duty.Holidays;
import lv.helpline.jdbc.NotificationListener.Connections;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.FallbackCopy;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// Nothing here asks the database while the application starts: a router starts and routes with it down.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RosterProperties.class)
@Import(Books.class)
@EnableJdbcRepositories(considerNestedRepositories = true)
public class JdbcConfiguration {

    /// Leaves the migration to the keeper, which tries until the database is there.
    @Bean
    FlywayMigrationStrategy migrationByTheKeeper() {
        return flyway -> {};
    }

    @Bean
    SnapshotKeeper snapshotKeeper(
            Flyway flyway,
            Books books,
            RosterProperties properties,
            Holidays holidays,
            Clock clock,
            JdbcConnectionDetails details,
            DataSource dataSource) {
        var bell = new Bell();
        return new SnapshotKeeper(
                flyway::migrate,
                books,
                new RosterFile(properties.snapshotFile()),
                holidays,
                clock,
                properties.poll(),
                bell,
                new NotificationListener(asInThePool(details, dataSource), bell));
    }

    @Bean
    CallLog callLog(JdbcTemplate jdbc, PlatformTransactionManager transactions, CallPathObserver observer) {
        return new JdbcCallLog(jdbc, transactions, observer);
    }

    @Bean
    FallbackCopy fallbackCopy(JdbcClient jdbc) {
        return new JdbcFallbackCopy(jdbc);
    }

    /// Connections with the pool's settings, the time-outs above all, but outside it.
    private static Connections asInThePool(JdbcConnectionDetails details, DataSource dataSource) {
        return () -> {
            var pool = dataSource.unwrap(HikariDataSource.class);
            var properties = new Properties();
            properties.putAll(pool.getDataSourceProperties());
            putIfThere(properties, "user", details.getUsername());
            putIfThere(properties, "password", details.getPassword());
            return DriverManager.getConnection(details.getJdbcUrl(), properties);
        };
    }

    private static void putIfThere(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
