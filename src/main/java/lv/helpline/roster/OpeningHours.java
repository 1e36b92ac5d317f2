package lv.helpline.roster;

import com.google.common.collect.RangeSet;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// When one line is open.
final class OpeningHours {

    private final Map<DayOfWeek, List<OpeningSpan>> weekly;
    private final Holidays holidays;
    private final RangeSet<Instant> specialOpenings;
    private final RangeSet<Instant> closures;

    OpeningHours(
            List<OpeningSpan> weekly,
            Holidays holidays,
            RangeSet<Instant> specialOpenings,
            RangeSet<Instant> closures) {
        this.weekly = weekly.stream()
                .collect(Collectors.groupingBy(hours -> hours.span().day()));
        this.holidays = holidays;
        this.specialOpenings = specialOpenings;
        this.closures = closures;
    }

    /// The first cause that applies, in the order in which they win.
    OpeningStatus.Cause cause(LocalInstant localInstant) {
        if (closures.contains(localInstant.instant())) {
            return OpeningStatus.Cause.DATED_CLOSURE;
        }
        if (specialOpenings.contains(localInstant.instant())) {
            return OpeningStatus.Cause.SPECIAL_OPENING;
        }
        if (holidays.on(localInstant.date()).isPresent()) {
            return OpeningStatus.Cause.PUBLIC_HOLIDAY;
        }
        return withinWeekly(localInstant) ? OpeningStatus.Cause.OPENING_HOURS : OpeningStatus.Cause.OUTSIDE_HOURS;
    }

    OpeningStatus opening(Instant at) {
        var cause = cause(LocalInstant.of(at));
        var inAYear = at.atZone(Roster.ZONE).plusYears(1).toInstant();
        var until = edges(at, inAYear)
                .dropWhile(edge -> !edge.isAfter(at))
                .filter(edge -> cause(LocalInstant.of(edge)).opens() != cause.opens())
                .findFirst();
        return new OpeningStatus(cause, until);
    }

    /// The instants in `[from, until]` at which the cause may change, in order, worked out day by day as they are
    /// asked for.
    Stream<Instant> edges(Instant from, Instant until) {
        var firstDay = LocalDate.ofInstant(from, Roster.ZONE);
        var lastDay = LocalDate.ofInstant(until, Roster.ZONE);
        return firstDay.datesUntil(lastDay.plusDays(1))
                .flatMap(this::edgesOn)
                .dropWhile(edge -> edge.isBefore(from))
                .takeWhile(edge -> !edge.isAfter(until));
    }

    private Stream<Instant> edgesOn(LocalDate date) {
        var midnight = date.atStartOfDay(Roster.ZONE).toInstant();
        var nextMidnight = date.plusDays(1).atStartOfDay(Roster.ZONE).toInstant();
        var weeklyEdges = occurrencesTouching(date).flatMap(span -> Stream.of(span.startsAt(), span.endsAt()));
        var datedEdges = Stream.concat(Ranges.edges(specialOpenings), Ranges.edges(closures));
        return Stream.concat(Stream.of(midnight), Stream.concat(weeklyEdges, datedEdges))
                .filter(edge -> !edge.isBefore(midnight) && edge.isBefore(nextMidnight))
                .sorted()
                .distinct();
    }

    private boolean withinWeekly(LocalInstant localInstant) {
        var date = localInstant.date();
        for (var hours : ofWeekday(date)) {
            if (hours.span().coversFromItsDay(localInstant) && hours.isInForceOn(date)) {
                return true;
            }
        }
        var dayBefore = date.minusDays(1);
        for (var hours : ofWeekday(dayBefore)) {
            if (hours.span().coversFromTheDayBefore(localInstant) && hours.isInForceOn(dayBefore)) {
                return true;
            }
        }
        return false;
    }

    /// No occurrence is longer than a day, so what touches a date has started on it or the day before.
    private Stream<LocalSpan> occurrencesTouching(LocalDate date) {
        return Stream.of(date.minusDays(1), date)
                .flatMap(day -> ofWeekday(day).stream()
                        .filter(hours -> hours.isInForceOn(day))
                        .map(hours -> hours.span().on(day)));
    }

    private List<OpeningSpan> ofWeekday(LocalDate day) {
        return weekly.getOrDefault(day.getDayOfWeek(), List.of());
    }
}
