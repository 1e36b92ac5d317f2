package lv.helpline.roster.staffing;

import static lv.helpline.roster.Books.absent;
import static lv.helpline.roster.Books.consultant;
import static lv.helpline.roster.Books.covering;
import static lv.helpline.roster.Books.line;
import static lv.helpline.roster.Books.monday;
import static lv.helpline.roster.Books.on;
import static lv.helpline.roster.Books.onDuty;
import static lv.helpline.roster.Books.span;
import static lv.helpline.roster.Books.tuesday;
import static lv.helpline.roster.Books.workdays;
import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Books;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Coverage;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.Handover;
import org.junit.jupiter.api.Test;

class StintsTest {

    private static final Line LATGALE_LINE = line("latgale", "25723222", LATGALE);
    private static final Line EVENING = line("riga-evening", "67898343", RIGA, on(DayOfWeek.MONDAY, "09:00", "20:00"));
    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant BRUNO = consultant(2, "Bruno");
    private static final LocalSpan MONDAY = span("2026-11-23 09:00", "2026-11-23 17:00");
    private static final Holidays NONE = _ -> Optional.empty();

    private final Books books = Books.of(LATGALE_LINE, EVENING).with(ANNA, BRUNO);

    @Test
    void a_turn_ends_where_other_lines_are_served_and_leaves_out_closed_time() {
        books.with(
                onDuty(ANNA).in(LATGALE).each(workdays("08:00", "17:00")),
                onDuty(ANNA).at(EVENING).each(List.of(on(DayOfWeek.MONDAY, "13:00", "20:00"))),
                absent(ANNA, "2026-11-23 15:00", "2026-11-23 16:00"));

        assertThat(shifts(books.data(), ANNA))
                .containsExactly(
                        new Stint(monday("09:00"), monday("13:00"), List.of(LATGALE_LINE), false),
                        new Stint(monday("13:00"), monday("15:00"), List.of(LATGALE_LINE, EVENING), false),
                        new Stint(monday("16:00"), monday("17:00"), List.of(LATGALE_LINE, EVENING), false),
                        new Stint(monday("17:00"), monday("20:00"), List.of(EVENING), false));
    }

    @Test
    void what_a_colleague_comes_and_goes_for_does_not_cut_mine() {
        books.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")),
                onDuty(BRUNO).in(LATGALE).each(workdays("11:00", "12:00")));
        assertThat(shifts(books.data(), ANNA))
                .containsExactly(new Stint(monday("09:00"), monday("17:00"), List.of(LATGALE_LINE), false));
    }

    /// In the night of 25 October 2026 the clocks show 3 to 4 twice: what begins at 3.45 the first time and ends
    /// at 3.15 the second time would end before it began.
    @Test
    void in_the_hour_that_autumn_repeats_a_turn_is_told_by_the_whole_of_it() {
        var turn = new Stint(
                Instant.parse("2026-10-25T00:45:00Z"), Instant.parse("2026-10-25T01:15:00Z"), List.of(EVENING), false);
        assertThat(turn.span()).isEqualTo(span("2026-10-25 03:00", "2026-10-25 04:00"));
        var over = new Stint(
                Instant.parse("2026-10-25T00:15:00Z"), Instant.parse("2026-10-25T01:45:00Z"), List.of(EVENING), false);
        assertThat(over.span()).isEqualTo(span("2026-10-25 03:15", "2026-10-25 03:45"));
    }

    @Test
    void the_coordination_is_a_turn_without_lines() {
        books.with(onDuty(ANNA).coordinating().each(List.of(on(DayOfWeek.MONDAY, "20:00", "22:00"))));
        assertThat(shifts(books.data(), ANNA))
                .containsExactly(new Stint(monday("20:00"), monday("22:00"), List.of(), true));
    }

    @Test
    void a_weekly_duty_is_handed_over_for_one_day_and_comes_back_without_a_trace() {
        books.with(onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")));
        var before = books.data();

        var after = handedOver(before, ANNA, BRUNO);
        assertThat(shifts(after, ANNA)).isEmpty();
        assertThat(shifts(after, BRUNO))
                .containsExactly(new Stint(monday("09:00"), monday("17:00"), List.of(LATGALE_LINE), false));
        assertThat(handedOver(after, BRUNO, ANNA)).isEqualTo(before);
    }

    @Test
    void a_cover_is_handed_over_without_an_absence() {
        books.with(covering(ANNA, LATGALE, "2026-11-23 09:00", "2026-11-23 17:00"));
        var after = handedOver(books.data(), ANNA, BRUNO);
        assertThat(after.absences()).isEmpty();
        assertThat(after.covers()).containsExactly(covering(BRUNO, LATGALE, "2026-11-23 09:00", "2026-11-23 17:00"));
    }

    @Test
    void all_that_is_covered_then_goes_along_and_nothing_overlaps() {
        books.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")),
                onDuty(ANNA).at(EVENING).each(List.of(on(DayOfWeek.MONDAY, "13:00", "20:00"))),
                covering(ANNA, LATGALE, "2026-11-23 16:00", "2026-11-23 19:00"),
                covering(BRUNO, LATGALE, "2026-11-23 10:00", "2026-11-23 11:00"));
        var after = handedOver(books.data(), ANNA, BRUNO);
        assertThat(after.covers())
                .filteredOn(cover -> cover.consultant().equals(BRUNO.id()))
                .extracting(cover -> cover.coverage() + " " + cover.span())
                .containsExactlyInAnyOrder(
                        new Coverage.OfRegion(LATGALE) + " " + span("2026-11-23 10:00", "2026-11-23 11:00"),
                        new Coverage.OfRegion(LATGALE) + " " + span("2026-11-23 09:00", "2026-11-23 10:00"),
                        new Coverage.OfRegion(LATGALE) + " " + span("2026-11-23 11:00", "2026-11-23 17:00"),
                        new Coverage.OfLine(EVENING.id()) + " " + span("2026-11-23 13:00", "2026-11-23 17:00"));
        assertThat(shifts(after, ANNA)).extracting(Stint::start).containsExactly(monday("17:00"));
    }

    @Test
    void who_is_away_takes_nothing_over_and_who_has_nothing_gives_nothing() {
        books.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")),
                absent(BRUNO, "2026-11-23 16:00", "2026-11-24 00:00"));
        assertThat(Handover.of(books.data(), NONE, ANNA.id(), BRUNO.id(), MONDAY))
                .isEmpty();
        assertThat(Handover.of(books.data(), NONE, BRUNO.id(), ANNA.id(), MONDAY))
                .isEmpty();
    }

    private static RosterData handedOver(RosterData books, Consultant giver, Consultant taker) {
        return Handover.of(books, NONE, giver.id(), taker.id(), MONDAY)
                .orElseThrow()
                .appliedTo(books);
    }

    private static List<Stint> shifts(RosterData books, Consultant consultant) {
        return Stints.of(new Roster(books, NONE), consultant.id(), monday("00:00"), tuesday("00:00"));
    }
}
