package lv.helpline.statistics.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErlangATest {

    private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration NEVER = Duration.ofNanos(1);
    private static final Duration IN_TIME = Duration.ofSeconds(20);

    /// Garnett, Mandelbaum and Reiman (2002), table 1: 48 calls a minute of a minute each, patience of two
    /// minutes, 50 consultants. 3.1 % leave, and callers wait 3.7 s on average; without leaving (Erlang C) it
    /// would be 20.8 s.
    @Test
    void gives_the_figures_of_the_published_example() {
        var minute = Duration.ofMinutes(1);
        var published = new ErlangA(48 * 60, minute, Duration.ofMinutes(2), 50);
        assertThat(published.leaving()).isCloseTo(0.031, within(0.0005));
        assertThat(published.meanWait().toMillis()).isCloseTo(3_700, within(50L));
        assertThat(new ErlangA(48 * 60, minute, EVER, 50).meanWait().toMillis()).isCloseTo(20_800, within(100L));
    }

    /// Published tables of Erlang C, the probability of waiting: 1 consultant with 0.5 Erlang, 2 with 1, 10
    /// with 7, 10 with 9; and the rest of the wait is exponential.
    @ParameterizedTest
    @CsvSource({"1, 0.5, 0.5", "2, 1, 0.3333", "10, 7, 0.2217", "10, 9, 0.6687", "300, 280, 0.1638"})
    void is_erlang_c_when_nobody_leaves(int consultants, double erlang, double waits) {
        var queue = new ErlangA(erlang * 6, Duration.ofMinutes(10), EVER, consultants);
        assertThat(1 - queue.answeredWithin(Duration.ZERO)).isCloseTo(waits, within(0.0001));
        assertThat(1 - queue.answeredWithin(Duration.ofMinutes(1)))
                .isCloseTo(waits * Math.exp(-(consultants - erlang) / 10), within(0.0001));
        assertThat(queue.leaving()).isCloseTo(0, within(1e-9));
        assertThat(queue.meanWait().toMillis() / 1000.0).isCloseTo(waits * 600 / (consultants - erlang), within(0.3));
    }

    /// Published tables of Erlang B, the probability of being lost: 1 line with 1 Erlang, 2 with 1, 5 with 3,
    /// 10 with 5, 100 with 84.06.
    @ParameterizedTest
    @CsvSource({"1, 1, 0.5", "2, 1, 0.2", "5, 3, 0.1101", "10, 5, 0.0184", "100, 84.06, 0.01"})
    void is_erlang_b_when_nobody_waits(int consultants, double erlang, double lost) {
        var queue = new ErlangA(erlang * 6, Duration.ofMinutes(10), NEVER, consultants);
        assertThat(queue.leaving()).isCloseTo(lost, within(0.0001));
        assertThat(queue.answeredWithin(IN_TIME)).isCloseTo(1 - lost, within(0.0001));
        assertThat(queue.meanWait()).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void with_nobody_on_duty_everybody_leaves_after_their_patience() {
        var queue = new ErlangA(12, Duration.ofMinutes(10), Duration.ofSeconds(95), 0);
        assertThat(queue.answeredWithin(Duration.ofDays(1))).isZero();
        assertThat(queue.leaving()).isCloseTo(1, within(1e-9));
        assertThat(queue.meanWait().toMillis()).isCloseTo(95_000, within(1L));
    }

    @Test
    void whoever_calls_where_nobody_else_does_is_answered_at_once() {
        var queue = new ErlangA(0, Duration.ofMinutes(10), Duration.ofSeconds(95), 1);
        assertThat(queue.answeredWithin(Duration.ZERO)).isEqualTo(1);
        assertThat(queue.leaving()).isZero();
        assertThat(queue.meanWait()).isZero();
        assertThat(new ErlangA(0, Duration.ofMinutes(10), Duration.ofSeconds(95), 0).answeredWithin(IN_TIME))
                .isZero();
    }

    /// 600 busy, and hundreds who wait.
    @Test
    void is_stable_for_hundreds_of_callers() {
        var crowded = new ErlangA(6_000, Duration.ofMinutes(10), Duration.ofMinutes(5), 600);
        assertThat(crowded.leaving()).isCloseTo(0.4, within(1e-6));
        assertThat(crowded.answeredWithin(IN_TIME)).isBetween(0.0, 1e-6);
        assertThat(crowded.answeredWithin(Duration.ofDays(1))).isCloseTo(0.6, within(1e-6));
        var hopeless = new ErlangA(6_000, Duration.ofMinutes(10), EVER, 600);
        assertThat(hopeless.answeredWithin(IN_TIME)).isBetween(0.0, 0.01);
    }

    @Test
    void takes_no_queue_that_cannot_be() {
        var minute = Duration.ofMinutes(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new ErlangA(-1, minute, minute, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ErlangA(1, Duration.ZERO, minute, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ErlangA(1, minute, Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ErlangA(1, minute, minute, -1));
    }

    /// Whoever is not answered in the end has left; the rate at which callers leave is that of all who wait
    /// (Little's law); and one more consultant makes nothing worse.
    @Property(tries = 300)
    void what_must_hold_of_any_queue_holds(
            @ForAll @DoubleRange(min = 0.01, max = 900) double perHour,
            @ForAll @IntRange(min = 10, max = 3_600) int holding,
            @ForAll @IntRange(min = 5, max = 1_800) int patience,
            @ForAll @IntRange(min = 0, max = 200) int consultants) {
        var queue = queue(perHour, holding, patience, consultants);
        var more = queue(perHour, holding, patience, consultants + 1);
        assertThat(queue.answeredWithin(Duration.ofDays(300)) + queue.leaving()).isCloseTo(1, within(1e-6));
        assertThat(queue.meanWait().toMillis() / 1000.0).isCloseTo(queue.leaving() * patience, within(0.01));
        assertThat(queue.answeredWithin(Duration.ZERO)).isLessThanOrEqualTo(queue.answeredWithin(IN_TIME) + 1e-9);
        assertThat(queue.answeredWithin(IN_TIME)).isBetween(0.0, more.answeredWithin(IN_TIME) + 1e-9);
        assertThat(queue.leaving()).isGreaterThanOrEqualTo(more.leaving() - 1e-9);
    }

    private static ErlangA queue(double perHour, int holding, int patience, int consultants) {
        return new ErlangA(perHour, Duration.ofSeconds(holding), Duration.ofSeconds(patience), consultants);
    }
}
