package lv.helpline.duty;

import java.time.Instant;
import java.util.List;

/// Where a line is open and nobody is on duty for it.
public final class Holes {

    private Holes() {}

    /// The holes within `[from, until)`, in order; one that reaches beyond is cut there. No two of them meet.
    ///
    /// @throws java.util.NoSuchElementException for a line that is not in the books
    public static List<Hole> of(Roster roster, Line line, Instant from, Instant until) {
        return Staffing.of(roster, line, from, until).stream()
                .filter(Stretch::isHole)
                .map(stretch -> new Hole(stretch.start(), stretch.end()))
                .toList();
    }
}
