package lv.helpline.solver;

import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.config.solver.EnvironmentMode;
import java.time.Duration;
import java.util.ArrayList;
import lv.helpline.planning.proposals.Assignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimefoldSolverTest {

    /// To the nanosecond, as who has spent a part of it leaves it.
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20, 1);

    private final TimefoldSolver solver = new TimefoldSolver();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void finds_a_plan_that_costs_no_more_than_the_best_of_all(long seed) {
        var problem = AnyProblem.of(seed, 3, 6, 2);
        var best = AnyProblem.best(problem);
        assertThat(best.broken()).isZero();
        assertThat(PlanScore.of(problem, solver.solve(problem, LONG_ENOUGH, _ -> {})))
                .isEqualTo(best);
    }

    /// Timefold itself checks after each move that it counts as from the beginning; here it is held against our own
    /// count.
    @ParameterizedTest
    @ValueSource(longs = {101, 102})
    void counts_what_a_plan_costs_as_it_is_said(long seed) {
        var problem = AnyProblem.of(seed, 4, 8, 3);
        var plan = TimefoldSolver.solved(problem, Duration.ofMillis(200), EnvironmentMode.FULL_ASSERT, _ -> {});
        var score = PlanScore.of(problem, plan.assignment());
        assertThat(plan.score().toLevelNumbers())
                .containsExactly(
                        -score.broken(), -score.unfilled(), -score.lacking(), -score.reluctant(), -score.rest());
    }

    @Test
    void finds_the_same_once_more_and_tells_of_it() {
        var problem = AnyProblem.of(7, 4, 6, 3);
        var told = new ArrayList<Assignment>();
        var found = solver.solve(problem, LONG_ENOUGH, told::add);
        assertThat(solver.solve(problem, LONG_ENOUGH, _ -> {})).isEqualTo(found);
        assertThat(told).isNotEmpty();
    }

    @Test
    void ends_when_it_is_interrupted_with_what_it_has() throws InterruptedException {
        var problem = AnyProblem.of(3, 10, 60, 14);
        var found = new ArrayList<Assignment>();
        var thread = new Thread(() -> found.add(
                solver.solve(problem, LONG_ENOUGH, _ -> Thread.currentThread().interrupt())));
        thread.start();
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        assertThat(found)
                .singleElement()
                .satisfies(
                        each -> assertThat(PlanScore.of(problem, each).broken()).isZero());
    }
}
