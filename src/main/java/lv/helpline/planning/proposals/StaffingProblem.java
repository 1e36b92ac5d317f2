package lv.helpline.planning.proposals;

import java.time.Duration;
import java.util.List;

/// Gaps that are to be filled, and who could.
///
/// @param people those who are a candidate for any part, by their ids
public record StaffingProblem(List<GapPart> parts, List<StaffingPerson> people, StaffingLimits limits) {

    public StaffingProblem {
        parts = List.copyOf(parts);
        people = List.copyOf(people);
    }

    /// How long the gaps are, all together.
    public Duration whole() {
        return Duration.ofMinutes(parts.stream().mapToLong(GapPart::minutes).sum());
    }

    /// How much of them the assignment fills.
    public Duration filled(Assignment assignment) {
        return Duration.ofMinutes(parts.stream()
                .filter(part -> assignment.of(part).isPresent())
                .mapToLong(GapPart::minutes)
                .sum());
    }
}
