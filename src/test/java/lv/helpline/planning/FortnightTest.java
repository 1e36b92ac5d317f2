package lv.helpline.planning;

import static lv.helpline.roster.Books.absent;
import static lv.helpline.roster.Books.at;
import static lv.helpline.roster.Books.closed;
import static lv.helpline.roster.Books.consultant;
import static lv.helpline.roster.Books.covering;
import static lv.helpline.roster.Books.line;
import static lv.helpline.roster.Books.on;
import static lv.helpline.roster.Books.onDuty;
import static lv.helpline.roster.Books.span;
import static lv.helpline.roster.Books.workdays;
import static lv.helpline.roster.Region.LATGALE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Books;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Coverage;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.DutyEdits;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.Shift;
import org.junit.jupiter.api.Test;

class FortnightTest {

    private static final Line LINE = line("latgale", "25723222", LATGALE);
    private static final Consultant ANNA = consultant(1, "Anna Kalna");
    private static final Consultant ILZE = consultant(2, "Ilze");
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final Instant NOW = at("2026-11-24 10:00");

    private final Books books = Books.of(LINE)
            .with(
                    ANNA,
                    ILZE,
                    onDuty(ANNA).in(LATGALE).each(workdays("08:00", "13:00")),
                    onDuty(ILZE).at(LINE).each(workdays("12:00", "16:00")));

    private Fortnight lines(Roster view, Roster saved) {
        return Fortnight.ofLines(view, saved, new LatvianHolidays(), MONDAY);
    }

    private static List<String> told(Fortnight.Cell cell) {
        return cell.chips().stream()
                .map(chip -> chip.kind() + " " + chip.times() + " " + chip.shortName())
                .toList();
    }

    @Test
    void a_cell_has_a_strip_of_the_open_hours_and_the_duties_within_them() {
        var roster = books.roster();

        var row = lines(roster, roster).rows().getFirst();

        assertThat(row.cells()).hasSize(14);
        assertThat(row.from()).isEqualTo(9 * 60);
        assertThat(row.to()).isEqualTo(17 * 60);
        var monday = row.cells().getFirst();
        assertThat(monday.strip())
                .containsExactly(
                        new Fortnight.Segment(540, 720, 1),
                        new Fortnight.Segment(720, 780, 2),
                        new Fortnight.Segment(780, 960, 1),
                        new Fortnight.Segment(960, 1020, 0));
        assertThat(told(monday)).containsExactly("HELD 9–13 Anna K.", "HELD 12–16 Ilze");
        assertThat(row.cells().get(5).open()).isFalse();
        assertThat(row.cells().get(5).chips()).isEmpty();
    }

    @Test
    void the_days_say_what_is_closed_and_where_nobody_is() {
        books.with(closed(LINE, "2026-11-24 00:00", "2026-11-25 00:00"));
        var roster = books.roster();

        var days = lines(roster, roster).days();

        assertThat(days.get(0).holes()).isEqualTo(1);
        assertThat(days.get(1).open()).isFalse();
        assertThat(Fortnight.ofLines(roster, roster, new LatvianHolidays(), LocalDate.parse("2026-12-21"))
                        .days()
                        .get(3)
                        .holiday())
                .contains("christmas-eve");
    }

    @Test
    void whoever_cannot_come_is_shown_so_and_a_cover_with_them() {
        books.with(
                absent(ANNA, "2026-11-23 10:00", "2026-11-23 23:45"),
                covering(ILZE, LATGALE, "2026-11-23 10:00", "2026-11-23 12:00"));
        var roster = books.roster();

        var monday = lines(roster, roster).rows().getFirst().cells().getFirst();

        assertThat(told(monday))
                .containsExactly("HELD 9–10 Anna K.", "HELD 10–12 Ilze", "AWAY 10–13 Anna K.", "HELD 12–16 Ilze");
    }

    @Test
    void what_comes_and_goes_with_the_draft_is_marked() {
        var saved = books.roster();
        var shift = new Shift(ANNA.id(), new Coverage.OfRegion(LATGALE), span("2026-11-30 08:00", "2026-11-30 13:00"));
        var view = new Roster(
                DutyEdits.instead(saved.data(), shift, shift.by(ILZE.id()))
                        .orElseThrow()
                        .appliedTo(saved.data()),
                new LatvianHolidays());

        var nextMonday = lines(view, saved).rows().getFirst().cells().get(7);

        assertThat(told(nextMonday)).containsExactly("DROPPED 9–13 Anna K.", "DRAFTED 9–13 Ilze", "HELD 12–16 Ilze");
    }

    @Test
    void a_coordinator_has_a_row_of_their_own() {
        books.with(onDuty(ILZE).coordinating().each(List.of(on(DayOfWeek.MONDAY, "22:00", "06:00"))));
        var roster = books.roster();

        var row = lines(roster, roster).rows().getLast();

        assertThat(row.subject()).isEqualTo(new Fortnight.Subject.OfCoordination());
        assertThat(told(row.cells().get(0))).containsExactly("HELD 22–24 Ilze");
        assertThat(told(row.cells().get(1))).containsExactly("HELD 0–6 Ilze");
        assertThat(row.cells().get(2).chips()).isEmpty();
    }

    @Test
    void people_have_hours_and_their_difference_to_the_average() {
        books.with(
                absent(ANNA, "2026-12-05 00:00", "2026-12-06 00:00"),
                onDuty(ANNA).coordinating());
        var roster = books.roster();

        var people = Fortnight.ofPeople(roster, roster, List.of(), new LatvianHolidays(), MONDAY);

        assertThat(people.rows())
                .extracting(Fortnight.Row::hours)
                .containsExactly(
                        Optional.of(new Fortnight.Hours(10 * 5 * 60, 300)),
                        Optional.of(new Fortnight.Hours(10 * 4 * 60, -300)));
        var saturday = people.rows().getFirst().cells().get(12);
        assertThat(told(saturday)).containsExactly("AWAY 0–24 Anna K.");
        assertThat(people.days())
                .hasSize(14)
                .first()
                .satisfies(day -> assertThat(day.holes()).isEqualTo(1));
    }

