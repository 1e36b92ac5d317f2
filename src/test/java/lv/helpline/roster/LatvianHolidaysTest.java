package lv.helpline.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatvianHolidaysTest {

    private final Holidays holidays = new LatvianHolidays();

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, new-year",
        "2026-04-03, good-friday",
        "2026-04-05, easter",
        "2026-04-06, easter-monday",
        "2026-05-01, labour-day",
        "2026-05-04, independence-restoration-day",
        "2026-05-10, mothers-day",
        "2026-05-24, whit-sunday",
        "2026-06-23, midsummer-eve",
        "2026-06-24, midsummer",
        "2026-11-18, proclamation-day",
        "2026-12-24, christmas-eve",
        "2026-12-25, christmas",
        "2026-12-26, boxing-day",
        "2026-12-31, new-years-eve",
    })
    void are_those_of_the_law(LocalDate date, String key) {
        assertThat(holidays.on(date)).contains(key);
    }

    @Test
    void are_no_others_in_2026() {
        var days = LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2027, 1, 1));
        assertThat(days.filter(day -> holidays.on(day).isPresent())).hasSize(15);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-06, independence-restoration-day-transferred",
        "2025-05-05, independence-restoration-day-transferred",
        "2028-11-20, proclamation-day-transferred",
        "2029-11-19, proclamation-day-transferred",
    })
    void are_transferred_from_a_weekend_to_monday(LocalDate date, String key) {
        assertThat(holidays.on(date)).contains(key);
    }

    @ParameterizedTest
    @CsvSource({"2026-05-05", "2027-11-22", "2028-11-19", "2028-11-21", "2026-11-19", "2027-01-04", "2027-12-27"})
    void are_not_transferred_from_a_workday_nor_are_others_than_those_two(LocalDate date) {
        assertThat(holidays.on(date)).isEmpty();
    }
}
