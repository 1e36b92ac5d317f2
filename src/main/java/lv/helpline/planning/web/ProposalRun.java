package lv.helpline.planning.web;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import lv.helpline.planning.proposals.Assignment;
import lv.helpline.planning.proposals.StaffingPlan;
import lv.helpline.planning.proposals.StaffingProblem;
import lv.helpline.planning.proposals.StaffingSolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One search for proposals, on a thread of its own.
final class ProposalRun {

    private static final Logger LOG = LoggerFactory.getLogger(ProposalRun.class);

    /// However long it took to work out what is asked.
    private static final Duration LEAST = Duration.ofSeconds(1);

    /// How it stands: the first until it has ended.
    enum State {
        LOOKING,
        DONE,
        STOPPED,
        FAILED
    }

    /// What somebody asked for.
    ///
    /// @param until the day after the last
    record Weeks(LocalDate from, LocalDate until) {}

    /// How far it is.
    ///
    /// @param whole  how long the gaps are; nothing while that is worked out
    /// @param filled how much of them the best plan so far fills
    record Progress(Duration whole, Duration filled) {}

    private final Weeks weeks;
    private final Thread thread;
    private volatile @Nullable StaffingProblem problem;
    private volatile Assignment best = Assignment.NONE;
    private volatile State state = State.LOOKING;

    private ProposalRun(Weeks weeks, Supplier<StaffingProblem> asked, StaffingSolver solver, Duration atMost) {
        this.weeks = weeks;
        thread = Thread.ofPlatform().daemon().name("proposals").unstarted(() -> look(asked, solver, atMost));
    }

    static ProposalRun begun(Weeks weeks, Supplier<StaffingProblem> asked, StaffingSolver solver, Duration atMost) {
        var run = new ProposalRun(weeks, asked, solver, atMost);
        run.thread.start();
        return run;
    }

    private void look(Supplier<StaffingProblem> asked, StaffingSolver solver, Duration atMost) {
        var begun = System.nanoTime();
        try {
            var made = asked.get();
            problem = made;
            var left = atMost.minusNanos(System.nanoTime() - begun);
            best = solver.solve(made, left.isPositive() ? left : LEAST, better -> best = better);
            state = Thread.currentThread().isInterrupted() ? State.STOPPED : State.DONE;
        } catch (RuntimeException fault) {
            LOG.error("Proposals could not be made", fault);
            state = State.FAILED;
        }
    }

    /// It soon ends, with what it has found until then.
    void stop() {
        thread.interrupt();
    }

    Weeks weeks() {
        return weeks;
    }

    State state() {
        return state;
    }

    boolean isLooking() {
        return state == State.LOOKING;
    }

    Progress progress() {
        var known = problem;
        return known == null
                ? new Progress(Duration.ZERO, Duration.ZERO)
                : new Progress(known.whole(), known.filled(best));
    }

    /// Empty until it has ended, and when it failed.
    Optional<StaffingPlan> plan() {
        var known = problem;
        return known == null || state == State.LOOKING || state == State.FAILED
                ? Optional.empty()
                : Optional.of(StaffingPlan.of(known, best));
    }
}
