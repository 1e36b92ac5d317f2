package lv.helpline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuarterTest {

    @ParameterizedTest
    @CsvSource({
        "2026-Q1, 2026-01-01, 2026-03-31, 2025-Q4",
        "2026-Q3, 2026-07-01, 2026-09-30, 2026-Q2",
        "2028-Q1, 2028-01-01, 2028-03-31, 2027-Q4",
    })
    void begins_and_ends(String text, LocalDate first, LocalDate last, String before) {
        var quarter = Quarter.parse(text).orElseThrow();
        assertThat(quarter.period()).isEqualTo(new Period(first, last));
        assertThat(Quarter.of(first)).isEqualTo(quarter);
        assertThat(Quarter.of(last)).isEqualTo(quarter);
        assertThat(quarter.before()).hasToString(before);
        assertThat(quarter).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-Q5", "2026-Q0", "2026Q3", "1999-Q1", "2026-q3", ""})
    void is_written_in_one_way(String text) {
        assertThat(Quarter.parse(text)).isEmpty();
    }

    @Test
    void is_over_on_the_day_after_its_last() {
        var quarter = new Quarter(2026, 3);
        assertThat(quarter.isOver(LocalDate.parse("2026-09-30"))).isFalse();
        assertThat(quarter.isOver(LocalDate.parse("2026-10-01"))).isTrue();
    }
}
