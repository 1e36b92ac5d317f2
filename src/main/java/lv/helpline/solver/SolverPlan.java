package lv.helpline.solver;

import static java.util.Comparator.comparingInt;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import lv.helpline.planning.proposals.Assignment;
import lv.helpline.planning.proposals.StaffingProblem;
import lv.helpline.roster.ConsultantId;
import org.jspecify.annotations.Nullable;

/// A problem as Timefold solves it.
@PlanningSolution
class SolverPlan {

    /// How many levels [StaffingCosts][lv.helpline.planning.proposals.StaffingCosts] has.
    static final int COSTS = 4;

    @PlanningEntityCollectionProperty
    private List<SolverDuty> duties = List.of();

    @PlanningScore(bendableHardLevelsSize = 1, bendableSoftLevelsSize = COSTS)
    private @Nullable BendableLongScore score;

    /// For Timefold alone.
    SolverPlan() {}

    private SolverPlan(List<SolverDuty> duties) {
        this.duties = duties;
    }

    /// What few can fill comes first, for in this order all is filled to begin with.
    static SolverPlan of(StaffingProblem problem) {
        var people = new LinkedHashMap<ConsultantId, SolverPerson>();
        problem.people().forEach(person -> people.put(person.id(), new SolverPerson(person, problem.limits())));
        var duties = new ArrayList<SolverDuty>();
        problem.parts().stream()
                .sorted(comparingInt(part -> part.candidates().size()))
                .forEach(part -> duties.add(SolverDuty.of(part, people, problem.limits())));
        people.values()
                .forEach(person -> person.person()
                        .duties()
                        .forEach(busy -> duties.add(SolverDuty.kept(duties.size(), person, busy))));
        return new SolverPlan(duties);
    }

    Assignment assignment() {
        var byPart = new HashMap<Integer, ConsultantId>();
        for (var duty : duties) {
            var person = duty.person();
            if (duty.isSought() && person != null) {
                byPart.put(duty.id(), person.person().id());
            }
        }
        return new Assignment(byPart);
    }

    BendableLongScore score() {
        return Objects.requireNonNull(score);
    }
}
