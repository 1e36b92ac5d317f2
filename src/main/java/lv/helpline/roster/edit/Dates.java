package lv.helpline.roster.edit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.WeeklyDuty;

/// A set of dates, as ranges in order that neither overlap nor meet.
record Dates(List<Range> ranges) {

    static final Dates NONE = new Dates(List.of());

    /// @param until [LocalDate#MAX] for a range without an end
    record Range(LocalDate from, LocalDate until) {

        static Range of(WeeklyDuty duty) {
            return new Range(duty.from(), duty.until().orElse(LocalDate.MAX));
        }

        Optional<LocalDate> openEnd() {
            return until.equals(LocalDate.MAX) ? Optional.empty() : Optional.of(until);
        }
    }

    Dates {
        ranges = List.copyOf(ranges);
    }

    static Dates of(List<WeeklyDuty> duties) {
        return union(duties.stream().map(Range::of).toList());
    }

    static Dates between(LocalDate from, LocalDate until) {
        return new Dates(List.of(new Range(from, until)));
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    Dates plus(Dates others) {
        var all = new ArrayList<>(ranges);
        all.addAll(others.ranges);
        return union(all);
    }

    Dates minus(Dates others) {
        var left = ranges;
        for (var other : others.ranges) {
            left = left.stream()
                    .flatMap(range -> without(range, other).stream())
                    .toList();
        }
        return new Dates(left);
    }

    Dates and(Dates others) {
        return minus(minus(others));
    }

    private static List<Range> without(Range range, Range other) {
        var left = new ArrayList<Range>();
        if (range.from.isBefore(other.from)) {
            left.add(new Range(range.from, earlier(range.until, other.from)));
        }
        if (other.until.isBefore(range.until)) {
            left.add(new Range(later(range.from, other.until), range.until));
        }
        return left;
    }

    static Dates union(List<Range> some) {
        var merged = new ArrayList<Range>();
        some.stream().sorted(Comparator.comparing(Range::from)).forEach(range -> {
            if (merged.isEmpty() || merged.getLast().until.isBefore(range.from)) {
                merged.add(range);
            } else {
                var last = merged.removeLast();
                merged.add(new Range(last.from, later(last.until, range.until)));
            }
        });
        return new Dates(merged);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
