package lv.helpline.planning.proposals;

import java.time.Instant;
import java.util.List;
import lv.helpline.roster.ConsultantId;

/// Somebody who could fill gaps.
///
/// @param balance how many minutes they are on duty in the weeks concerned beyond what they usually are in as many;
///                negative for less
/// @param duties  when they are on duty for callers already, in order, from two days before these weeks until two days
///                after them
public record StaffingPerson(ConsultantId id, long balance, List<Busy> duties) {

    /// A time `[start, end)` in which they have a duty.
    public record Busy(Instant start, Instant end) {}

    public StaffingPerson {
        duties = List.copyOf(duties);
    }
}
