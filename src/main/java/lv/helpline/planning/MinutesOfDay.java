package lv.helpline.planning;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.stream.Stream;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Ranges;

/// Parts of a day by the clock on the wall, in minutes since midnight.
final class MinutesOfDay {

    static final int DAY = 24 * 60;
    static final ImmutableRangeSet<Integer> WHOLE_DAY = ImmutableRangeSet.of(Ranges.range(0, DAY));

    private MinutesOfDay() {}

    /// What of the span is on that date, as the clocks show it.
    static ImmutableRangeSet<Integer> of(LocalSpan span, LocalDate date) {
        return Ranges.union(span.shownByClocks().stream().map(shown -> ofShown(shown, date)));
    }

    private static Range<Integer> ofShown(LocalSpan span, LocalDate date) {
        var midnight = date.atStartOfDay();
        var from = Math.clamp(ChronoUnit.MINUTES.between(midnight, span.start()), 0, DAY);
        var to = Math.clamp(ChronoUnit.MINUTES.between(midnight, span.end()), 0, DAY);
        return Ranges.range(from, to);
    }

    /// The parts, and those between which nothing of the others is as one: a duty goes on while the lines are closed
    /// at noon.
    static Stream<Range<Integer>> across(RangeSet<Integer> parts, RangeSet<Integer> others) {
        var bridged = new ArrayList<Range<Integer>>();
        for (var part : parts.asRanges()) {
            if (!bridged.isEmpty() && !others.intersects(bridged.getLast().gap(part))) {
                bridged.add(bridged.removeLast().span(part));
            } else {
                bridged.add(part);
            }
        }
        return bridged.stream();
    }
}
