package lv.helpline.roster.staffing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;

/// How well a line is staffed over a span: the strip that a roster shows of each of its days.
public final class Staffing {

    private Staffing() {}

    /// The line's open time within `[from, until)`, in order, cut wherever who is on duty for it changes. Closed time
    /// is in none of them, and what is open across midnight is one.
    ///
    /// @throws java.util.NoSuchElementException for a line that is not in the roster
    public static List<StaffingInterval> of(Roster roster, Line line, Instant from, Instant until) {
        var edges = roster.changes(line, from, until);
        var intervals = new ArrayList<StaffingInterval>();
        for (var i = 0; i < edges.size(); i++) {
            var start = edges.get(i);
            if (roster.openingCause(line, start).opens()) {
                var end = i + 1 < edges.size() ? edges.get(i + 1) : until;
                append(intervals, new StaffingInterval(start, end, roster.onDuty(line, start)));
            }
        }
        return List.copyOf(intervals);
    }

    private static void append(List<StaffingInterval> intervals, StaffingInterval next) {
        if (!intervals.isEmpty() && intervals.getLast().meetsAlike(next)) {
            var last = intervals.removeLast();
            intervals.add(new StaffingInterval(last.start(), next.end(), last.onDuty()));
        } else {
            intervals.add(next);
        }
    }
}
