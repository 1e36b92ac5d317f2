package lv.helpline.roster;

import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.opened;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutyHoursTest {

    private static final Line WORKDAYS = line("latgale", "25723222", LATGALE);
    private static final Line ALWAYS = line(
            "riga",
            "67898343",
            RIGA,
            Arrays.stream(DayOfWeek.values())
                    .map(day -> on(day, "00:00", "00:00"))
                    .toArray(WeeklySpan[]::new));
    private static final Consultant ANNA = consultant(1, "Anna");

    private final RosterBuilder rosterBuilder =
            RosterBuilder.of(WORKDAYS, ALWAYS).with(ANNA);

    /// Of ten workdays, four are holidays: 24, 25 and 31 December and 1 January.
    @Test
    void at_christmas_only_the_hours_count_in_which_a_line_is_open() {
        rosterBuilder.with(onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")));
        assertThat(hours("2026-12-21", "2027-01-04")).isEqualTo(48);
        rosterBuilder.with(opened(WORKDAYS, "2026-12-24 10:00", "2026-12-24 12:00"));
        assertThat(hours("2026-12-21", "2027-01-04")).isEqualTo(50);
    }

    @Test
    void before_and_after_the_hours_of_a_line_counts_nothing() {
        rosterBuilder.with(onDuty(ANNA).at(WORKDAYS));
        assertThat(hours("2026-11-23", "2026-11-30")).isEqualTo(5 * 8);
    }

    @Test
    void a_line_of_another_region_does_not_make_hours() {
        rosterBuilder.with(onDuty(ANNA).in(LATGALE).each(List.of(on(DayOfWeek.SATURDAY, "09:00", "17:00"))));
        assertThat(hours("2026-11-23", "2026-11-30")).isZero();
    }

    @Test
    void what_overlaps_counts_once_and_absences_and_the_coordination_not() {
        rosterBuilder.with(
                onDuty(ANNA).coordinating(),
                onDuty(ANNA).in(RIGA).each(workdays("08:00", "12:00")),
                onDuty(ANNA).at(WORKDAYS).each(workdays("10:00", "14:00")),
                covering(ANNA, LATGALE, "2026-11-23 13:00", "2026-11-23 15:00"),
                absent(ANNA, "2026-11-24 00:00", "2026-11-25 00:00"));
        assertThat(hours("2026-11-23", "2026-11-30")).isEqualTo(7 + 3 * 6);
    }

    /// 88 hours by the clocks in each week. 28 March is Easter Sunday, so the line is open by a special opening.
    @ParameterizedTest(name = "the week from {0} has {1} h")
    @CsvSource({"2027-03-22, 87", "2027-10-25, 89", "2027-10-18, 88"})
    void the_hours_are_those_that_pass(LocalDate monday, int hours) {
        rosterBuilder.with(
                opened(ALWAYS, "2027-03-28 00:00", "2027-03-29 00:00"),
                onDuty(ANNA).in(RIGA).each(List.of(on(DayOfWeek.SUNDAY, "00:00", "00:00"))),
                onDuty(ANNA)
                        .in(RIGA)
                        .each(List.of(
                                on(DayOfWeek.MONDAY, "08:00", "00:00"),
                                on(DayOfWeek.TUESDAY, "08:00", "00:00"),
                                on(DayOfWeek.WEDNESDAY, "08:00", "00:00"),
                                on(DayOfWeek.THURSDAY, "08:00", "00:00"))));
        assertThat(hours(monday.toString(), monday.plusDays(7).toString())).isEqualTo(hours);
    }

    private long hours(String from, String until) {
        var time = DutyHours.between(rosterBuilder.roster(), midnight(from), midnight(until))
                .of(ANNA.id());
        assertThat(time.toMinutesPart()).isZero();
        return time.toHours();
    }

    private static Instant midnight(String date) {
        return LocalDate.parse(date).atStartOfDay(Roster.ZONE).toInstant();
    }
}
