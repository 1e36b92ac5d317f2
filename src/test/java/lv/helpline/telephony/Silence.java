package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Tools;
import org.junit.jupiter.api.TestInfo;

/// A caller who is answered always hears something. The longest that one of this run heard nothing is in
/// `target/silence-<process>.txt`, of each process that ran calls.
final class Silence {

    /// To whoever calls for help.
    static final Duration PROMISED = Duration.ofSeconds(2);

    private static Duration longest = Duration.ofNanos(-1);

    private Silence() {}

    static void check(TestInfo test, List<SipPeer> callers, Function<SipPeer, Duration> promised) throws IOException {
        for (var caller : callers) {
            var silence = caller.longestSilence();
            if (silence.isPresent()) {
                note(test, silence.get());
                assertThat(silence.get())
                        .as("the longest that %s, answered, heard nothing", caller.name())
                        .isLessThan(promised.apply(caller));
            }
        }
    }

    private static synchronized void note(TestInfo test, Duration silence) throws IOException {
        if (silence.compareTo(longest) > 0) {
            longest = silence;
            Files.writeString(
                    Tools.project()
                            .resolve("target/silence-" + ProcessHandle.current().pid() + ".txt"),
                    String.format(
                            Locale.ROOT,
                            "%s.%s\t%.2f s\n",
                            test.getTestClass().orElseThrow().getSimpleName(),
                            test.getDisplayName(),
                            silence.toMillis() / 1e3));
        }
    }
}
