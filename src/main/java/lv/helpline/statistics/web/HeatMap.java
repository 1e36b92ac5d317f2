package lv.helpline.statistics.web;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.statistics.CallClass;
import lv.helpline.statistics.Statistics.OfWeekHour;

/// In which hours of the week people call: a row for each weekday, a column for each hour, and in each cell a box that
/// is the larger the more calls there were, so that it is legible without colours. Drawn as SVG in a box of [#CELL]s,
/// stretched to the place there is; names stand beside it.
///
/// @param hours from the first to the last that has a box on any day
/// @param rows  from Monday to Sunday
public record HeatMap(List<Integer> hours, List<Row> rows) {

    static final int CELL = 100;

    public HeatMap {
        hours = List.copyOf(hours);
        rows = List.copyOf(rows);
    }

    /// @param cells one for each hour
    public record Row(DayOfWeek day, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// @param x    of its left edge
    /// @param size of its box, 0 for none
    public record Cell(int x, int size, CallClass calls) {}

    /// Empty when there is no box to draw.
    ///
    /// @param week by day and then by hour
    static Optional<HeatMap> of(List<OfWeekHour> week) {
        var busy = week.stream()
                .filter(each -> !each.calls().isHidden())
                .mapToInt(OfWeekHour::hour)
                .summaryStatistics();
        if (busy.getCount() == 0) {
            return Optional.empty();
        }
        var hours = Stream.iterate(busy.getMin(), hour -> hour <= busy.getMax(), hour -> hour + 1)
                .toList();
        return Optional.of(new HeatMap(
                hours,
                Arrays.stream(DayOfWeek.values())
                        .map(day -> new Row(
                                day,
                                week.stream()
                                        .filter(each -> each.day() == day && hours.contains(each.hour()))
                                        .map(each -> new Cell(
                                                (each.hour() - busy.getMin()) * CELL, size(each.calls()), each.calls()))
                                        .toList()))
                        .toList()));
    }

    public int width() {
        return hours.size() * CELL;
    }

    /// Of the box of so many calls; the largest nearly fills its cell.
    public static int size(CallClass calls) {
        return switch (calls) {
            case UNDER_10 -> 0;
            case FROM_10 -> 34;
            case FROM_20 -> 54;
            case FROM_50 -> 74;
            case FROM_100 -> 94;
        };
    }
}
