package lv.helpline.asterisk.prompts;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import lv.helpline.asterisk.scripts.Given;
import lv.helpline.prompts.Playable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenOpeningTest {

    @ParameterizedTest(name = "asked {0}, opens {1}: {2}")
    @CsvSource({
        // 2026-11-24 is a Tuesday
        "2026-11-24T07:00, 2026-11-24T09:00, today&at-0900",
        "2026-11-24T00:00, 2026-11-24T00:15, today&at-0015",
        "2026-11-24T18:30, 2026-11-25T09:00, tomorrow&at-0900",
        "2026-11-24T23:59:59, 2026-11-25T00:00, tomorrow&at-0000",
        "2026-11-25T00:00, 2026-11-25T09:00, today&at-0900",
        "2026-11-24T18:30, 2026-11-26T09:00, weekday-4&at-0900",
        "2026-11-24T18:30, 2026-11-30T09:30, weekday-1&at-0930",
        "2026-11-24T18:30, 2026-12-01T09:00, weekday-2&day-1&month-12&at-0900",
        "2026-11-24T18:30, 2027-01-04T20:45, weekday-1&day-4&month-1&at-2045",
        // a minute that has no prompt is spoken as the quarter after it
        "2026-11-24T07:00, 2026-11-24T09:01, today&at-0915",
        "2026-11-24T07:00, 2026-11-24T09:46, today&at-1000",
        "2026-11-24T07:00, 2026-11-24T23:50, tomorrow&at-0000",
        "2026-11-24T07:00, 2026-11-24T09:00:01, today&at-0915",
        // a week that the clocks make an hour shorter or longer is still counted in dates
        "2026-03-28T23:30, 2026-03-29T09:00, tomorrow&at-0900",
        "2026-03-28T10:00, 2026-04-03T09:00, weekday-5&at-0900",
        "2026-10-24T23:30, 2026-10-26T09:00, weekday-1&at-0900",
        "2026-10-24T10:00, 2026-10-31T09:00, weekday-6&day-31&month-10&at-0900",
        // 03:00 to 04:00 is left out on 29 March
        "2026-03-29T01:00, 2026-03-29T02:50, today&at-0400"
    })
    void isSpokenAsInLatvia(String asked, String opens, String spoken) {
        assertThat(SpokenOpening.prompts(Given.riga(opens), Given.riga(asked)).stream()
                        .map(Playable::id)
                        .collect(joining("&")))
                .isEqualTo(spoken);
    }

    /// 22:30 UTC is past midnight in Riga.
    @Test
    void theDateIsThatOfRiga() {
        var asked = Instant.parse("2026-11-23T22:30:00Z");
        assertThat(SpokenOpening.prompts(Instant.parse("2026-11-24T07:00:00Z"), asked))
                .extracting(Playable::id)
                .containsExactly("today", "at-0900");
    }
}
