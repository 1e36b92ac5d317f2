package lv.helpline.solver;

import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicType;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import lv.helpline.planning.proposals.Assignment;
import lv.helpline.planning.proposals.StaffingProblem;
import lv.helpline.planning.proposals.StaffingSolver;

/// Timefold Solver, Community Edition: it fills what it can, the hardest first, and then changes one thing after the
/// other until that makes the plan no better any more.
final class TimefoldSolver implements StaffingSolver {

    /// How many changes each of the two searches tries at most for each part, and at least in all.
    private static final long TRIED = 250;

    private static final long TRIED_AT_LEAST = 1_000;

    /// In the second search: of so many changes it makes the best, whatever it costs, and lets what it has changed
    /// be for so many steps. So it leaves a plan that no single change makes better.
    private static final int LOOKED_AT = 40;

    private static final int TABU = 2;

    private static final Duration BETWEEN_NEWS = Duration.ofMillis(250);

    @Override
    public Assignment solve(StaffingProblem problem, Duration atMost, Consumer<Assignment> better) {
        return problem.parts().isEmpty()
                ? Assignment.NONE
                : solved(problem, atMost, EnvironmentMode.NO_ASSERT, better).assignment();
    }

    static SolverPlan solved(
            StaffingProblem problem, Duration atMost, EnvironmentMode mode, Consumer<Assignment> better) {
        var solver =
                SolverFactory.<SolverPlan>create(config(problem, atMost, mode)).buildSolver();
        var news = new News(better);
        solver.addEventListener(event -> news.heard(event.getNewBestSolution()));
        return solver.solve(SolverPlan.of(problem));
    }

    private static SolverConfig config(StaffingProblem problem, Duration atMost, EnvironmentMode mode) {
        var tried = Math.max(TRIED_AT_LEAST, problem.parts().size() * TRIED);
        return new SolverConfig()
                .withSolutionClass(SolverPlan.class)
                .withEntityClasses(SolverDuty.class)
                .withConstraintProviderClass(SolverConstraints.class)
                .withEnvironmentMode(mode)
                .withRandomSeed(0L)
                .withTerminationSpentLimit(atMost.truncatedTo(ChronoUnit.MILLIS))
                .withPhases(
                        new ConstructionHeuristicPhaseConfig()
                                .withConstructionHeuristicType(ConstructionHeuristicType.FIRST_FIT),
                        new LocalSearchPhaseConfig().withTerminationConfig(atMost(tried)),
                        new LocalSearchPhaseConfig()
                                .withAcceptorConfig(new LocalSearchAcceptorConfig().withEntityTabuSize(TABU))
                                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(LOOKED_AT))
                                .withTerminationConfig(atMost(2 * tried)));
    }

    /// @param changes from the start of the first search
    private static TerminationConfig atMost(long changes) {
        return new TerminationConfig().withMoveCountLimit(changes);
    }

    /// What is found is told now and then only: there are thousands of plans, each a little better.
    private static final class News {

        private final Consumer<Assignment> better;
        private long toldAt = System.nanoTime() - BETWEEN_NEWS.toNanos();

        News(Consumer<Assignment> better) {
            this.better = better;
        }

        void heard(SolverPlan plan) {
            var now = System.nanoTime();
            if (now - toldAt >= BETWEEN_NEWS.toNanos()) {
                toldAt = now;
                better.accept(plan.assignment());
            }
        }
    }
}
