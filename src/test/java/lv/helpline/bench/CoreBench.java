package lv.helpline.bench;

import static lv.helpline.bench.Measure.Judged.NOTHING;
import static lv.helpline.bench.Measure.Judged.RATIO_LESS;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import lv.helpline.snapshot.SnapshotRebuild;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `ops/bench --core` measures: the decision by itself, and how long it takes until it goes by an edit, of
/// a roster as large as the helpline's and of one that is much larger.
public final class CoreBench {

    private static final int FORKS = 3;
    private static final int REBUILDS = 3;
    private static final String BYTES = "gc.alloc.rate.norm";

    private CoreBench() {}

    /// @param arguments nothing, or `write`
    public static void main(String... arguments) throws IOException, RunnerException {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var heading = new ArrayList<>(Machine.heading());
        heading.add("Decisions: JMH, %d processes of each size, C1 and C2. Rebuilds: one process, C1 only, %d of them."
                .formatted(FORKS, REBUILDS));
        System.out.printf("Deciding in %d processes for each of two sizes, a quarter of a minute each%n", FORKS);
        var measures = new ArrayList<>(decisions());
        measures.addAll(rebuilds(SnapshotRebuild.measure(RosterSize.LARGE, REBUILDS)));
        var isRight = CommittedResults.told("core", heading, measures, arguments.length > 0);
        System.exit(isRight ? 0 : 1);
    }

    private static List<Measure> decisions() throws RunnerException {
        var options = new OptionsBuilder()
                .include(DecisionBenchmark.class.getName())
                .forks(FORKS)
                .jvmArgs("-XX:+UseSerialGC", "-Xmx1g", "--sun-misc-unsafe-memory-access=allow")
                .verbosity(VerboseMode.SILENT)
                .addProfiler(GCProfiler.class)
                .build();
        var results = new Runner(options).run();
        var small = processes(results, RosterSize.SMALL);
        var large = processes(results, RosterSize.LARGE);
        ToDoubleFunction<BenchmarkResult> bytes = process ->
                Objects.requireNonNull(process.getSecondaryResults().get(BYTES)).getScore();
        return List.of(
                new Measure(
                        "a decision, 1,000 lines beside 7",
                        "ns",
                        each(large, process -> process.getPrimaryResult().getScore()),
                        each(small, process -> process.getPrimaryResult().getScore()),
                        RATIO_LESS,
                        "≤ 2 ×, < 2,000 ns"),
                new Measure(
                        "bytes a decision, 1,000 lines beside 7",
                        "B",
                        each(large, bytes),
                        each(small, bytes),
                        RATIO_LESS,
                        "≤ 1.0 ×"));
    }

    private static List<BenchmarkResult> processes(Collection<RunResult> results, RosterSize size) {
        return results.stream()
                .filter(result -> result.getParams().getParam("size").equals(size.name()))
                .flatMap(result -> result.getBenchmarkResults().stream())
                .toList();
    }

    private static List<Measure> rebuilds(List<SnapshotRebuild> all) {
        var what = String.format(Locale.ROOT, ", %,d duties", RosterSize.LARGE.duties());
        return List.of(
                new Measure(
                        "read from the database" + what,
                        "ms",
                        each(all, SnapshotRebuild::read),
                        List.of(),
                        NOTHING,
                        ""),
                new Measure(
                        "its version worked out" + what,
                        "ms",
                        each(all, SnapshotRebuild::digested),
                        List.of(),
                        NOTHING,
                        ""),
                new Measure(
                        "made ready to be asked" + what,
                        "ms",
                        each(all, SnapshotRebuild::indexed),
                        List.of(),
                        NOTHING,
                        ""),
                new Measure(
                        "a snapshot is made, of all three" + what,
                        "ms",
                        each(all, SnapshotRebuild::inAll),
                        List.of(),
                        NOTHING,
                        "≤ 1,000 ms"),
                new Measure(
                        "an edit until calls go by it" + what,
                        "ms",
                        each(all, SnapshotRebuild::inEffect),
                        List.of(),
                        NOTHING,
                        "≤ 2,000 ms"),
                new Measure(
                        "memory that a snapshot holds" + what,
                        "MB",
                        each(all, SnapshotRebuild::held),
                        List.of(),
                        NOTHING,
                        ""));
    }

    private static <T> List<Double> each(List<T> all, ToDoubleFunction<T> figure) {
        return all.stream().map(figure::applyAsDouble).toList();
    }
}