    @Test
    void an_edit_is_said_in_terms_of_people_not_of_rows() {
        var data = books.data();
        var shift = new Shift(ANNA.id(), new Coverage.OfRegion(LATGALE), span("2026-11-30 08:00", "2026-11-30 13:00"));

        assertThat(Said.of(DutyEdits.instead(data, shift, shift.by(ILZE.id())).orElseThrow()))
                .containsExactly(new Said.Instead(shift, ILZE.id()));
        var later = shift.at(shift.span().start().plusHours(1), shift.span().end());
        assertThat(Said.of(DutyEdits.instead(data, shift, later).orElseThrow()))
                .containsExactly(new Said.Moved(shift, later));
        assertThat(Said.of(DutyEdits.noMore(data, shift).orElseThrow()))
                .singleElement()
                .isInstanceOf(Said.WeeklyNot.class)
                .satisfies(
                        said -> assertThat(said.start()).isEqualTo(shift.span().start()));
        assertThat(Said.of(DutyEdits.absent(ANNA.id(), shift.span()).inverse()))
                .singleElement()
                .isInstanceOf(Said.Back.class);
        assertThat(Said.begins(RosterEdit.NONE)).isEmpty();
    }

    @Test
    void only_the_holes_that_an_edit_makes_in_the_coming_fortnight_are_its_own() {
        var before = books.roster();
        var absence = DutyEdits.absent(ANNA.id(), span("2026-11-25 00:00", "2026-12-25 00:00"));
        var after = new Roster(absence.appliedTo(before.data()), new LatvianHolidays());

        var holes = MadeHoles.of(before, after, NOW);

        assertThat(holes).hasSize(10).first().satisfies(made -> {
            assertThat(made.hole().start()).isEqualTo(at("2026-11-25 09:00"));
            assertThat(made.hole().end()).isEqualTo(at("2026-11-25 12:00"));
        });
        assertThat(MadeHoles.of(after, after, NOW)).isEmpty();
        assertThat(MadeHoles.of(before, after, NOW.plus(MadeHoles.AHEAD), at("2026-12-25 00:00")))
                .as("later ones, when they are asked for")
                .isNotEmpty();
        assertThat(MadeHoles.looksAt(absence, NOW)).isTrue();
        assertThat(MadeHoles.looksAt(DutyEdits.absent(ANNA.id(), span("2026-12-08 10:00", "2026-12-08 12:00")), NOW))
                .isFalse();
    }

    @Test
    void what_begins_within_48_hours_is_live_and_a_coordinator_s_if_it_is_a_cover_or_an_absence() {
        var tomorrow = DutyEdits.absent(ANNA.id(), span("2026-11-26 09:45", "2026-11-27 00:00"));
        var tooLong = DutyEdits.absent(ANNA.id(), span("2026-11-26 09:45", "2026-11-27 00:15"));
        var later = DutyEdits.absent(ANNA.id(), span("2026-11-26 10:00", "2026-11-26 12:00"));
        var weekly = DutyEdits.eachWeek(
                new Shift(ILZE.id(), new Coverage.Coordination(), span("2026-11-25 09:00", "2026-11-25 10:00")));

        assertThat(RosterReach.isLive(tomorrow, NOW)).isTrue();
        assertThat(RosterReach.isLive(later, NOW)).isFalse();
        assertThat(RosterReach.isLive(later.then(tomorrow), NOW)).isTrue();
        assertThat(RosterReach.mayMake(Role.COORDINATOR, tomorrow, NOW)).isTrue();
        assertThat(RosterReach.mayMake(Role.COORDINATOR, later.then(tomorrow), NOW))
                .isFalse();
        assertThat(RosterReach.isLive(tooLong, NOW)).isTrue();
        assertThat(RosterReach.mayMake(Role.COORDINATOR, tooLong, NOW)).isFalse();
        assertThat(RosterReach.mayMake(Role.COORDINATOR, tooLong.inverse(), NOW))
                .isFalse();
        assertThat(RosterReach.mayMake(Role.COORDINATOR, weekly, NOW)).isFalse();
        assertThat(RosterReach.mayMake(Role.ADMINISTRATOR, weekly.then(later), NOW))
                .isTrue();
        assertThat(RosterReach.mayMake(Role.CONSULTANT, tomorrow, NOW)).isFalse();
    }

    /// Of a month.
    @Test
    void what_is_cut_out_of_an_absence_counts_and_is_said_as_no_more_than_that() {
        books.with(absent(ANNA, "2026-11-16 00:00", "2026-12-16 00:00"));
        var today = DutyEdits.present(books.data(), ANNA.id(), span("2026-11-24 08:00", "2026-11-24 13:00"));
        var later = DutyEdits.present(books.data(), ANNA.id(), span("2026-11-30 08:00", "2026-11-30 13:00"));

        assertThat(Said.of(today))
                .containsExactly(new Said.Back(new Absence(ANNA.id(), span("2026-11-24 08:00", "2026-11-24 13:00"))));
        assertThat(RosterReach.mayMake(Role.COORDINATOR, today, NOW)).isTrue();
        assertThat(RosterReach.mayMake(Role.COORDINATOR, later, NOW)).isFalse();
        assertThat(RosterReach.isLive(later, NOW)).isFalse();
    }
}
