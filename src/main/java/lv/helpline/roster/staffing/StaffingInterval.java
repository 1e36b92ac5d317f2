package lv.helpline.roster.staffing;

import java.time.Instant;
import java.util.List;
import lv.helpline.roster.Consultant;

/// A part `[start, end)` of a line's open time in which the same people are on duty for it.
///
/// @param onDuty those on duty for the line or its region, absences and covers applied, pauses not; in the order of
///               their ids
public record StaffingInterval(Instant start, Instant end, List<Consultant> onDuty) {

    public StaffingInterval {
        onDuty = List.copyOf(onDuty);
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("interval: its end has to be after its start");
        }
    }

    /// Whether nobody is on duty who would be rung: a number that is not verified is not.
    public boolean isGap() {
        return onDuty.stream().noneMatch(Consultant::hasVerifiedPhone);
    }

    boolean meetsAlike(StaffingInterval next) {
        return end.equals(next.start) && onDuty.equals(next.onDuty);
    }
}
