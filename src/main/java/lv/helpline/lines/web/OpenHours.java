package lv.helpline.lines.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.Formats;

/// When lines are open, as it is written for everybody: a week, and the days that are unlike it.
public final class OpenHours {

    private static final int DAYS = 14;

    private final Roster real;
    private final Holidays holidays;

    public OpenHours(Roster real, Holidays holidays) {
        this.real = real;
        this.holidays = holidays;
    }

    /// The same lines without holidays, closures and special openings, each week as on that date.
    private Roster usual(LocalDate date) {
        return new Roster(
                new RosterData(
                        real.data().lines().stream()
                                .map(line -> line.withHours(OpeningSpan.always(line.hoursOn(date))))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                _ -> Optional.empty());
    }

    /// Days of the week with the same hours.
    ///
    /// @param days such as `Monday–Friday`
    public record Days(String days, String hours) {}

    /// A day that is unlike others.
    ///
    /// @param numbers whose; empty for all of them
    /// @param hours   empty for closed
    /// @param holiday whether it is a public holiday
    public record Deviation(LocalDate date, List<String> numbers, String hours, boolean holiday) {}

    /// A part `[start, end)` of time.
    public record Opening(Instant start, Instant end) {

        /// As ISO 8601 has it.
        @Override
        public String toString() {
            return start + "/" + end;
        }
    }

    /// The fortnight from the beginning of a date on.
    public static Opening fortnight(LocalDate from) {
        return new Opening(beginningOf(from), beginningOf(from.plusDays(DAYS)));
    }

    private static Instant beginningOf(LocalDate date) {
        return date.atStartOfDay(Roster.ZONE).toInstant();
    }

    /// When a line is open in that fortnight.
    public List<Opening> openings(Line line, LocalDate from) {
        return openings(real, line, beginningOf(from), beginningOf(from.plusDays(DAYS)));
    }

    private static List<Opening> openings(Roster roster, Line line, Instant from, Instant until) {
        var openings = new ArrayList<Opening>();
        for (var at = from; at.isBefore(until); ) {
            var openingStatus = roster.opening(line, at);
            var end = openingStatus.until().filter(until::isAfter).orElse(until);
            if (openingStatus.open()) {
                openings.add(new Opening(at, end));
            }
            at = end;
        }
        return List.copyOf(openings);
    }

    /// Neighbouring days with the same hours together; closed days are left out.
    public static List<Days> week(List<WeeklySpan> hours, Locale language) {
        return week(hours, language, TextStyle.FULL);
    }

    /// The same in few words, such as `Mon–Fri 09:00–17:00`.
    static List<Days> shortWeek(List<WeeklySpan> hours, Locale language) {
        return week(hours, language, TextStyle.SHORT);
    }

    private static List<Days> week(List<WeeklySpan> hours, Locale language, TextStyle style) {
        var groups = new ArrayList<List<DayOfWeek>>();
        for (var day : DayOfWeek.values()) {
            if (!groups.isEmpty()
                    && HoursText.of(groups.getLast().getLast(), hours).equals(HoursText.of(day, hours))) {
                groups.getLast().add(day);
            } else {
                groups.add(new ArrayList<>(List.of(day)));
            }
        }
        return groups.stream()
                .map(days -> new Days(name(days, language, style), HoursText.of(days.getFirst(), hours)))
                .filter(days -> !days.hours().isEmpty())
                .toList();
    }

    private static String name(List<DayOfWeek> days, Locale language, TextStyle style) {
        var first = days.getFirst().getDisplayName(style.asStandalone(), language);
        return days.size() == 1 ? first : first + "–" + days.getLast().getDisplayName(style.asNormal(), language);
    }

    /// Those of a fortnight, in order. Where other hours begin in it, the days that they change are among them.
    public List<Deviation> deviations(LocalDate from) {
        var usual = usual(from);
        return from.datesUntil(from.plusDays(DAYS))
                .flatMap(date -> on(date, usual).stream())
                .toList();
    }

    private List<Deviation> on(LocalDate date, Roster usual) {
        var lines = real.data().lines();
        return lines.stream()
                .filter(line -> !hours(real, line, date).equals(hours(usual, line, date)))
                .collect(groupingBy(line -> hours(real, line, date), TreeMap::new, toList()))
                .entrySet()
                .stream()
                .map(each -> new Deviation(
                        date,
                        each.getValue().size() == lines.size()
                                ? List.of()
                                : each.getValue().stream()
                                        .map(line -> Formats.spaced(line.number()))
                                        .toList(),
                        each.getKey(),
                        holidays.on(date).isPresent()))
                .toList();
    }

    private static String hours(Roster roster, Line line, LocalDate date) {
        var midnight = beginningOf(date.plusDays(1));
        return openings(roster, line, beginningOf(date), midnight).stream()
                .map(each -> time(each.start()) + "–" + (each.end().equals(midnight) ? "24:00" : time(each.end())))
                .collect(joining(", "));
    }

    private static LocalTime time(Instant at) {
        return LocalTime.ofInstant(at, Roster.ZONE);
    }
}
