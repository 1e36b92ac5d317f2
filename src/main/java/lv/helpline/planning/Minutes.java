package lv.helpline.planning;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lv.helpline.roster.LocalSpan;

/// Parts of a day by the clock on the wall, in order; no two of them meet.
record Minutes(List<Part> parts) {

    static final int DAY = 24 * 60;
    static final Minutes NONE = new Minutes(List.of());
    static final Minutes WHOLE_DAY = new Minutes(List.of(new Part(0, DAY)));

    /// @param from since midnight
    /// @param to   after `from`, [#DAY] at most
    record Part(int from, int to) {}

    Minutes {
        parts = List.copyOf(parts);
    }

    /// What of the span is on that date, as the clocks show it.
    static Minutes of(LocalSpan span, LocalDate date) {
        return span.shownByClocks().map(shown -> ofShown(shown, date)).orElse(NONE);
    }

    private static Minutes ofShown(LocalSpan span, LocalDate date) {
        var midnight = date.atStartOfDay();
        var from = Math.max(0, ChronoUnit.MINUTES.between(midnight, span.start()));
        var to = Math.min(DAY, ChronoUnit.MINUTES.between(midnight, span.end()));
        return from < to ? new Minutes(List.of(new Part((int) from, (int) to))) : NONE;
    }

    static Minutes union(List<Part> some) {
        var merged = new ArrayList<Part>();
        some.stream().sorted(Comparator.comparingInt(Part::from)).forEach(part -> {
            if (merged.isEmpty() || merged.getLast().to < part.from) {
                merged.add(part);
            } else {
                var last = merged.removeLast();
                merged.add(new Part(last.from, Math.max(last.to, part.to)));
            }
        });
        return new Minutes(merged);
    }

    Minutes and(Minutes others) {
        var both = new ArrayList<Part>();
        for (var part : parts) {
            for (var other : others.parts) {
                var from = Math.max(part.from, other.from);
                var to = Math.min(part.to, other.to);
                if (from < to) {
                    both.add(new Part(from, to));
                }
            }
        }
        return new Minutes(both);
    }

    Minutes minus(Minutes others) {
        var left = parts;
        for (var other : others.parts) {
            var next = new ArrayList<Part>();
            for (var part : left) {
                if (part.from < Math.min(part.to, other.from)) {
                    next.add(new Part(part.from, Math.min(part.to, other.from)));
                }
                if (Math.max(part.from, other.to) < part.to) {
                    next.add(new Part(Math.max(part.from, other.to), part.to));
                }
            }
            left = next;
        }
        return new Minutes(left);
    }

    /// These parts, and those between which nothing of the others is as one: a duty goes on while the lines are closed
    /// at noon.
    List<Part> across(Minutes others) {
        var bridged = new ArrayList<Part>();
        for (var part : parts) {
            if (!bridged.isEmpty() && others.hasNothingIn(bridged.getLast().to, part.from)) {
                bridged.add(new Part(bridged.removeLast().from, part.to));
            } else {
                bridged.add(part);
            }
        }
        return bridged;
    }

    private boolean hasNothingIn(int from, int to) {
        return parts.stream().noneMatch(part -> part.from < to && from < part.to);
    }
}
