package lv.helpline.bench;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lv.helpline.roster.Language;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.routing.CallRouter;
import lv.helpline.routing.Decision;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Snapshot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The decision by itself: no socket, no log, no database. JMH runs it, see [CoreBench].
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class DecisionBenchmark {

    @Param({"SMALL", "LARGE"})
    RosterSize size = RosterSize.SMALL;

    private final Instant at = RosterBuilder.monday("10:00");
    private final RoutingRequest request = new RoutingRequest(RosterSize.number(3), Optional.of(Language.LATVIAN));
    private Snapshot snapshot = snapshotOf(RosterSize.SMALL);

    private Snapshot snapshotOf(RosterSize ofSize) {
        return new Snapshot("0123456789abcdef", at, ofSize.builder().roster(), RecentActivity.NONE);
    }

    /// Both have as many people on duty for the line that is called, so that only the size of the rest differs.
    @Setup
    public void prepare() {
        snapshot = snapshotOf(size);
        if (!(decide() instanceof Decision.Ring ring)
                || ring.plan().steps().size() != RosterSize.CONSULTANTS_OF_A_LINE) {
            throw new IllegalStateException("not everybody on duty is rung: " + decide());
        }
    }

    @Benchmark
    public Decision decide() {
        return CallRouter.decide(snapshot, request, at);
    }
}
