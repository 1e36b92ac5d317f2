package lv.helpline.solver;

import static ai.timefold.solver.core.api.score.stream.Joiners.equal;
import static ai.timefold.solver.core.api.score.stream.Joiners.overlapping;

import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintCollectors;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.common.ConnectedRange;
import ai.timefold.solver.core.api.score.stream.common.ConnectedRangeChain;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import lv.helpline.planning.proposals.StaffingCosts;

/// What a plan must not do, and what it costs. Public, for Timefold makes one. Who may fill a part is not among it:
/// others are not offered for it.
public final class SolverConstraints implements ConstraintProvider {

    private static final BendableLongScore HARD = BendableLongScore.ofHard(1, SolverPlan.COSTS, 0, 1);

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {
            nobodyTwice(factory),
            withinLimits(factory),
            filled(factory),
            spoken(factory),
            willing(factory),
            even(factory),
            near(factory),
            fewPeople(factory)
        };
    }

    private static Constraint nobodyTwice(ConstraintFactory factory) {
        return factory.forEachUniquePair(
                        SolverDuty.class, equal(SolverDuty::person), overlapping(SolverDuty::start, SolverDuty::end))
                .filter((one, other) -> one.isSought() || other.isSought())
                .penalizeLong(HARD, (_, _) -> 1)
                .asConstraint("nobody twice at one time");
    }

    /// Duties with less than a rest between them are one range. It ends a second before the rest does, so that exactly
    /// the rest separates two.
    private static Constraint withinLimits(ConstraintFactory factory) {
        return factory.forEach(SolverDuty.class)
                .groupBy(
                        SolverDuty::person,
                        ConstraintCollectors.toConnectedRanges(SolverDuty::start, duty -> duty.rested() - 1))
                .flattenLast(ConnectedRangeChain::getConnectedRanges)
                .filter((person, together) -> excess(person, together) > 0)
                .penalizeLong(HARD, SolverConstraints::excess)
                .asConstraint("no day too long, and a rest after it");
    }

    /// In minutes; nothing for what somebody has already and keeps.
    private static long excess(SolverPerson person, ConnectedRange<SolverDuty, Long, Long> together) {
        var sought = false;
        var seconds = 0L;
        for (var duty : together) {
            sought |= duty.isSought();
            seconds += duty.end() - duty.start();
        }
        var limits = person.limits();
        var span = together.getLength() + 1 - limits.rest().toSeconds();
        var excess = Math.max(0, seconds - limits.longestDay().toSeconds())
                + Math.max(0, span - limits.longestSpan().toSeconds());
        return sought ? excess / 60 : 0;
    }

    private static Constraint filled(ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(SolverDuty.class)
                .filter(duty -> duty.person() == null)
                .penalizeLong(cost(0), SolverDuty::minutes)
                .asConstraint("unfilled");
    }

    private static Constraint spoken(ConstraintFactory factory) {
        return sought(factory)
                .penalizeLong(cost(1), duty -> duty.costs().lacking())
                .asConstraint("languages that are lacking");
    }

    private static Constraint willing(ConstraintFactory factory) {
        return sought(factory)
                .penalizeLong(cost(2), duty -> duty.costs().reluctant())
                .asConstraint("reluctance");
    }

    private static Constraint even(ConstraintFactory factory) {
        return sought(factory)
                .groupBy(SolverDuty::person, ConstraintCollectors.sumLong(SolverDuty::minutes))
                .impactLong(cost(3), (person, minutes) -> -StaffingCosts.unevenness(person.person(), minutes))
                .asConstraint("unevenness");
    }

    private static Constraint near(ConstraintFactory factory) {
        return sought(factory).penalizeLong(cost(3), duty -> duty.costs().far()).asConstraint("who serves elsewhere");
    }

    private static Constraint fewPeople(ConstraintFactory factory) {
        return sought(factory)
                .groupBy(SolverDuty::day, ConstraintCollectors.countDistinct(SolverDuty::person))
                .penalizeLong(cost(3), (_, people) -> (people - 1) * StaffingCosts.HANDOVER)
                .asConstraint("handovers");
    }

    private static UniConstraintStream<SolverDuty> sought(ConstraintFactory factory) {
        return factory.forEach(SolverDuty.class).filter(SolverDuty::isSought);
    }

    private static BendableLongScore cost(int level) {
        return BendableLongScore.ofSoft(1, SolverPlan.COSTS, level, 1);
    }
}
