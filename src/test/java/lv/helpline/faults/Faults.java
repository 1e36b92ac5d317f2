package lv.helpline.faults;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import lv.helpline.lab.Lab;
import lv.helpline.lab.Tools;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `ops/faults` does: runs the cases one after the other, says what became of each call, and bounds the
/// rate at which calls are lost.
public final class Faults {

    private static final Duration LONGEST_CASE = Duration.ofMinutes(20);

    private final long begun = System.nanoTime();

    private Faults() {}

    /// Every case, in the order in which they run.
    static List<FaultCase> cases() {
        return Stream.of(
                        RouterFaults.all(),
                        DatabaseFaults.all(),
                        SnapshotFaults.all(),
                        ClockFaults.all(),
                        PhoneFaults.all(),
                        AsteriskFaults.all(),
                        Scanners.all(),
                        Surges.all(),
                        Injections.all())
                .flatMap(List::stream)
                .toList();
    }

    /// @param arguments how many calls a case has, or 0 for its own number, and the names of the cases; none is
    ///                  all
    public static void main(String... arguments) throws Exception {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        var names = List.of(arguments).subList(1, arguments.length);
        var known = cases().stream().map(FaultCase::name).toList();
        for (var name : names) {
            if (!known.contains(name)) {
                System.err.println("ops/faults: no case is called " + name + "; ops/faults --help lists them");
                System.exit(2);
            }
        }
        var wanted = cases().stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .toList();
        System.exit(new Faults().run(wanted, Integer.parseInt(arguments[0])) ? 0 : 1);
    }

    /// @return whether nobody was lost, and each call has exactly one record
    private boolean run(List<FaultCase> cases, int calls) throws Exception {
        var home = Files.createDirectories(Tools.project().resolve("target/faults"));
        var rows = new ArrayList<String>();
        var total = Tally.NONE;
        var isRight = true;
        say("Starting a helpline of its own");
        try (var lab = new Lab(Files.createTempDirectory(home, "run-"));
                var ground = new Ground(lab)) {
            for (var each : cases) {
                var tally = run(ground, each, calls == 0 ? each.calls() : calls, rows.size() + 1, cases.size());
                rows.add(tally.row(each.name()));
                System.out.println(rows.size() == 1 ? Tally.head() + "\n" + rows.getLast() : rows.getLast());
                for (var wrong : tally.wrong()) {
                    System.out.println("    " + wrong);
                }
                isRight &= tally.isRight();
                total = total.plus(tally);
            }
        }
        say("Done; in " + home);
        System.out.println("\n" + Tally.head());
        rows.forEach(System.out::println);
        System.out.println(total.row("all"));
        System.out.printf(
                Locale.ROOT,
                "%d of %d calls were lost or left in silence: with 95 %% confidence fewer than %.2f %% are.%n",
                total.lost(),
                total.calls(),
                100 * Bound.ofRate(total.lost(), total.calls()));
        System.out.println(isRight ? "All as promised." : "Not all is as promised.");
        return isRight;
    }

    private Tally run(Ground ground, FaultCase each, int calls, int number, int of) throws InterruptedException {
        say("%d of %d, %s, %d calls: %s".formatted(number, of, each.name(), calls, each.broken()));
        try (var runner = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("case").factory())) {
            var running = runner.submit(() -> {
                ground.reset();
                return each.run(ground, calls);
            });
            try {
                return running.get(LONGEST_CASE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException failed) {
                return Tally.NONE.withWrong("the case failed: " + failed.getCause());
            } catch (TimeoutException endless) {
                running.cancel(true);
                return Tally.NONE.withWrong("the case did not end in " + LONGEST_CASE.toMinutes() + " min");
            }
        }
    }

    private void say(String line) {
        System.out.printf("[%4d s] %s%n", (System.nanoTime() - begun) / 1_000_000_000, line);
    }
}
