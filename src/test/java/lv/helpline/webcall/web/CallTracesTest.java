package lv.helpline.webcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallTracesTest {

    /// In which a gate lets go of a call whose browser is gone.
    private static final Duration LET_GO = Duration.ofSeconds(36);

    private static final Duration PROMISED = Duration.ofMinutes(2);

    private final AtomicLong now = new AtomicLong(-5);
    private final AtomicInteger overwritten = new AtomicInteger();
    private final CallTraces traces = new CallTraces(overwritten::incrementAndGet, now::get);

    @Test
    void whereNobodyCallsNothingIsDone() {
        traces.look();
        assertThat(overwritten).hasValue(0);
    }

    /// Whenever the looks happen to come.
    @Test
    void betweenLettingGoAndTheEndOfThePromiseMemoryIsOverwritten() {
        var between = CallTraces.BETWEEN_LOOKS.toSeconds();
        for (var first = 0; first < between; first++) {
            traces.leave();
            var begun = now.get();
            assertThat(overwritings(begun, first))
                    .as("with the first look after %d s", first)
                    .anyMatch(after -> after.compareTo(LET_GO) > 0 && after.compareTo(PROMISED) < 0);
        }
    }

    @Test
    void afterThatNothingIsDoneUntilSomebodyCalls() {
        traces.leave();
        now.addAndGet(PROMISED.toNanos());
        traces.look();
        assertThat(overwritten).hasValue(0);
    }

    /// When memory was overwritten, after a browser's last word.
    private List<Duration> overwritings(long lastWord, int first) {
        var times = new ArrayList<Duration>();
        IntStream.range(0, 5).forEach(look -> {
            var before = overwritten.get();
            now.set(lastWord
                    + Duration.ofSeconds(first)
                            .plus(CallTraces.BETWEEN_LOOKS.multipliedBy(look))
                            .toNanos());
            traces.look();
            if (overwritten.get() > before) {
                times.add(Duration.ofNanos(now.get() - lastWord));
            }
        });
        return times;
    }
}
