package lv.helpline.roster.staffing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;

/// Where a line is open and nobody is on duty for it who would be rung.
public final class CoverageGaps {

    private CoverageGaps() {}

    /// The gaps within `[from, until)`, in order; one that reaches beyond is cut there. No two of them meet.
    ///
    /// @throws java.util.NoSuchElementException for a line that is not in the roster
    public static List<CoverageGap> of(Roster roster, Line line, Instant from, Instant until) {
        var gaps = new ArrayList<CoverageGap>();
        for (var staffingInterval : Staffing.of(roster, line, from, until)) {
            if (staffingInterval.isGap()) {
                var meets = !gaps.isEmpty() && gaps.getLast().end().equals(staffingInterval.start());
                var start = meets ? gaps.removeLast().start() : staffingInterval.start();
                gaps.add(new CoverageGap(start, staffingInterval.end()));
            }
        }
        return List.copyOf(gaps);
    }
}
