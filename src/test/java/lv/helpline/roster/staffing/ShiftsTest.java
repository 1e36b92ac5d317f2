package lv.helpline.roster.staffing;

import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.monday;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.span;
import static lv.helpline.roster.RosterBuilder.tuesday;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.Handover;
import org.junit.jupiter.api.Test;

class ShiftsTest {

    private static final Line LATGALE_LINE = line("latgale", "25723222", LATGALE);
    private static final Line EVENING = line("riga-evening", "67898343", RIGA, on(DayOfWeek.MONDAY, "09:00", "20:00"));
    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant BRUNO = consultant(2, "Bruno");
    private static final LocalSpan MONDAY = span("2026-11-23 09:00", "2026-11-23 17:00");
    private static final Holidays NONE = _ -> Optional.empty();

    private final RosterBuilder rosterBuilder =
            RosterBuilder.of(LATGALE_LINE, EVENING).with(ANNA, BRUNO);

    @Test
    void a_turn_ends_where_other_lines_are_served_and_leaves_out_closed_time() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("08:00", "17:00")),
                onDuty(ANNA).at(EVENING).each(List.of(on(DayOfWeek.MONDAY, "13:00", "20:00"))),
                absent(ANNA, "2026-11-23 15:00", "2026-11-23 16:00"));

        assertThat(shifts(rosterBuilder.data(), ANNA))
                .containsExactly(
                        new Shift(monday("09:00"), monday("13:00"), List.of(LATGALE_LINE), false),
                        new Shift(monday("13:00"), monday("15:00"), List.of(LATGALE_LINE, EVENING), false),
                        new Shift(monday("16:00"), monday("17:00"), List.of(LATGALE_LINE, EVENING), false),
                        new Shift(monday("17:00"), monday("20:00"), List.of(EVENING), false));
    }

    @Test
    void what_a_colleague_comes_and_goes_for_does_not_cut_mine() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")),
                onDuty(BRUNO).in(LATGALE).each(workdays("11:00", "12:00")));
        assertThat(shifts(rosterBuilder.data(), ANNA))
                .containsExactly(new Shift(monday("09:00"), monday("17:00"), List.of(LATGALE_LINE), false));
    }

    /// In the night of 25 October 2026 the clocks show 3 to 4 twice: what begins at 3.45 the first time and ends
    /// at 3.15 the second time would end before it began.
    @Test
    void in_the_hour_that_autumn_repeats_a_turn_is_told_by_the_whole_of_it() {
        var turn = new Shift(
                Instant.parse("2026-10-25T00:45:00Z"), Instant.parse("2026-10-25T01:15:00Z"), List.of(EVENING), false);
        assertThat(turn.span()).isEqualTo(span("2026-10-25 03:00", "2026-10-25 04:00"));
        var over = new Shift(
                Instant.parse("2026-10-25T00:15:00Z"), Instant.parse("2026-10-25T01:45:00Z"), List.of(EVENING), false);
        assertThat(over.span()).isEqualTo(span("2026-10-25 03:15", "2026-10-25 03:45"));
    }

    @Test
    void the_coordination_is_a_turn_without_lines() {
        rosterBuilder.with(onDuty(ANNA).coordinating().each(List.of(on(DayOfWeek.MONDAY, "20:00", "22:00"))));
        assertThat(shifts(rosterBuilder.data(), ANNA))
                .containsExactly(new Shift(monday("20:00"), monday("22:00"), List.of(), true));
    }

    @Test
    void a_weekly_duty_is_handed_over_for_one_day_and_comes_back_without_a_trace() {
        rosterBuilder.with(onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")));
        var before = rosterBuilder.data();

        var after = handedOver(before, ANNA, BRUNO);
        assertThat(shifts(after, ANNA)).isEmpty();
        assertThat(shifts(after, BRUNO))
                .containsExactly(new Shift(monday("09:00"), monday("17:00"), List.of(LATGALE_LINE), false));
        assertThat(handedOver(after, BRUNO, ANNA)).isEqualTo(before);
    }

    @Test
    void a_cover_is_handed_over_without_an_absence() {
        rosterBuilder.with(covering(ANNA, LATGALE, "2026-11-23 09:00", "2026-11-23 17:00"));
        var after = handedOver(rosterBuilder.data(), ANNA, BRUNO);
        assertThat(after.absences()).isEmpty();
        assertThat(after.covers()).containsExactly(covering(BRUNO, LATGALE, "2026-11-23 09:00", "2026-11-23 17:00"));
    }

    @Test
    void all_that_is_covered_then_goes_along_and_nothing_overlaps() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")),
                onDuty(ANNA).at(EVENING).each(List.of(on(DayOfWeek.MONDAY, "13:00", "20:00"))),
                covering(ANNA, LATGALE, "2026-11-23 16:00", "2026-11-23 19:00"),
                covering(BRUNO, LATGALE, "2026-11-23 10:00", "2026-11-23 11:00"));
        var after = handedOver(rosterBuilder.data(), ANNA, BRUNO);
        assertThat(after.covers())
                .filteredOn(cover -> cover.consultant().equals(BRUNO.id()))
                .extracting(cover -> cover.coverage() + " " + cover.span())
                .containsExactlyInAnyOrder(
                        new DutyScope.OfRegion(LATGALE) + " " + span("2026-11-23 10:00", "2026-11-23 11:00"),
                        new DutyScope.OfRegion(LATGALE) + " " + span("2026-11-23 09:00", "2026-11-23 10:00"),
                        new DutyScope.OfRegion(LATGALE) + " " + span("2026-11-23 11:00", "2026-11-23 17:00"),
                        new DutyScope.OfLine(EVENING.id()) + " " + span("2026-11-23 13:00", "2026-11-23 17:00"));
        assertThat(shifts(after, ANNA)).extracting(Shift::start).containsExactly(monday("17:00"));
    }

    @Test
    void who_is_away_takes_nothing_over_and_who_has_nothing_gives_nothing() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")),
                absent(BRUNO, "2026-11-23 16:00", "2026-11-24 00:00"));
        assertThat(Handover.of(rosterBuilder.data(), NONE, ANNA.id(), BRUNO.id(), MONDAY))
                .isEmpty();
        assertThat(Handover.of(rosterBuilder.data(), NONE, BRUNO.id(), ANNA.id(), MONDAY))
                .isEmpty();
    }

    private static RosterData handedOver(RosterData roster, Consultant giver, Consultant taker) {
        return Handover.of(roster, NONE, giver.id(), taker.id(), MONDAY)
                .orElseThrow()
                .appliedTo(roster);
    }

    private static List<Shift> shifts(RosterData roster, Consultant consultant) {
        return Shifts.of(new Roster(roster, NONE), consultant.id(), monday("00:00"), tuesday("00:00"));
    }
}
