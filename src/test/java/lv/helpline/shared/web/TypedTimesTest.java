package lv.helpline.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTimesTest {

    private final TypedTimes times = new TypedTimes(() -> LocalDate.of(2026, 11, 24));

    @ParameterizedTest
    @CsvSource({
        "30.11.2026,   2026-11-30",
        "30.11.2026.,  2026-11-30",
        "30. 11. 2026, 2026-11-30",
        "' 3.1.2027 ', 2027-01-03",
        "30.11.26,     2026-11-30",
        "30.11.26.,    2026-11-30",
        "30.11.,       2026-11-30",
        "30.11,        2026-11-30",
        "1.2.,         2027-02-01",
        "1.8.,         2026-08-01",
        "30112026,     2026-11-30",
        "301126,       2026-11-30",
        "3011,         2026-11-30",
        "2026-11-30,   2026-11-30",
        "29.02.2028,   2028-02-29",
        "9999-12-31,   9999-12-31"
    })
    void a_day(String typed, LocalDate day) {
        assertThat(times.day(typed)).contains(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "11/30/2026",
                "31.11.2026",
                "29.02.",
                "2026-02-30",
                "30.13.",
                "30",
                "1.1.026",
                "tomorrow",
                "-1.1.2026"
            })
    void no_day(String typed) {
        assertThat(times.day(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "09:00, 09:00",
        "9:00, 09:00",
        "9.00, 09:00",
        "9, 09:00",
        "0900, 09:00",
        "17, 17:00",
        "' 23:59 ', 23:59",
        "00:00, 00:00"
    })
    void a_time(String typed, LocalTime time) {
        assertThat(TypedTimes.time(typed)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24:00", "9:0", "9:60", "900", "5 PM", "9h"})
    void no_time(String typed) {
        assertThat(TypedTimes.time(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "30.11.2026 09:00,    2026-11-30T09:00",
        "30.11.2026. 9,       2026-11-30T09:00",
        "30.11. 9.30,         2026-11-30T09:30",
        "2026-11-30T09:00,    2026-11-30T09:00",
        "2026-11-30T09:00:00, 2026-11-30T09:00",
        "2026-11-30 09:00,    2026-11-30T09:00",
        "301120260900,        2026-11-30T09:00",
        "3011260900,          2026-11-30T09:00"
    })
    void a_moment(String typed, LocalDateTime moment) {
        assertThat(times.moment(typed)).contains(moment);
    }

    /// A day without a time, or with half of one, is not completed by guessing.
    @ParameterizedTest
    @ValueSource(strings = {"", "30.11.2026", "09:00", "30. 11. 2026", "30.11.2026 25:00", "11/30/2026 5 PM"})
    void no_moment(String typed) {
        assertThat(times.moment(typed)).isEmpty();
    }

    @Test
    void is_written_as_it_is_typed() {
        assertThat(TypedTimes.of(LocalDate.of(2027, 1, 3))).isEqualTo("03.01.2027");
        assertThat(TypedTimes.of(LocalTime.of(9, 5))).isEqualTo("09:05");
        assertThat(TypedTimes.of(LocalDateTime.of(2027, 1, 3, 9, 5))).isEqualTo("03.01.2027 09:05");
    }
}
