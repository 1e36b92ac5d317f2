package lv.helpline.roster.edit;

import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.edit.Offboarding.Orphan;
import lv.helpline.roster.staffing.Shift;
import lv.helpline.roster.staffing.Shifts;
import org.junit.jupiter.api.Test;

class OffboardingTest {

    /// A Tuesday.
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-24T10:00");

    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant BRUNO = consultant(2, "Bruno");
    private static final Line ALWAYS = line(
            "latgale",
            "25723222",
            LATGALE,
            List.of(DayOfWeek.values()).stream()
                    .map(day -> on(day, "00:00", "00:00"))
                    .toArray(WeeklySpan[]::new));

    private final RosterBuilder rosterBuilder = RosterBuilder.of(ALWAYS).with(ANNA, BRUNO);

    @Test
    void who_has_left_is_on_duty_never_again_not_even_in_the_duty_that_is_under_way() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")),
                onDuty(ANNA).coordinating().each(List.of(on(DayOfWeek.MONDAY, "20:00", "11:00"))),
                onDuty(BRUNO).in(LATGALE).each(workdays("09:00", "17:00")),
                covering(ANNA, RIGA, "2026-11-24 08:00", "2026-11-24 12:00"),
                covering(ANNA, RIGA, "2026-12-01 08:00", "2026-12-01 12:00"));
        var before = shifts(rosterBuilder.data(), ANNA);
        assertThat(before).isNotEmpty();

        var after = left(Map.of());

        assertThat(shifts(after, ANNA)).isEmpty();
        assertThat(shifts(after, BRUNO)).isEqualTo(shifts(rosterBuilder.data(), BRUNO));
        assertThat(after.weeklyDuties())
                .as("what was is still in the roster")
                .filteredOn(duty -> duty.consultant().equals(ANNA.id()))
                .hasSize(6)
                .allSatisfy(duty -> assertThat(duty.until()).contains(NOW.toLocalDate()));
    }

    @Test
    void duties_that_are_alike_but_for_the_day_are_one_and_their_taker_begins_at_once() {
        rosterBuilder.with(onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")));
        var orphans = Offboarding.orphans(rosterBuilder.data(), ANNA.id(), NOW);
        assertThat(orphans).singleElement().satisfies(orphan -> {
            assertThat(orphan.days())
                    .containsExactly(
                            DayOfWeek.MONDAY,
                            DayOfWeek.TUESDAY,
                            DayOfWeek.WEDNESDAY,
                            DayOfWeek.THURSDAY,
                            DayOfWeek.FRIDAY);
            assertThat(orphan.upcoming()).hasSize(5);
        });

        var after = left(Map.of(orphans.getFirst(), BRUNO.id()));

        assertThat(shifts(after, ANNA)).isEmpty();
        assertThat(shifts(after, BRUNO)).isNotEmpty().isEqualTo(shifts(rosterBuilder.data(), ANNA));
    }

    @Test
    void who_takes_a_duty_of_every_third_week_has_the_same_weeks() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")).everyWeeks(3, "2026-11-09"));
        var orphan = Offboarding.orphans(rosterBuilder.data(), ANNA.id(), NOW).getFirst();
        assertThat(orphan.upcoming().getFirst().start()).isEqualTo("2026-11-30T09:00");

        var after = left(Map.of(orphan, BRUNO.id()));

        assertThat(shifts(after, ANNA)).isEmpty();
        assertThat(shifts(after, BRUNO)).hasSize(9).isEqualTo(shifts(rosterBuilder.data(), ANNA));
    }

    @Test
    void a_cover_is_cut_at_the_minute_and_its_taker_begins_there() {
        rosterBuilder.with(covering(ANNA, LATGALE, "2026-11-24 08:00", "2026-11-24 12:00"));
        var orphan = Offboarding.orphans(rosterBuilder.data(), ANNA.id(), NOW).getFirst();
        assertThat(left(Map.of(orphan, BRUNO.id())).covers())
                .containsExactlyInAnyOrder(
                        covering(ANNA, LATGALE, "2026-11-24 08:00", "2026-11-24 10:00"),
                        covering(BRUNO, LATGALE, "2026-11-24 10:00", "2026-11-24 12:00"));
    }

    @Test
    void what_is_over_orphans_nothing_and_leave_stays() {
        rosterBuilder.with(
                covering(ANNA, LATGALE, "2026-11-23 08:00", "2026-11-24 10:00"),
                absent(ANNA, "2026-12-24 00:00", "2026-12-27 00:00"));
        assertThat(Offboarding.orphans(rosterBuilder.data(), ANNA.id(), NOW)).isEmpty();
        assertThat(left(Map.of())).isEqualTo(rosterBuilder.data());
    }

    private RosterData left(Map<Orphan, ConsultantId> takers) {
        return Offboarding.edit(rosterBuilder.data(), ANNA.id(), NOW, takers).appliedTo(rosterBuilder.data());
    }

    private static List<Shift> shifts(RosterData roster, Consultant consultant) {
        Instant now = NOW.toInstant(ZoneOffset.ofHours(2));
        return Shifts.of(
                new Roster(roster, _ -> Optional.empty()), consultant.id(), now, now.plusSeconds(30L * 24 * 3600));
    }
}
