package lv.helpline.roster;

import java.time.Instant;
import java.util.Set;

/// A time `[start, end)` of somebody's duty, as it is after absences and covers, in which what it covers stays
/// the same, whether lines are open then or not. What is left of it while they are is a
/// `roster.staffing.Shift`.
///
/// @param covers not empty
public record DutyPeriod(Set<DutyScope> covers, Instant start, Instant end) {

    public DutyPeriod {
        covers = Set.copyOf(covers);
    }

    /// Whether callers are put through to whoever has it.
    public boolean isForCallers() {
        return covers.stream().anyMatch(DutyScope::servesCallers);
    }
}
