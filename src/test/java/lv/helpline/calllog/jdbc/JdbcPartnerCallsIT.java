package lv.helpline.calllog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import lv.helpline.calllog.CallLog.CallLogUnavailable;
import lv.helpline.calllog.PartnerCalls.Count;
import lv.helpline.testing.Postgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class JdbcPartnerCallsIT {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final String LATGALE = "25723222";

    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(Postgres.freshDatabase()));

    /// One Asterisk tells two routers what it has counted, twice the same and once late; another has its own count.
    @Test
    void each_call_is_counted_once() {
        var routers = List.of(new JdbcPartnerCalls(jdbc), new JdbcPartnerCalls(jdbc));
        var here = UUID.randomUUID();
        var elsewhere = UUID.randomUUID();
        Stream.of(1, 2, 12, 12, 11)
                .forEach(calls -> routers.get(calls % 2).store(List.of(new Count(here, OCTOBER, LATGALE, calls))));
        routers.getFirst().store(List.of(new Count(elsewhere, OCTOBER, LATGALE, 3)));
        routers.getLast().store(List.of(new Count(elsewhere, OCTOBER, LATGALE, 3)));
        assertThat(counted()).containsExactly("2026-10-01 25723222 3", "2026-10-01 25723222 12");
    }

    @Test
    void a_line_that_is_none_of_ours_stops_nothing() {
        new JdbcPartnerCalls(jdbc)
                .store(List.of(
                        new Count(UUID.randomUUID(), OCTOBER, "29123456", 3),
                        new Count(UUID.randomUUID(), OCTOBER, LATGALE, 4)));
        assertThat(counted()).containsExactly("2026-10-01 25723222 4");
    }

    @Test
    void without_a_database_it_says_so() {
        var nowhere = JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none"));
        assertThatThrownBy(() ->
                        new JdbcPartnerCalls(nowhere).store(List.of(new Count(UUID.randomUUID(), OCTOBER, LATGALE, 4))))
                .isInstanceOf(CallLogUnavailable.class);
    }

    private List<@Nullable String> counted() {
        return jdbc.sql("select month || ' ' || line || ' ' || calls from partner_call_tally order by calls")
                .query(String.class)
                .list();
    }
}
