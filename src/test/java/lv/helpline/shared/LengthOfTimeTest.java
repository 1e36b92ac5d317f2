package lv.helpline.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LengthOfTimeTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        20 s | 20 | 20 s
        20s | 20 | 20 s
        90 s | 90 | 1 min 30 s
        15 min | 900 | 15 min
        15MIN | 900 | 15 min
        1 h | 3600 | 1 h
        1 h 30 min | 5400 | 1 h 30 min
        1h30min | 5400 | 1 h 30 min
        0 s | 0 | 0 s
        0 min | 0 | 0 s
        """)
    void it_is_written_as_people_write_it(String typed, int seconds, String shown) {
        assertThat(LengthOfTime.valueOf(typed)).isEqualTo(new LengthOfTime(seconds));
        assertThat(new LengthOfTime(seconds)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "15", "1:30", "-5 s", "1.5 min", "ten s", "5 min 1 h", "999999999 s", "5 m"})
    void anything_else_is_none(String typed) {
        assertThatThrownBy(() -> LengthOfTime.valueOf(typed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void what_is_shown_is_read_again(@ForAll @IntRange(max = 86_399) int seconds) {
        var length = new LengthOfTime(seconds);
        assertThat(LengthOfTime.valueOf(length.toString())).isEqualTo(length);
    }
}
