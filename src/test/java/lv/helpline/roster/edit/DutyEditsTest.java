package lv.helpline.roster.edit;

import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.span;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.RosterData;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DutyEditsTest {

    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant ILZE = consultant(2, "Ilze");
    private static final DutyScope IN_RIGA = new DutyScope.OfRegion(RIGA);
    private static final Cover COVER = covering(ILZE, LATGALE, "2026-11-26 09:00", "2026-11-26 17:00");

    private final RosterData roster = RosterBuilder.of(line("latgale", "25723222", LATGALE))
            .with(ANNA, ILZE, onDuty(ANNA).in(RIGA).each(workdays("09:00", "17:00")), COVER)
            .data();

    private static DutyOccurrence shift(Consultant who, DutyScope dutyScope, String start, String end) {
        return new DutyOccurrence(who.id(), dutyScope, span(start, end));
    }

    private static DutyOccurrence annaOn(String date) {
        return shift(ANNA, IN_RIGA, date + " 09:00", date + " 17:00");
    }

    private static List<DutyOccurrence> week(RosterData data) {
        return DutyOccurrence.touching(data, LocalDate.parse("2026-11-23"), LocalDate.parse("2026-11-30"));
    }

    @Test
    void a_shift_of_a_weekly_duty_is_taken_out_of_it_alone() {
        var edit = DutyEdits.without(roster, annaOn("2026-11-25")).orElseThrow();

        var after = edit.appliedTo(roster);
        assertThat(week(roster)).contains(annaOn("2026-11-25")).hasSize(6);
        assertThat(week(after)).doesNotContain(annaOn("2026-11-25")).hasSize(5);
        assertThat(DutyOccurrence.touching(after, LocalDate.parse("2026-12-02"), LocalDate.parse("2026-12-03")))
                .containsExactly(annaOn("2026-12-02"));
        assertThat(edit.inverse().appliedTo(after).weeklyDuties())
                .containsExactlyInAnyOrderElementsOf(roster.weeklyDuties());
    }

    @Test
    void what_is_not_there_any_more_is_not_edited() {
        assertThat(DutyEdits.without(roster, annaOn("2026-11-28"))).isEmpty();
        assertThat(DutyEdits.swapped(roster, annaOn("2026-11-25"), annaOn("2026-11-28")))
                .isEmpty();
        assertThat(DutyEdits.noMore(
                        roster, shift(ILZE, new DutyScope.OfRegion(LATGALE), "2026-11-26 09:00", "2026-11-26 17:00")))
                .isEmpty();
    }

    /// Both absences are cut; what is another's, and what does not touch the span, stays as it is.
    @Test
    void who_is_present_for_a_span_is_absent_before_and_after_it_as_they_were() {
        var dutyOccurrence = annaOn("2026-11-25");
        var elsewhen = absent(ANNA, "2026-11-25 17:00", "2026-11-25 18:00");
        var ofIlze = absent(ILZE, "2026-11-25 00:00", "2026-11-26 00:00");
        var away = DutyEdits.absent(ANNA.id(), span("2026-11-01 00:00", "2026-12-01 00:00"))
                .then(DutyEdits.absent(ANNA.id(), dutyOccurrence.span()))
                .then(RosterEdit.ofAbsences(List.of(), List.of(elsewhen, ofIlze)))
                .appliedTo(roster);

        var edit = DutyEdits.present(away, ANNA.id(), dutyOccurrence.span());

        assertThat(edit.appliedTo(away).absences())
                .containsExactlyInAnyOrder(
                        absent(ANNA, "2026-11-01 00:00", "2026-11-25 09:00"),
                        absent(ANNA, "2026-11-25 17:00", "2026-12-01 00:00"),
                        elsewhen,
                        ofIlze);
        assertThat(edit.absentTimes().added()).isEmpty();
        assertThat(DutyEdits.present(roster, ANNA.id(), dutyOccurrence.span()).isEmpty())
                .isTrue();
    }

    @Test
    void two_who_swap_have_each_other_s_duty() {
        var ofIlze = shift(ILZE, new DutyScope.OfRegion(LATGALE), "2026-11-26 09:00", "2026-11-26 17:00");

        var after = DutyEdits.swapped(roster, annaOn("2026-11-25"), ofIlze)
                .orElseThrow()
                .appliedTo(roster);

        assertThat(week(after))
                .contains(annaOn("2026-11-25").by(ILZE.id()), ofIlze.by(ANNA.id()))
                .doesNotContain(annaOn("2026-11-25"), ofIlze)
                .hasSize(6);
    }

    @Test
    void from_a_date_on_somebody_else_comes_each_week_at_another_time() {
        var wanted = shift(ILZE, IN_RIGA, "2026-11-25 12:00", "2026-11-25 16:00");

        var after = DutyEdits.weeklyFrom(roster, annaOn("2026-11-25"), wanted, 1)
                .orElseThrow()
                .appliedTo(roster);

        assertThat(DutyOccurrence.touching(after, LocalDate.parse("2026-11-18"), LocalDate.parse("2026-11-19")))
                .containsExactly(annaOn("2026-11-18"));
        assertThat(DutyOccurrence.touching(after, LocalDate.parse("2027-03-31"), LocalDate.parse("2027-04-01")))
                .containsExactly(shift(ILZE, IN_RIGA, "2027-03-31 12:00", "2027-03-31 16:00"));
    }

    private static List<String> wednesdays(RosterData data) {
        return DutyOccurrence.touching(data, LocalDate.parse("2026-11-23"), LocalDate.parse("2027-02-01")).stream()
                .map(each -> each.span().start().toLocalDate().toString())
                .sorted()
                .toList();
    }

    /// What is cut out of a duty of every second week leaves its other weeks as they were, on both sides of a year
    /// of 53 weeks.
    @Test
    void a_duty_of_every_second_week_keeps_its_weeks_however_it_is_cut() {
        var second = RosterBuilder.of(line("latgale", "25723222", LATGALE))
                .with(
                        ANNA,
                        ILZE,
                        onDuty(ANNA)
                                .in(RIGA)
                                .each(List.of(on(DayOfWeek.WEDNESDAY, "09:00", "17:00")))
                                .everyWeeks(2, "2026-11-25"))
                .data();
        assertThat(wednesdays(second))
                .containsExactly("2026-11-25", "2026-12-09", "2026-12-23", "2027-01-06", "2027-01-20");

        var without = DutyEdits.without(second, annaOn("2026-12-23")).orElseThrow();
        assertThat(wednesdays(without.appliedTo(second)))
                .containsExactly("2026-11-25", "2026-12-09", "2027-01-06", "2027-01-20");
        assertThat(without.inverse().appliedTo(without.appliedTo(second)).weeklyDuties())
                .isEqualTo(second.weeklyDuties());
        assertThat(DutyEdits.without(second, annaOn("2026-12-02"))).isEmpty();
        assertThat(wednesdays(DutyEdits.noMore(second, annaOn("2026-12-23"))
                        .orElseThrow()
                        .appliedTo(second)))
                .containsExactly("2026-11-25", "2026-12-09");
        assertThat(DutyEdits.everyWeeks(second, annaOn("2026-12-09"))).contains(2);
        assertThat(DutyEdits.everyWeeks(second, annaOn("2026-12-02"))).isEmpty();

        // Two who take different weeks out of it are not in each other's way; what is cut twice is lost.
        var other = DutyEdits.without(second, annaOn("2027-01-06")).orElseThrow();
        var both = other.rebasedOn(without.appliedTo(second));
        assertThat(both.lost()).isEqualTo(RosterEdit.NONE);
        assertThat(wednesdays(both.edit().appliedTo(without.appliedTo(second))))
                .containsExactly("2026-11-25", "2026-12-09", "2027-01-20");
        assertThat(without.rebasedOn(without.appliedTo(second)).lost().isEmpty())
                .isFalse();

        // In the week between, all that is to come of it goes; what has been stays, and nothing comes back.
        var gone = RosterEdit.ofWeeklyDuties(second.weeklyDuties(), List.of())
                .fromNowOn(second, LocalDateTime.parse("2026-12-16T12:00"));
        assertThat(wednesdays(gone.appliedTo(second))).containsExactly("2026-11-25", "2026-12-09");
        var none = RosterEdit.ofWeeklyDuties(second.weeklyDuties(), List.of()).appliedTo(second);
        var later = RosterEdit.ofWeeklyDuties(List.of(), second.weeklyDuties())
                .fromNowOn(none, LocalDateTime.parse("2026-12-16T12:00"));
        assertThat(wednesdays(later.appliedTo(none))).containsExactly("2026-12-23", "2027-01-06", "2027-01-20");
        assertThat(without.fromNowOn(second, LocalDateTime.parse("2026-12-30T12:00")))
                .isEqualTo(RosterEdit.NONE);
    }

    @Test
    void a_fortnight_is_filled_with_what_the_one_before_had_and_it_has_not() {
        var edit = DutyEdits.fillFromBefore(roster, LocalDate.parse("2026-12-07"), List.of());

        assertThat(edit.covers().added())
                .containsExactly(covering(ILZE, LATGALE, "2026-12-10 09:00", "2026-12-10 17:00"));
        var filled = edit.appliedTo(roster);
        assertThat(DutyEdits.fillFromBefore(filled, LocalDate.parse("2026-12-07"), List.of()))
                .isEqualTo(RosterEdit.NONE);
        assertThat(DutyEdits.fillFromBefore(
                        roster, LocalDate.parse("2026-12-07"), List.of(LocalDate.parse("2026-12-10"))))
                .isEqualTo(RosterEdit.NONE);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "2026-11-26 09:00, 2026-11-26 17:00, 0",
        "2026-11-26 12:00, 2026-11-26 13:00, 0",
        "2026-11-26 08:00, 2026-11-26 09:00, 1",
        "2026-11-27 09:00, 2026-11-27 17:00, 1"
    })
    void what_stood_in_for_an_absence_is_not_filled_in_again(String from, String until, int filled) {
        var standingIn = RosterBuilder.of(line("latgale", "25723222", LATGALE))
                .with(
                        ANNA,
                        ILZE,
                        COVER,
                        onDuty(ANNA).at(line("latgale", "25723222", LATGALE)).each(workdays("08:00", "17:00")),
                        absent(ANNA, from, until))
                .data();

        assertThat(DutyEdits.fillFromBefore(standingIn, LocalDate.parse("2026-12-07"), List.of())
                        .covers()
                        .added())
                .hasSize(filled);
    }

    @Test
    void whoever_coordinates_then_is_filled_in_for_callers_all_the_same() {
        var coordinating = RosterBuilder.of(line("latgale", "25723222", LATGALE))
                .with(ANNA, ILZE, onDuty(ILZE).coordinating(), COVER)
                .data();

        assertThat(DutyEdits.fillFromBefore(coordinating, LocalDate.parse("2026-12-07"), List.of())
                        .covers()
                        .added())
                .containsExactly(covering(ILZE, LATGALE, "2026-12-10 09:00", "2026-12-10 17:00"));
    }

    @Test
    void two_drafts_that_take_different_days_out_of_one_weekly_duty_both_hold() {
        var mine = DutyEdits.instead(
                        roster, annaOn("2026-12-09"), annaOn("2026-12-09").by(ILZE.id()))
                .orElseThrow();
        var meanwhile =
                DutyEdits.without(roster, annaOn("2026-12-02")).orElseThrow().appliedTo(roster);

        var rebased = mine.rebasedOn(meanwhile);

        assertThatThrownBy(() -> mine.appliedTo(meanwhile)).isInstanceOf(IllegalArgumentException.class);
        assertThat(rebased.lost()).isEqualTo(RosterEdit.NONE);
        var after = rebased.edit().appliedTo(meanwhile);
        assertThat(DutyOccurrence.touching(after, LocalDate.parse("2026-12-02"), LocalDate.parse("2026-12-03")))
                .isEmpty();
        assertThat(DutyOccurrence.touching(after, LocalDate.parse("2026-12-09"), LocalDate.parse("2026-12-10")))
                .containsExactly(annaOn("2026-12-09").by(ILZE.id()));
    }

    @Test
    void what_a_draft_takes_away_and_somebody_else_has_taken_away_already_is_lost() {
        var mine = DutyEdits.without(roster, annaOn("2026-12-09"))
                .orElseThrow()
                .then(RosterEdit.ofCovers(List.of(COVER), List.of()));
        var meanwhile = mine.appliedTo(roster);

        var rebased = mine.rebasedOn(meanwhile);

        assertThat(rebased.edit()).isEqualTo(RosterEdit.NONE);
        assertThat(rebased.lost().covers().removed()).containsExactly(COVER);
        assertThat(rebased.lost().weeklyDuties().removed()).hasSize(1);
    }

    @Test
    void the_surroundings_of_an_edit_change_with_what_is_around_it_only() {
        var edit = DutyEdits.absent(ANNA.id(), span("2026-11-25 09:00", "2026-11-25 17:00"))
                .then(DutyEdits.with(annaOn("2026-11-25").by(ILZE.id())));
        var seen = EditConflictDigest.of(edit, roster);
        var elsewhere = DutyEdits.absent(ANNA.id(), span("2026-11-26 09:00", "2026-11-26 17:00"));
        var here = DutyEdits.absent(ANNA.id(), span("2026-11-25 12:00", "2026-11-25 13:00"));

        // A draft keeps it, so how Java prints a value is of no matter.
        assertThat(seen)
                .isEqualTo(DigestUtils.sha256Hex("shift 1 region:RIGA 2026-11-25T09:00 2026-11-25T17:00")
                        .substring(0, 16));
        assertThat(EditConflictDigest.of(edit, elsewhere.appliedTo(roster))).isEqualTo(seen);
        assertThat(EditConflictDigest.of(edit, here.appliedTo(roster))).isNotEqualTo(seen);
        assertThat(EditConflictDigest.of(edit, edit.appliedTo(roster))).isNotEqualTo(seen);
    }

    @Test
    void an_edit_is_the_same_after_it_was_text() {
        var edit = DutyEdits.weeklyFrom(
                        roster, annaOn("2026-11-25"), annaOn("2026-11-25").by(ILZE.id()), 3)
                .orElseThrow()
                .then(RosterEdit.ofCovers(
                        List.of(COVER),
                        List.of(
                                new Cover(ANNA.id(), new DutyScope.OfLine(new LineId("latgale")), COVER.span()),
                                new Cover(ANNA.id(), new DutyScope.CoordinatorOnCall(), COVER.span()))))
                .then(RosterEdit.ofAbsences(List.of(), List.of(absent(ANNA, "2026-11-25 00:00", "2026-11-26 00:00"))));

        assertThat(RosterEditCodec.edit(RosterEditCodec.of(edit))).isEqualTo(edit);
        assertThat(RosterEditCodec.shift(RosterEditCodec.of(annaOn("2026-11-25"))))
                .isEqualTo(annaOn("2026-11-25"));
        assertThat(RosterEditCodec.edit(RosterEditCodec.of(RosterEdit.NONE))).isEqualTo(RosterEdit.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+ cover 1",
                "* cover 1 coordination 2026-11-25T09:00 2026-11-25T17:00",
                "+ shift 1 coordination 2026-11-25T09:00 2026-11-25T17:00",
                "+ cover 1 world 2026-11-25T09:00 2026-11-25T17:00",
                "+ cover 1 coordination 2026-11-25T09:00 2026-11-25T09:00",
                "+ cover 1 coordination 2026-11-25T09:00 2026-11-25T17:00 more",
                "+ cover x coordination 2026-11-25T09:00 2026-11-25T17:00",
            })
    void text_that_is_no_edit_is_refused(String text) {
        assertThatThrownBy(() -> RosterEditCodec.edit(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
