package lv.helpline.selfservice.web;

import static java.util.function.Predicate.not;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklyDuty;

/// Times of duty that come again: at one time by the clocks in Rīga, equally long, every so many weeks. They are what
/// the roster says of each day, so covers, absences and closed days are in them already: a day that is left out, or
/// has another time, is an exception.
///
/// @param starts at least one, in order
record DutySeries(Rhythm rhythm, List<ZonedDateTime> starts) {

    DutySeries {
        starts = List.copyOf(starts);
    }

    /// From one instant to a later one.
    record Interval(Instant start, Instant end) {

        ZonedDateTime startsHere() {
            return start.atZone(Roster.ZONE);
        }
    }

    /// @param week   which of so many weeks it is
    /// @param length by a watch, so that a night in which the clocks change is of another series
    record Rhythm(int everyWeeks, int week, DayOfWeek day, LocalTime start, Duration length) {

        /// The same as long as the duty is: a calendar knows it again by this.
        String name() {
            return "%s-%s-%s-%d-%d"
                    .formatted(day.name().substring(0, 2), start, length, everyWeeks, week)
                    .replace(":", "")
                    .toUpperCase(Locale.ROOT);
        }
    }

    /// @param singles those that are on no weekly duty, such as covers
    record Split(List<DutySeries> series, List<Interval> singles) {}

    /// @param duties somebody's
    static Split of(List<WeeklyDuty> duties, List<Interval> intervals) {
        var singles = new ArrayList<Interval>();
        var byRhythm = new LinkedHashMap<Rhythm, List<ZonedDateTime>>();
        for (var interval : intervals) {
            rhythm(duties, interval)
                    .ifPresentOrElse(
                            rhythm -> byRhythm.computeIfAbsent(rhythm, _ -> new ArrayList<>())
                                    .add(interval.startsHere()),
                            () -> singles.add(interval));
        }
        return new Split(
                byRhythm.entrySet().stream()
                        .map(each -> new DutySeries(each.getKey(), each.getValue()))
                        .toList(),
                singles);
    }

    private static Optional<Rhythm> rhythm(List<WeeklyDuty> duties, Interval interval) {
        var start = interval.startsHere();
        var everyWeeks = everyWeeks(duties, start);
        if (everyWeeks.isEmpty()
                || !isShownOnce(start)
                || !isShownOnce(interval.end().atZone(Roster.ZONE))) {
            return Optional.empty();
        }
        return Optional.of(new Rhythm(
                everyWeeks.getAsInt(),
                Math.floorMod(WeeklyDuty.week(start.toLocalDate()), everyWeeks.getAsInt()),
                start.getDayOfWeek(),
                start.toLocalTime(),
                Duration.between(interval.start(), interval.end())));
    }

    /// In the hour that autumn repeats, one calendar takes the first and another the second time.
    private static boolean isShownOnce(ZonedDateTime time) {
        return time.withEarlierOffsetAtOverlap().equals(time.withLaterOffsetAtOverlap());
    }

    /// How often the duty comes that is under way then: the most frequent, if there are several.
    private static OptionalInt everyWeeks(List<WeeklyDuty> duties, ZonedDateTime at) {
        return duties.stream()
                .filter(duty -> isUnderWay(duty, at))
                .mapToInt(WeeklyDuty::everyWeeks)
                .min();
    }

    private static boolean isUnderWay(WeeklyDuty duty, ZonedDateTime at) {
        var date = at.toLocalDate();
        return Stream.of(date.minusDays(1), date)
                .filter(each -> each.getDayOfWeek() == duty.span().day() && duty.isInForceOn(each))
                .map(duty.span()::on)
                .anyMatch(span -> !at.toInstant().isBefore(span.startsAt())
                        && at.toInstant().isBefore(span.endsAt()));
    }

    ZonedDateTime first() {
        return starts.getFirst();
    }

    ZonedDateTime last() {
        return starts.getLast();
    }

    /// The starts between the first and the last that the rhythm has and the roster has not.
    List<ZonedDateTime> exceptions() {
        return IntStream.iterate(
                        0, weeks -> first().plusWeeks(weeks).isBefore(last()), weeks -> weeks + rhythm.everyWeeks())
                .mapToObj(first()::plusWeeks)
                .filter(not(starts::contains))
                .toList();
    }
}
