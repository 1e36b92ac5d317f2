package lv.helpline.roster;

import static lv.helpline.roster.RosterBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSpanTest {

    /// The clocks go from 3:00 to 4:00 on 28 March 2027, and from 4:00 back to 3:00 on 31 October.
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "2027-03-28 03:30, 2027-03-28 08:00, 2027-03-28 04:00, 2027-03-28 08:00",
        "2027-03-28 01:00, 2027-03-28 03:30, 2027-03-28 01:00, 2027-03-28 04:00",
        "2027-03-28 02:00, 2027-03-28 05:00, 2027-03-28 02:00, 2027-03-28 05:00",
        "2027-10-31 03:30, 2027-10-31 08:00, 2027-10-31 03:30, 2027-10-31 08:00",
        "2027-10-31 01:00, 2027-10-31 03:30, 2027-10-31 01:00, 2027-10-31 03:30",
        "2026-11-23 09:00, 2026-11-23 17:00, 2026-11-23 09:00, 2026-11-23 17:00"
    })
    void is_shown_as_the_clocks_show_it(String start, String end, String shownStart, String shownEnd) {
        assertThat(span(start, end).shownByClocks()).contains(span(shownStart, shownEnd));
    }

    @Test
    void nothing_is_shown_of_what_lies_in_the_hour_that_spring_leaves_out() {
        assertThat(span("2027-03-28 03:00", "2027-03-28 03:45").shownByClocks()).isEqualTo(Optional.empty());
    }
}
