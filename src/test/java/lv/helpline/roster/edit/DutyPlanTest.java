package lv.helpline.roster.edit;

import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;
import org.junit.jupiter.api.Test;

class DutyPlanTest {

    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private final RosterData roster =
            RosterBuilder.of(line("latgale", "25723222", LATGALE)).with(ANNA).data();

    private static DutyPlan plan(Set<DayOfWeek> days, String first, Optional<String> until, Optional<Integer> weeks) {
        return new DutyPlan(
                ANNA.id(),
                new DutyScope.OfRegion(RIGA),
                days,
                LocalTime.of(9, 0),
                LocalTime.of(17, 0),
                LocalDate.parse(first),
                until.map(LocalDate::parse),
                weeks);
    }

    private static String starts(RosterData data, String from, String until) {
        return DutyOccurrence.touching(data, LocalDate.parse(from), LocalDate.parse(until)).stream()
                .map(each -> each.span().start().toLocalDate().toString().substring(5))
                .sorted()
                .toList()
                .toString();
    }

    /// From a Wednesday on: the Monday of that week is over, and the next one is not in a week of its.
    @Test
    void a_person_has_the_days_of_every_second_week_from_a_date_to_another() {
        var after = plan(WORKDAYS, "2026-12-16", Optional.of("2027-01-13"), Optional.of(2))
                .edit(roster)
                .appliedTo(roster);

        assertThat(starts(after, "2026-12-01", "2027-03-01"))
                .isEqualTo("[01-01, 01-11, 01-12, 12-16, 12-17, 12-18, 12-28, 12-29, 12-30, 12-31]");
    }

    @Test
    void once_is_the_next_of_each_of_the_days() {
        var edit =
                plan(WORKDAYS, "2026-12-16", Optional.empty(), Optional.empty()).edit(roster);

        assertThat(edit.weeklyDuties().isEmpty()).isTrue();
        assertThat(starts(edit.appliedTo(roster), "2026-12-01", "2027-03-01"))
                .isEqualTo("[12-16, 12-17, 12-18, 12-21, 12-22]");
    }

    @Test
    void what_is_there_already_is_not_there_twice_and_is_made_longer() {
        var monday = EnumSet.of(DayOfWeek.MONDAY);
        var before = plan(monday, "2026-11-30", Optional.of("2026-12-15"), Optional.of(2))
                .edit(roster)
                .appliedTo(roster);

        assertThat(plan(monday, "2026-12-14", Optional.of("2026-12-15"), Optional.of(2))
                        .edit(before))
                .isEqualTo(RosterEdit.NONE);
        var longer =
                plan(monday, "2026-12-14", Optional.empty(), Optional.of(2)).edit(before);
        assertThat(longer.appliedTo(before).weeklyDuties())
                .singleElement()
                .satisfies(duty -> assertThat(duty.until()).isEmpty());
        assertThat(starts(longer.appliedTo(before), "2026-11-01", "2027-01-01")).isEqualTo("[11-30, 12-14, 12-28]");
        var once = plan(monday, "2026-12-14", Optional.empty(), Optional.empty());
        assertThat(once.edit(once.edit(roster).appliedTo(roster))).isEqualTo(RosterEdit.NONE);
    }

    @Test
    void a_plan_is_for_a_day_at_least_and_every_4_weeks_at_most() {
        assertThatThrownBy(() -> plan(Set.of(), "2026-12-16", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan(WORKDAYS, "2026-12-16", Optional.empty(), Optional.of(WeeklyDuty.MOST_WEEKS + 1))
                        .edit(roster))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(plan(EnumSet.of(DayOfWeek.MONDAY), "2026-12-16", Optional.of("2026-12-18"), Optional.of(1))
                        .edit(roster))
                .as("no Monday among these dates")
                .isEqualTo(RosterEdit.NONE);
    }
}
