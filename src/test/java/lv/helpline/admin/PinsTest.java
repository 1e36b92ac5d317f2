package lv.helpline.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "3, 1", "4, 2", "9, 64", "10, 120", "11, 120", "1000000, 120"})
    void the_wait_doubles_with_each_failure_and_is_bounded(int failed, int seconds) {
        assertThat(Pins.waitAfter(failed)).isEqualTo(Duration.ofSeconds(seconds));
    }

    /// One telephone line, busy day and night: whoever guesses so finds one PIN in two after more than a year.
    @Test
    void guessing_takes_years() {
        var aDay = Duration.ofDays(1);
        var guesses = IntStream.iterate(0, failed -> failed + 1)
                .takeWhile(failed -> IntStream.rangeClosed(0, failed)
                                .mapToObj(Pins::waitAfter)
                                .reduce(Duration.ZERO, Duration::plus)
                                .compareTo(aDay)
                        < 0)
                .count();
        assertThat(guesses).isLessThan(740);
        assertThat(Math.pow(10, Pins.DIGITS) / 2 / guesses).isGreaterThan(365);
    }
}
