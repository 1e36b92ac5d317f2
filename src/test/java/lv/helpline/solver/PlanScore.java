package lv.helpline.solver;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.planning.proposals.Assignment;
import lv.helpline.planning.proposals.GapPart;
import lv.helpline.planning.proposals.StaffingCosts;
import lv.helpline.planning.proposals.StaffingPerson;
import lv.helpline.planning.proposals.StaffingPerson.Busy;
import lv.helpline.planning.proposals.StaffingProblem;
import lv.helpline.roster.staffing.Candidate;

/// What a plan costs, and whether it breaks a limit, worked out from the beginning each time and without any solver.
record PlanScore(long broken, long unfilled, long lacking, long reluctant, long rest) implements Comparable<PlanScore> {

    private static final Comparator<PlanScore> ORDER = Comparator.comparingLong(PlanScore::broken)
            .thenComparingLong(PlanScore::unfilled)
            .thenComparingLong(PlanScore::lacking)
            .thenComparingLong(PlanScore::reluctant)
            .thenComparingLong(PlanScore::rest);

    @Override
    public int compareTo(PlanScore other) {
        return ORDER.compare(this, other);
    }

    static PlanScore of(StaffingProblem problem, Assignment assignment) {
        var filled = problem.parts().stream()
                .filter(part -> assignment.of(part).isPresent())
                .toList();
        var broken = problem.people().stream()
                .mapToLong(person -> broke(problem, person, partsOf(person, filled, assignment)))
                .sum();
        var uneven = problem.people().stream()
                .mapToLong(person -> StaffingCosts.unevenness(
                        person,
                        partsOf(person, filled, assignment).stream()
                                .mapToLong(GapPart::minutes)
                                .sum()))
                .sum();
        var handovers = filled.stream()
                .collect(groupingBy(
                        part -> List.of(part.scope(), part.date()),
                        mapping(part -> assignment.of(part).orElseThrow(), toSet())))
                .values()
                .stream()
                .mapToLong(people -> people.size() - 1)
                .sum();
        var far = filled.stream()
                .mapToLong(part -> part.minutes() * StaffingCosts.distance(candidate(part, assignment)))
                .sum();
        return new PlanScore(
                broken,
                problem.whole().minus(problem.filled(assignment)).toMinutes(),
                filled.stream()
                        .mapToLong(part -> part.minutes() * StaffingCosts.lacking(candidate(part, assignment)))
                        .sum(),
                filled.stream()
                        .mapToLong(part -> part.minutes() * StaffingCosts.reluctance(candidate(part, assignment)))
                        .sum(),
                uneven + far + handovers * StaffingCosts.HANDOVER);
    }

    private static Candidate candidate(GapPart part, Assignment assignment) {
        return part.findCandidate(assignment.of(part).orElseThrow()).orElseThrow();
    }

    private static List<GapPart> partsOf(StaffingPerson person, List<GapPart> filled, Assignment assignment) {
        return filled.stream()
                .filter(part -> assignment.of(part).orElseThrow().equals(person.id()))
                .toList();
    }

    /// Two at one time, and minutes beyond the limits of duties that have no rest between them and of which one is
    /// proposed.
    private static long broke(StaffingProblem problem, StaffingPerson person, List<GapPart> parts) {
        var proposed =
                parts.stream().map(part -> new Busy(part.start(), part.end())).toList();
        var all = Stream.concat(person.duties().stream(), proposed.stream())
                .sorted(Comparator.comparing(Busy::start))
                .toList();
        var broken = 0L;
        for (var one = 0; one < all.size(); one++) {
            for (var other = one + 1; other < all.size(); other++) {
                broken += all.get(other).start().isBefore(all.get(one).end()) ? 1 : 0;
            }
        }
        var together = new ArrayList<Busy>();
        for (var busy : all) {
            if (!together.isEmpty()
                    && Duration.between(end(together), busy.start())
                                    .compareTo(problem.limits().rest())
                            >= 0) {
                broken += beyond(problem, together, proposed);
                together.clear();
            }
            together.add(busy);
        }
        return broken + beyond(problem, together, proposed);
    }

    private static Instant end(List<Busy> together) {
        return together.stream().map(Busy::end).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static long beyond(StaffingProblem problem, List<Busy> together, List<Busy> proposed) {
        if (together.stream().noneMatch(proposed::contains)) {
            return 0;
        }
        var minutes = together.stream()
                .mapToLong(busy -> Duration.between(busy.start(), busy.end()).toMinutes())
                .sum();
        var span = Duration.between(together.getFirst().start(), end(together)).toMinutes();
        return Math.max(0, minutes - problem.limits().longestDay().toMinutes())
                + Math.max(0, span - problem.limits().longestSpan().toMinutes());
    }
}
