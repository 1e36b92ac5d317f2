package lv.helpline.statistics.web;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lv.helpline.roster.Roster;
import lv.helpline.statistics.forecast.Forecast;
import org.jspecify.annotations.Nullable;

/// A forecast as the page shows it: hours by days.
///
/// @param days  that have an hour in which a line is open
/// @param times of the day at which one of them has such an hour
public record ForecastTable(List<Day> days, List<LocalTime> times) {

    /// @param hours in order
    public record Day(LocalDate date, List<Cell> hours) {

        public Day {
            hours = List.copyOf(hours);
        }

        /// How many of its hours fall short.
        public long shortHours() {
            return hours.stream().filter(cell -> cell.more() > 0).count();
        }

        /// None when all lines are closed then.
        public @Nullable Cell at(LocalTime time) {
            return hours.stream()
                    .filter(cell -> cell.time().equals(time))
                    .findFirst()
                    .orElse(null);
        }
    }

    /// An hour, in words.
    ///
    /// @param more how many consultants are missing
    public record Cell(LocalTime time, String calls, String onDuty, int answered, int leaving, int more) {

        private static Cell of(Forecast.Hour hour) {
            return new Cell(
                    LocalTime.ofInstant(hour.start(), Roster.ZONE),
                    ForecastFigures.calls(hour),
                    ForecastFigures.onDuty(hour),
                    ForecastFigures.answeredPercent(hour),
                    ForecastFigures.leavingPercent(hour),
                    hour.more());
        }
    }

    public ForecastTable {
        days = List.copyOf(days);
        times = List.copyOf(times);
    }

    static ForecastTable of(Forecast forecast) {
        var days = forecast.hours().stream()
                .collect(groupingBy(
                        hour -> LocalDate.ofInstant(hour.start(), Roster.ZONE),
                        TreeMap::new,
                        Collectors.mapping(Cell::of, Collectors.toList())))
                .entrySet()
                .stream()
                .map(day -> new Day(day.getKey(), day.getValue()))
                .toList();
        return new ForecastTable(
                days,
                days.stream()
                        .flatMap(day -> day.hours().stream())
                        .map(Cell::time)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .toList());
    }

    public long shortHours() {
        return days.stream().mapToLong(Day::shortHours).sum();
    }
}
