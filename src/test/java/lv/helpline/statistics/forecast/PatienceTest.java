package lv.helpline.statistics.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lv.helpline.statistics.WaitTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

    /// 20,000 callers in queues that are crowded more or less, of whose waits only the classes are known.
    @ParameterizedTest
    @CsvSource({"30, 3", "95, 2", "95, 3", "95, 4", "400, 4"})
    void finds_the_patience_that_made_the_waits(int patience, int consultants) {
        var answered = new TreeMap<Duration, Integer>();
        var left = new TreeMap<Duration, Integer>();
        new QueueSimulation(7, 600, patience)
                .run(
                        20_000 * 100,
                        _ -> 36,
                        36,
                        QueueSimulation.always(consultants),
                        caller ->
                                (caller.answered() ? answered : left).merge(rounded(caller.waited()), 1, Integer::sum));
        var estimated =
                Patience.of(new WaitTimes(answered), new WaitTimes(left)).orElseThrow();
        assertThat(estimated.mean().toMillis() / 1000.0).isCloseTo(patience, within(0.1 * patience));
        assertThat(estimated.from())
                .isEqualTo(left.values().stream().mapToInt(Integer::intValue).sum());
    }

    /// Of 40 who left within a minute, and 60 more who were answered after five to fifteen, few are impatient.
    @Test
    void who_was_answered_before_they_left_counts_too() {
        var left = waits(Map.of(60, 40));
        var alone = Patience.of(waits(Map.of()), left).orElseThrow().mean();
        var together = Patience.of(waits(Map.of(900, 60)), left).orElseThrow().mean();
        assertThat(alone).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
        assertThat(together).isBetween(Duration.ofSeconds(400), Duration.ofSeconds(1_000));
    }

    @Test
    void of_nine_who_left_nothing_is_told() {
        assertThat(Patience.of(waits(Map.of(10, 500)), waits(Map.of(20, 9)))).isEmpty();
        assertThat(Patience.of(waits(Map.of(10, 500)), waits(Map.of(20, 10)))).isPresent();
    }

    private static WaitTimes waits(Map<Integer, Integer> seconds) {
        var counts = new TreeMap<Duration, Integer>();
        seconds.forEach((end, count) -> counts.put(Duration.ofSeconds(end), count));
        return new WaitTimes(counts);
    }

    private static Duration rounded(double seconds) {
        return Stream.of(10, 20, 40, 60, 120, 300, 900, 3_600, 86_400)
                .filter(end -> end >= seconds)
                .findFirst()
                .map(Duration::ofSeconds)
                .orElseThrow();
    }
}
