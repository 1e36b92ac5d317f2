package lv.helpline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ObservationsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Observations observations = new Observations("caller-1");
    private final AtomicInteger seen = new AtomicInteger();

    @Test
    void whoever_waits_gets_what_comes_later() throws Exception {
        var waiting = CompletableFuture.supplyAsync(() -> await(2));
        for (var count = 1; count <= 2; count++) {
            seen.incrementAndGet();
            observations.changed();
        }
        assertThat(waiting.get()).isEqualTo(2);
    }

    @Test
    void whoever_waits_fails_at_once_with_the_reason_when_nothing_more_can_come() {
        var waiting = CompletableFuture.supplyAsync(() -> await(1));
        observations.end("SIPp ended with exit code 255");
        assertThatThrownBy(waiting::join)
                .hasRootCauseInstanceOf(AssertionError.class)
                .hasMessageContaining("caller-1 has not observed a ring but 0, and cannot any more:"
                        + " SIPp ended with exit code 255");
    }

    @Test
    void what_was_observed_before_the_end_counts_and_the_first_reason_stays() {
        seen.set(1);
        observations.end("first");
        observations.end("second");
        assertThat(await(1)).isEqualTo(1);
        assertThatThrownBy(() -> await(2)).hasMessageContaining("first");
    }

    @Test
    void says_what_came_instead_when_the_time_is_up() {
        assertThatThrownBy(() -> observations.await("a ring", () -> false, Duration.ZERO, () -> "a busy tone"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("caller-1 has not observed a ring within 0 s but a busy tone");
    }

    private int await(int count) {
        try {
            return observations.await(
                    "a ring",
                    () -> Optional.of(seen.get()).filter(now -> now >= count),
                    LONG,
                    () -> Integer.toString(seen.get()));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
