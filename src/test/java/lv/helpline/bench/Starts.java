package lv.helpline.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lv.helpline.lab.Lab;

/// How fast a router decides that has just started, against the same router when it has decided many calls: a caller
/// who comes first waits no less than the others.
///
/// @param listening from the start of the process until it listens
/// @param first     the first decision, as who asks sees it
/// @param early     of the first thousand, one
/// @param warm      the same of a thousand after [#MANY] more
record Starts(List<Duration> listening, List<Duration> first, List<Duration> early, List<Duration> warm) {

    private static final int DECISIONS = 1_000;
    private static final int MANY = 20_000;

    /// As in an installation, its compilers too.
    private static final String COMPILERS = "-XX:TieredStopAtLevel=4";

    static Starts measure(Lab lab, int starts) throws IOException {
        var measured = new Starts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var request = AgiLoad.request("route", lab.routers().agiSecret());
        for (var start = 0; start < starts; start++) {
            var begun = System.nanoTime();
            try (var router = lab.routers().startAnother("start-" + start, COMPILERS)) {
                measured.listening.add(Duration.ofNanos(System.nanoTime() - begun));
                var early = ask(router.port(), request, DECISIONS);
                measured.first.add(Duration.ofNanos(early[0]));
                measured.early.add(mean(early));
                ask(router.port(), request, MANY);
                measured.warm.add(mean(ask(router.port(), request, DECISIONS)));
            }
        }
        return measured;
    }

    private static long[] ask(int port, byte[] request, int times) {
        var nanos = new long[times];
        for (var each = 0; each < times; each++) {
            var asked = System.nanoTime();
            if (!AgiLoad.isAnswered("127.0.0.1", port, request)) {
                throw new IllegalStateException("a router did not answer");
            }
            nanos[each] = System.nanoTime() - asked;
        }
        return nanos;
    }

    private static Duration mean(long[] nanos) {
        return Duration.ofNanos(Arrays.stream(nanos).sum() / nanos.length);
    }

    @Override
    public String toString() {
        return """
            listens after             %d ms
            first decision            %.2f ms
            of the first %,d        %.2f ms
            warm                      %.2f ms
            first %,d against warm  %.1f""".formatted(
                        median(listening).toMillis(),
                        millis(first),
                        DECISIONS,
                        millis(early),
                        millis(warm),
                        DECISIONS,
                        millis(early) / millis(warm));
    }

    private static double millis(List<Duration> some) {
        return median(some).toNanos() / 1e6;
    }

    private static Duration median(List<Duration> some) {
        return some.stream().sorted().skip(some.size() / 2).findFirst().orElseThrow();
    }
}
