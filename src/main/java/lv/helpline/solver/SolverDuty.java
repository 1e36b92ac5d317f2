package lv.helpline.solver;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lv.helpline.planning.proposals.GapPart;
import lv.helpline.planning.proposals.StaffingCosts;
import lv.helpline.planning.proposals.StaffingLimits;
import lv.helpline.planning.proposals.StaffingPerson.Busy;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.staffing.Candidate;
import org.jspecify.annotations.Nullable;

/// A time in which somebody is on duty: a part of a gap, whose person is sought, or a duty that somebody has and keeps.
@PlanningEntity
class SolverDuty {

    /// What a candidate costs for this part.
    record Costs(long lacking, long reluctant, long far) {

        private static final Costs NONE = new Costs(0, 0, 0);

        private static Costs of(long minutes, Candidate candidate) {
            return new Costs(
                    minutes * StaffingCosts.lacking(candidate),
                    minutes * StaffingCosts.reluctance(candidate),
                    minutes * StaffingCosts.distance(candidate));
        }
    }

    /// Of which each further person costs a handover.
    record Day(DutyScope scope, LocalDate date) {}

    @PlanningId
    private int id;

    @PlanningPin
    private boolean kept;

    private List<SolverPerson> candidates = List.of();

    @PlanningVariable(allowsUnassigned = true)
    private @Nullable SolverPerson person;

    private Map<SolverPerson, Costs> costs = Map.of();
    private @Nullable Day day;
    private long start;
    private long end;
    private long rested;

    /// For Timefold alone.
    SolverDuty() {}

    private SolverDuty(int id, Instant start, Instant end, StaffingLimits limits) {
        this.id = id;
        this.start = start.getEpochSecond();
        this.end = end.getEpochSecond();
        rested = this.end + limits.rest().toSeconds();
    }

    static SolverDuty of(GapPart part, Map<ConsultantId, SolverPerson> people, StaffingLimits limits) {
        var duty = new SolverDuty(part.id(), part.start(), part.end(), limits);
        var costs = new LinkedHashMap<SolverPerson, Costs>();
        for (var candidate : part.candidates()) {
            var id = candidate.consultant().id();
            costs.put(Objects.requireNonNull(people.get(id)), Costs.of(part.minutes(), candidate));
        }
        duty.candidates = List.copyOf(costs.keySet());
        duty.costs = costs;
        duty.day = new Day(part.scope(), part.date());
        return duty;
    }

    /// A duty that is not moved.
    static SolverDuty kept(int id, SolverPerson person, Busy busy) {
        var duty = new SolverDuty(id, busy.start(), busy.end(), person.limits());
        duty.kept = true;
        duty.person = person;
        duty.candidates = List.of(person);
        return duty;
    }

    int id() {
        return id;
    }

    /// For Timefold: nobody else is offered for it.
    @ValueRangeProvider
    List<SolverPerson> getCandidates() {
        return candidates;
    }

    boolean isKept() {
        return kept;
    }

    boolean isSought() {
        return !kept;
    }

    @Nullable
    SolverPerson person() {
        return person;
    }

    Day day() {
        return Objects.requireNonNull(day);
    }

    /// In seconds.
    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /// When a rest that begins with its end is over.
    long rested() {
        return rested;
    }

    long minutes() {
        return (end - start) / 60;
    }

    Costs costs() {
        return person == null ? Costs.NONE : costs.getOrDefault(person, Costs.NONE);
    }
}
