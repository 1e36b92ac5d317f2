package lv.helpline.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import lv.helpline.lines.Interpreters.Interpreter;
import lv.helpline.roster.Language;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklySpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpretersTest {

    /// On Mondays from eight to twelve, and from ten in the evening until two.
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:59:59, false",
        "2026-11-23T08:00, true",
        "2026-11-23T12:00, false",
        "2026-11-23T22:00, true",
        "2026-11-24T01:59:59, true",
        "2026-11-24T02:00, false",
        "2026-11-24T08:00, false"
    })
    void mayBeRungInTheirHours(LocalDateTime at, boolean reachable) {
        var interpreter = interpreter(
                new WeeklySpan(DayOfWeek.MONDAY, LocalTime.of(8, 0), LocalTime.of(12, 0)),
                new WeeklySpan(DayOfWeek.MONDAY, LocalTime.of(22, 0), LocalTime.of(2, 0)));
        assertThat(interpreter.isReachable(at.atZone(Roster.ZONE).toInstant())).isEqualTo(reachable);
    }

    @Test
    void withoutHoursAtAnyTime() {
        assertThat(interpreter()
                        .isReachable(LocalDateTime.parse("2026-12-25T03:00")
                                .atZone(Roster.ZONE)
                                .toInstant()))
                .isTrue();
    }

    private static Interpreter interpreter(WeeklySpan... hours) {
        return new Interpreter("Oksana", "+37126000001", List.of(new Language("uk")), List.of(hours));
    }
}
