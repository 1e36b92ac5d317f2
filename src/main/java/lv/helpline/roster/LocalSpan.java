package lv.helpline.roster;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A half-open span `[start, end)` of wall-clock time in Riga.
///
/// In the hour that autumn repeats, a start is its first occurrence and an end its last, so that the repeated hour
/// never makes a gap. In the hour that spring leaves out, both are the instant at which the clocks jump; a span that
/// lies in that hour altogether is empty.
///
/// @param end after `start`
public record LocalSpan(LocalDateTime start, LocalDateTime end) {

    public LocalSpan {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("span: its end has to be after its start");
        }
    }

    /// What the clocks show from one instant to a later one. Within the hour that autumn repeats they may show no
    /// more at the end than at the start: then it is the whole of that hour.
    public static LocalSpan between(Instant start, Instant end) {
        var from = LocalDateTime.ofInstant(start, Roster.ZONE);
        var until = LocalDateTime.ofInstant(end, Roster.ZONE);
        var repeated = Roster.ZONE.getRules().getTransition(from);
        return from.isBefore(until) || repeated == null
                ? new LocalSpan(from, until)
                : new LocalSpan(repeated.getDateTimeAfter(), repeated.getDateTimeBefore());
    }

    /// The first instant of the span.
    public Instant startsAt() {
        return instantOf(start, true);
    }

    /// The first instant after the span.
    public Instant endsAt() {
        return instantOf(end, false);
    }

    /// The span as people are told it, the same on every page, in every mail and calendar: of a time that the clocks
    /// leave out in spring, what they show instead. Empty when it lies in that hour altogether.
    public Optional<LocalSpan> shownByClocks() {
        return startsAt().isBefore(endsAt()) ? Optional.of(between(startsAt(), endsAt())) : Optional.empty();
    }

    /// Whether some time is in both, by the clock on the wall.
    public boolean overlaps(LocalSpan other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    /// What is left of it when the others are taken out, in order.
    public List<LocalSpan> without(List<LocalSpan> others) {
        var left = List.of(this);
        for (var other : others) {
            left = left.stream().flatMap(span -> span.without(other)).toList();
        }
        return left;
    }

    private Stream<LocalSpan> without(LocalSpan other) {
        if (!overlaps(other)) {
            return Stream.of(this);
        }
        var before =
                start.isBefore(other.start) ? Stream.of(new LocalSpan(start, other.start)) : Stream.<LocalSpan>of();
        var after = other.end.isBefore(end) ? Stream.of(new LocalSpan(other.end, end)) : Stream.<LocalSpan>of();
        return Stream.concat(before, after);
    }

    /// The shortest span that has both in it.
    public LocalSpan with(LocalSpan other) {
        return new LocalSpan(
                start.isBefore(other.start) ? start : other.start, end.isAfter(other.end) ? end : other.end);
    }

    private static Instant instantOf(LocalDateTime time, boolean first) {
        var jump = Roster.ZONE.getRules().getTransition(time);
        if (jump == null) {
            return time.atZone(Roster.ZONE).toInstant();
        }
        if (jump.isGap()) {
            return jump.getInstant();
        }
        return time.toInstant(first ? jump.getOffsetBefore() : jump.getOffsetAfter());
    }
}
