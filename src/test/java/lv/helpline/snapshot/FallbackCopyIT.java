package lv.helpline.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class FallbackCopyIT {

    private static final Instant TEN = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void the_last_time_counts_whichever_router_tells_it_later() {
        var copy = new JdbcFallbackCopy(JdbcClient.create(new DriverManagerDataSource(Postgres.demoDatabase())));

        assertThat(copy.lastSeen()).isEmpty();
        copy.seen(TEN);
        copy.seen(TEN.plusSeconds(60));
        copy.seen(TEN.plusSeconds(30));
        assertThat(copy.lastSeen()).hasValue(TEN.plusSeconds(60));
    }

    @Test
    void a_database_that_is_down_holds_up_no_refresh() {
        var copy = new JdbcFallbackCopy(
                JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/helpline")));

        assertThatCode(() -> copy.seen(TEN)).doesNotThrowAnyException();
    }
}
