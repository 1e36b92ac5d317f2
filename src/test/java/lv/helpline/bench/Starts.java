package lv.helpline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lv.helpline.lab.HelplineProcess;
import lv.helpline.lab.Lab;
import lv.helpline.lab.Tools;

/// How fast a router decides that has just started, as it is installed, against the same router when it has
/// decided many calls: a caller who comes first waits no less than the others.
record Starts(List<Start> all) {

    /// Where `ops/bench` puts the program as the package installs it.
    static final Path INSTALLED = Tools.project().resolve("target/bench/app");

    static final int DECISIONS = 1_000;
    private static final int MANY = 20_000;
    private static final int AT_ONCE = 16;

    /// @param listening from the start of the process until it listens
    /// @param first     the first decision, as who asks sees it
    /// @param early     of the first thousand, one
    /// @param warm      the same of a thousand after [#MANY] more
    record Start(Duration listening, Duration first, Duration early, Duration warm) {}

    static Starts measure(Lab lab, int starts) throws IOException, InterruptedException {
        var request = AgiLoad.request("route", lab.routers().agiSecret());
        var all = new ArrayList<Start>();
        for (var start = 0; start < starts; start++) {
            var begun = System.nanoTime();
            try (var router = lab.routers().startInstalled("start-" + start, INSTALLED)) {
                all.add(of(router, begun, request));
            }
        }
        return new Starts(all);
    }

    /// @param begun when it was started, by `System.nanoTime()`
    static Start of(HelplineProcess router, long begun, byte[] request) throws InterruptedException {
        var listening = Duration.ofNanos(System.nanoTime() - begun);
        var early = ask(router.port(), request);
        AgiLoad.run("127.0.0.1", router.port(), request, AT_ONCE, MANY, Optional.empty());
        return new Start(listening, Duration.ofNanos(early[0]), mean(early), mean(ask(router.port(), request)));
    }

    private static long[] ask(int port, byte[] request) {
        var nanos = new long[DECISIONS];
        for (var each = 0; each < DECISIONS; each++) {
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
            listens after             %.0f ms
            first decision            %.2f ms
            of the first %,d        %.2f ms
            warm                      %.2f ms
            first %,d against warm  %.1f""".formatted(
                        millis(Start::listening),
                        millis(Start::first),
                        DECISIONS,
                        millis(Start::early),
                        millis(Start::warm),
                        DECISIONS,
                        millis(Start::early) / millis(Start::warm));
    }

    private double millis(Function<Start, Duration> which) {
        return Spread.of(all.stream()
                        .map(start -> which.apply(start).toNanos() / 1e6)
                        .toList())
                .median();
    }
}
