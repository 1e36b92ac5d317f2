package lv.helpline.roster.staffing;

import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.monday;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.paused;
import static lv.helpline.roster.RosterBuilder.saturday;
import static lv.helpline.roster.RosterBuilder.span;
import static lv.helpline.roster.RosterBuilder.tuesday;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyPeriod;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import org.junit.jupiter.api.Test;

class DutyStatusTest {

    private static final Line EVENING = line("riga-evening", "67898343", Region.RIGA);
    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant ILZE = consultant(2, "Ilze");
    private static final DutyScope RIGA = new DutyScope.OfRegion(Region.RIGA);

    private final RosterBuilder rosterBuilder = RosterBuilder.of(EVENING)
            .with(
                    ANNA,
                    ILZE,
                    onDuty(ANNA).in(Region.RIGA).each(workdays("09:00", "17:00")),
                    onDuty(ANNA).at(EVENING).each(List.of(on(DayOfWeek.MONDAY, "17:00", "20:00"))),
                    onDuty(ILZE).coordinating());

    private DutyStatus anna(Instant at) {
        return DutyStatus.of(rosterBuilder.roster(), ANNA.id(), at);
    }

    @Test
    void a_duty_lasts_as_long_as_what_it_covers_stays_the_same() {
        var dutyStatus = anna(monday("10:00"));
        assertThat(dutyStatus.current()).hasValue(new DutyPeriod(Set.of(RIGA), monday("10:00"), monday("17:00")));
        assertThat(dutyStatus.lines()).isEmpty();
        assertThat(dutyStatus.next())
                .hasValue(new DutyPeriod(Set.of(new DutyScope.OfLine(EVENING.id())), monday("17:00"), monday("20:00")));
        assertThat(anna(monday("17:00")).lines()).containsExactly(EVENING);
    }

    @Test
    void between_duties_the_next_one_is_meant() {
        var saturday = anna(saturday("12:00"));
        assertThat(saturday.current()).isEmpty();
        assertThat(saturday.mayPause()).isFalse();
        assertThat(saturday.pending())
                .hasValue(new DutyPeriod(Set.of(RIGA), at("2026-11-30 09:00"), at("2026-11-30 17:00")));
        assertThat(saturday.absence(saturday.pending().orElseThrow()))
                .isEqualTo(new Absence(ANNA.id(), span("2026-11-30 09:00", "2026-11-30 17:00")));
    }

    @Test
    void an_absence_from_the_duty_under_way_begins_with_this_minute() {
        var dutyStatus = anna(monday("10:07").plusSeconds(42));
        assertThat(dutyStatus.absence(dutyStatus.pending().orElseThrow()))
                .isEqualTo(new Absence(ANNA.id(), span("2026-11-23 10:07", "2026-11-23 17:00")));
    }

    @Test
    void absences_and_covers_are_in_it() {
        rosterBuilder.with(
                absent(ANNA, "2026-11-23 00:00", "2026-11-24 11:00"),
                covering(ANNA, Region.LATGALE, "2026-11-24 12:00", "2026-11-24 13:00"));
        var dutyStatus = anna(monday("10:00"));
        assertThat(dutyStatus.current()).isEmpty();
        assertThat(dutyStatus.next()).hasValue(new DutyPeriod(Set.of(RIGA), tuesday("11:00"), tuesday("12:00")));
        assertThat(anna(tuesday("12:30")).current())
                .hasValue(new DutyPeriod(
                        Set.of(RIGA, new DutyScope.OfRegion(Region.LATGALE)), tuesday("12:30"), tuesday("13:00")));
    }

    @Test
    void pauses_that_overlap_are_one_and_a_paused_consultant_may_not_pause() {
        rosterBuilder.with(
                paused(ANNA, "2026-11-23 09:30", "2026-11-23 10:15"),
                paused(ANNA, "2026-11-23 10:00", "2026-11-23 11:00"));
        assertThat(anna(monday("10:00")).pausedUntil()).hasValue(monday("11:00"));
        assertThat(anna(monday("10:00")).mayPause()).isFalse();
        assertThat(anna(monday("11:00")).pausedUntil()).isEmpty();
        assertThat(anna(monday("11:00")).mayPause()).isTrue();
    }

    @Test
    void a_coordinator_on_call_can_be_called_by_others_only_and_has_nothing_to_rest_from() {
        assertThat(anna(monday("10:00")).colleagues()).containsExactly(ILZE);
        var ilze = DutyStatus.of(rosterBuilder.roster(), ILZE.id(), monday("10:00"));
        assertThat(ilze.colleagues()).isEmpty();
        assertThat(ilze.current()).isPresent();
        assertThat(ilze.mayPause()).isFalse();
    }

    @Test
    void who_is_not_in_the_roster_has_no_standing() {
        assertThatThrownBy(() -> DutyStatus.of(rosterBuilder.roster(), new ConsultantId(9), monday("10:00")))
                .isInstanceOf(NoSuchElementException.class);
    }
}
