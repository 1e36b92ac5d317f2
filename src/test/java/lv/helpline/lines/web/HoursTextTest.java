package lv.helpline.lines.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        9-17                     | 09:00–17:00
        9:00 – 17.30             | 09:00–17:30
        9–12:30, 13:15–17        | 09:00–12:30, 13:15–17:00
        22-6                     | 22:00–06:00
        0-24                     | 00:00–24:00
        """)
    void understands_hours_as_people_write_them(String typed, String written) {
        var spans = HoursText.parse(DayOfWeek.MONDAY, typed).orElseThrow();
        assertThat(HoursText.of(DayOfWeek.MONDAY, spans)).isEqualTo(written);
        assertThat(HoursText.parse(DayOfWeek.MONDAY, written)).contains(spans);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sometimes", "9", "9-", "25-26", "9:75-10", "9-17,", "9-17 18-20"})
    void refuses_what_is_no_time(String typed) {
        assertThat(HoursText.parse(DayOfWeek.MONDAY, typed)).isEmpty();
    }

    @Test
    void nothing_is_a_closed_day() {
        assertThat(HoursText.parse(DayOfWeek.MONDAY, "  ")).contains(List.of());
    }
}
