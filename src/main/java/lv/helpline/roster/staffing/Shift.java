package lv.helpline.roster.staffing;

import java.time.Instant;
import java.util.List;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;

/// A part `[start, end)` of the time in which somebody is on duty, as it is to them: one as long as they serve the same
/// lines.
///
/// @param end          after `start`
/// @param lines        those that are open then, in the roster's order; may be empty only for the coordination
/// @param coordination whether they are the coordinator on call
public record Shift(Instant start, Instant end, List<Line> lines, boolean coordination) {

    public Shift {
        lines = List.copyOf(lines);
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("shift: its end has to be after its start");
        }
        if (lines.isEmpty() && !coordination) {
            throw new IllegalArgumentException("shift: a line or the coordination is needed");
        }
    }

    /// The same by the clock on the wall.
    public LocalSpan span() {
        return LocalSpan.between(start, end);
    }

    boolean continuesIn(Shift next) {
        return end.equals(next.start) && lines.equals(next.lines) && coordination == next.coordination;
    }
}
