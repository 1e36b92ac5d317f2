package lv.helpline.identity.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lv.helpline.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class FailedAttemptsIT {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String KEY = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(Postgres.freshDatabase()));
    private final JdbcFailedAttempts failedAttempts = new JdbcFailedAttempts(jdbc);
    private final JdbcFailedAttempts ofAnotherRouter = new JdbcFailedAttempts(jdbc);

    @Test
    void waits_twice_as_long_each_time_up_to_the_limit_after_some_free_tries() {
        var at = NOW;
        for (var wait : new int[] {0, 0, 1, 2, 4, 8, 10, 10}) {
            assertThat(failedAttempts.charge(KEY, 3, LONGEST, at)).isZero();
            assertThat(ofAnotherRouter.waiting(KEY, at)).isEqualTo(Duration.ofSeconds(wait));
            at = at.plusSeconds(wait);
        }
    }

    @Test
    void a_try_that_comes_too_soon_is_told_how_long_and_is_not_counted() {
        tryTimes(3);
        assertThat(ofAnotherRouter.charge(KEY, 3, LONGEST, NOW)).isEqualTo(Duration.ofSeconds(1));
        assertThat(failedAttempts.charge(KEY, 3, LONGEST, NOW)).isEqualTo(Duration.ofSeconds(1));
        assertThat(failedAttempts.charge(KEY, 3, LONGEST, NOW.plusSeconds(1))).isZero();
        assertThat(failedAttempts.waiting(KEY, NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(2));
    }

    /// Each router sees that nothing has to wait, and all ask at once.
    @Test
    void of_many_at_once_no_more_get_through_than_are_free() throws Exception {
        var start = new CountDownLatch(1);
        var through = new ArrayList<Boolean>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 16)
                    .mapToObj(i -> executor.submit(() -> {
                        start.await();
                        return (i % 2 == 0 ? failedAttempts : ofAnotherRouter)
                                .charge(KEY, 3, LONGEST, NOW)
                                .isZero();
                    }))
                    .toList();
            start.countDown();
            for (var each : tries) {
                through.add(each.get(1, TimeUnit.MINUTES));
            }
        }
        assertThat(through.stream().filter(each -> each)).hasSize(3);
    }

    @Test
    void a_right_one_is_given_back_and_the_others_stay() {
        tryTimes(3);
        failedAttempts.refund(KEY, NOW);
        assertThat(failedAttempts.waiting(KEY, NOW)).isZero();
        assertThat(failedAttempts.charge(KEY, 3, LONGEST, NOW)).isZero();
        assertThat(failedAttempts.waiting(KEY, NOW)).isEqualTo(Duration.ofSeconds(1));
        failedAttempts.forget(KEY);
        assertThat(failedAttempts.waiting(KEY, NOW)).isZero();
    }

    @Test
    void knows_nothing_against_others_and_forgets_after_an_hour() {
        tryTimes(3);
        assertThat(failedAttempts.waiting(OTHER, NOW)).isZero();
        var later = NOW.plus(Duration.ofHours(1));
        assertThat(failedAttempts.charge(OTHER, 3, LONGEST, later)).isZero();
        assertThat(jdbc.sql("select count(*) from guess where key_hash = :key")
                        .param("key", KEY)
                        .query(Integer.class)
                        .single())
                .as("nothing is kept longer")
                .isZero();
        assertThat(failedAttempts.charge(KEY, 3, LONGEST, later)).isZero();
        assertThat(failedAttempts.waiting(KEY, later)).isZero();
    }

    private void tryTimes(int many) {
        for (var i = 0; i < many; i++) {
            assertThat(failedAttempts.charge(KEY, 3, LONGEST, NOW)).isZero();
        }
    }
}
