package lv.helpline.statistics.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import lv.helpline.statistics.CallClass;
import lv.helpline.statistics.Statistics.OfWeekHour;
import org.junit.jupiter.api.Test;

class HeatMapTest {

    @Test
    void is_not_drawn_without_anything_to_show() {
        assertThat(HeatMap.of(week((_, _) -> CallClass.UNDER_10))).isEmpty();
    }

    @Test
    void has_the_hours_from_the_first_to_the_last_box_and_the_larger_boxes_the_more_calls() {
        var map = HeatMap.of(week((day, hour) -> day == DayOfWeek.TUESDAY && hour == 9
                        ? CallClass.FROM_10
                        : day == DayOfWeek.SUNDAY && hour == 11 ? CallClass.FROM_100 : CallClass.UNDER_10))
                .orElseThrow();
        assertThat(map.hours()).containsExactly(9, 10, 11);
        assertThat(map.width()).isEqualTo(300);
        assertThat(map.rows()).extracting(HeatMap.Row::day).containsExactly(DayOfWeek.values());
        assertThat(map.rows().get(1).cells())
                .containsExactly(
                        new HeatMap.Cell(0, 34, CallClass.FROM_10),
                        new HeatMap.Cell(100, 0, CallClass.UNDER_10),
                        new HeatMap.Cell(200, 0, CallClass.UNDER_10));
        assertThat(map.rows().getLast().cells().getLast()).isEqualTo(new HeatMap.Cell(200, 94, CallClass.FROM_100));
    }

    private static List<OfWeekHour> week(BiFunction<DayOfWeek, Integer, CallClass> calls) {
        return Arrays.stream(DayOfWeek.values())
                .flatMap(day ->
                        IntStream.range(0, 24).mapToObj(hour -> new OfWeekHour(day, hour, calls.apply(day, hour))))
                .toList();
    }
}
