package lv.helpline.planning;

import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.closed;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.span;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.edit.DutyEdits;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.edit.RosterEdit;
import org.junit.jupiter.api.Test;

class RosterGridTest {

    private static final Line LINE = line("latgale", "25723222", LATGALE);
    private static final Consultant ANNA = consultant(1, "Anna Kalna");
    private static final Consultant ILZE = consultant(2, "Ilze");
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final Instant NOW = at("2026-11-24 10:00");

    private final RosterBuilder rosterBuilder = RosterBuilder.of(LINE)
            .with(
                    ANNA,
                    ILZE,
                    onDuty(ANNA).in(LATGALE).each(workdays("08:00", "13:00")),
                    onDuty(ILZE).at(LINE).each(workdays("12:00", "16:00")));

    private RosterGrid lines(Roster view, Roster saved) {
        return RosterGrid.ofLines(view, saved, new LatvianHolidays(), MONDAY);
    }

    private static List<RosterGrid.Row> rows(RosterGrid grid) {
        return grid.groups().stream().flatMap(group -> group.rows().stream()).toList();
    }

    private static List<String> told(RosterGrid.Cell cell) {
        return cell.chips().stream()
                .map(chip -> chip.kind() + " " + chip.times() + " " + chip.shortName())
                .toList();
    }

    @Test
    void a_cell_has_a_strip_of_the_open_hours_and_the_duties_within_them() {
        var roster = rosterBuilder.roster();

        var row = rows(lines(roster, roster)).getFirst();

        assertThat(row.cells()).hasSize(14);
        assertThat(row.from()).isEqualTo(9 * 60);
        assertThat(row.to()).isEqualTo(17 * 60);
        var monday = row.cells().getFirst();
        assertThat(monday.strip())
                .containsExactly(
                        new RosterGrid.Segment(540, 720, 1),
                        new RosterGrid.Segment(720, 780, 2),
                        new RosterGrid.Segment(780, 960, 1),
                        new RosterGrid.Segment(960, 1020, 0));
        assertThat(told(monday)).containsExactly("HELD 9–13 Anna K.", "HELD 12–16 Ilze");
        assertThat(row.cells().get(5).open()).isFalse();
        assertThat(row.cells().get(5).chips()).isEmpty();
    }

    /// In the time that any of the lines is open; strips, gaps and hours are each line's.
    @Test
    void a_region_of_several_lines_has_its_duties_once_and_each_line_its_own() {
        var evening =
                line("evening", "67898343", LATGALE, workdays("09:00", "20:00").toArray(WeeklySpan[]::new));
        var roster = RosterBuilder.of(LINE, evening)
                .with(
                        ANNA,
                        ILZE,
                        onDuty(ANNA).in(LATGALE).each(workdays("08:00", "18:00")),
                        onDuty(ILZE).at(evening).each(workdays("18:00", "20:00")))
                .roster();

        var rows = rows(lines(roster, roster));

        assertThat(rows)
                .extracting(RosterGrid.Row::subject)
                .containsExactly(
                        new RosterGrid.Subject.OfRegion(LATGALE, List.of(evening, LINE)),
                        new RosterGrid.Subject.OfLine(evening),
                        new RosterGrid.Subject.OfLine(LINE),
                        new RosterGrid.Subject.OfCoordination());
        var monday = rows.stream().limit(3).map(row -> row.cells().getFirst()).toList();
        assertThat(monday)
                .extracting(RosterGridTest::told)
                .containsExactly(List.of("HELD 9–18 Anna K."), List.of("HELD 18–20 Ilze"), List.of());
        assertThat(monday).extracting(RosterGrid.Cell::openTimes).containsExactly("9–20", "9–20", "9–17");
        assertThat(monday.get(2).strip()).containsExactly(new RosterGrid.Segment(540, 1020, 1));
        assertThat(rows.getFirst().cells().get(5).open()).isFalse();
    }

    @Test
    void a_duty_goes_on_while_its_line_is_closed_at_noon_and_is_as_long_as_it_is_open() {
        var morning = workdays("09:00", "12:00");
        var afternoon = workdays("13:00", "17:00");
        var line = line(
                "noon",
                "25723222",
                LATGALE,
                Stream.concat(morning.stream(), afternoon.stream()).toArray(WeeklySpan[]::new));
        var roster = RosterBuilder.of(line)
                .with(
                        ANNA,
                        ILZE,
                        onDuty(ANNA).in(LATGALE).each(workdays("08:00", "18:00")),
                        onDuty(ILZE).in(LATGALE).each(workdays("11:00", "18:00")),
                        absent(ILZE, "2026-11-23 11:30", "2026-11-23 14:00"))
                .roster();

        var monday = rows(lines(roster, roster)).getFirst().cells().getFirst();

        assertThat(told(monday))
                .containsExactly("HELD 9–17 Anna K.", "HELD 11–11:30 Ilze", "AWAY 11:30–14 Ilze", "HELD 14–17 Ilze");
        assertThat(monday.openTimes()).isEqualTo("9–12, 13–17");
        assertThat(monday.chips()).filteredOn(monday::isFilledBy).hasSize(1);
    }

    @Test
    void the_days_say_what_is_closed_and_where_nobody_is() {
        rosterBuilder.with(closed(LINE, "2026-11-24 00:00", "2026-11-25 00:00"));
        var roster = rosterBuilder.roster();

        var days = lines(roster, roster).days();

        assertThat(days.get(0).gaps()).isEqualTo(1);
        assertThat(days.get(1).open()).isFalse();
        assertThat(RosterGrid.ofLines(roster, roster, new LatvianHolidays(), LocalDate.parse("2026-12-21"))
                        .days()
                        .get(3)
                        .holiday())
                .contains("christmas-eve");
    }

    @Test
    void whoever_cannot_come_is_shown_so_and_a_cover_with_them() {
        rosterBuilder.with(
                absent(ANNA, "2026-11-23 10:00", "2026-11-23 23:45"),
                covering(ILZE, LATGALE, "2026-11-23 10:00", "2026-11-23 12:00"));
        var roster = rosterBuilder.roster();

        var monday = rows(lines(roster, roster)).getFirst().cells().getFirst();

        assertThat(told(monday))
                .containsExactly("HELD 9–10 Anna K.", "HELD 10–12 Ilze", "AWAY 10–13 Anna K.", "HELD 12–16 Ilze");
    }

    @Test
    void what_comes_and_goes_with_the_draft_is_marked() {
        var saved = rosterBuilder.roster();
        var dutyOccurrence = new DutyOccurrence(
                ANNA.id(), new DutyScope.OfRegion(LATGALE), span("2026-11-30 08:00", "2026-11-30 13:00"));
        var view = new Roster(
                DutyEdits.instead(saved.data(), dutyOccurrence, dutyOccurrence.by(ILZE.id()))
                        .orElseThrow()
                        .appliedTo(saved.data()),
                new LatvianHolidays());

        var nextMonday = rows(lines(view, saved)).getFirst().cells().get(7);

        assertThat(told(nextMonday)).containsExactly("DROPPED 9–13 Anna K.", "DRAFTED 9–13 Ilze", "HELD 12–16 Ilze");
    }

    @Test
    void a_coordinator_has_a_row_of_their_own() {
        rosterBuilder.with(onDuty(ILZE).coordinating().each(List.of(on(DayOfWeek.MONDAY, "22:00", "06:00"))));
        var roster = rosterBuilder.roster();

        var row = rows(lines(roster, roster)).getLast();

        assertThat(row.subject()).isEqualTo(new RosterGrid.Subject.OfCoordination());
        assertThat(told(row.cells().get(0))).containsExactly("HELD 22–24 Ilze");
        assertThat(told(row.cells().get(1))).containsExactly("HELD 0–6 Ilze");
        assertThat(row.cells().get(2).chips()).isEmpty();
    }

    @Test
    void people_have_hours_and_their_difference_to_the_average() {
        rosterBuilder.with(
                absent(ANNA, "2026-12-05 00:00", "2026-12-06 00:00"),
                covering(ANNA, LATGALE, "2026-11-23 13:00", "2026-11-23 15:00"),
                onDuty(ANNA).coordinating());
        var roster = rosterBuilder.roster();

        var people = RosterGrid.ofPeople(roster, roster, List.of(), new LatvianHolidays(), MONDAY);

        assertThat(rows(people))
                .extracting(RosterGrid.Row::hours)
                .containsExactly(
                        Optional.of(new RosterGrid.Hours(42 * 60, 60)),
                        Optional.of(new RosterGrid.Hours(40 * 60, -60)));
        var saturday = rows(people).getFirst().cells().get(12);
        assertThat(told(saturday)).containsExactly("AWAY 0–24 Anna K.");
        assertThat(people.days())
                .hasSize(14)
                .first()
                .satisfies(day -> assertThat(day.gaps()).isEqualTo(1));
    }

    @Test
    void an_edit_is_said_in_terms_of_people_not_of_rows() {
        var data = rosterBuilder.data();
        var dutyOccurrence = new DutyOccurrence(
                ANNA.id(), new DutyScope.OfRegion(LATGALE), span("2026-11-30 08:00", "2026-11-30 13:00"));

        assertThat(RosterChange.of(DutyEdits.instead(data, dutyOccurrence, dutyOccurrence.by(ILZE.id()))
                        .orElseThrow()))
                .containsExactly(new RosterChange.Instead(dutyOccurrence, ILZE.id()));
        var later = dutyOccurrence.at(
                dutyOccurrence.span().start().plusHours(1),
                dutyOccurrence.span().end());
        assertThat(RosterChange.of(
                        DutyEdits.instead(data, dutyOccurrence, later).orElseThrow()))
                .containsExactly(new RosterChange.Moved(dutyOccurrence, later));
        assertThat(RosterChange.of(DutyEdits.noMore(data, dutyOccurrence).orElseThrow()))
                .singleElement()
                .isInstanceOf(RosterChange.WeeklyNot.class)
                .satisfies(rosterChange -> assertThat(rosterChange.start())
                        .isEqualTo(dutyOccurrence.span().start()));
        assertThat(RosterChange.of(
                        DutyEdits.absent(ANNA.id(), dutyOccurrence.span()).inverse()))
                .singleElement()
                .isInstanceOf(RosterChange.Back.class);
        assertThat(RosterChange.begins(RosterEdit.NONE)).isEmpty();
    }

    @Test
    void only_the_gaps_that_an_edit_makes_in_the_coming_fortnight_are_its_own() {
        var before = rosterBuilder.roster();
        var absence = DutyEdits.absent(ANNA.id(), span("2026-11-25 00:00", "2026-12-25 00:00"));
        var after = new Roster(absence.appliedTo(before.data()), new LatvianHolidays());

        var gaps = NewCoverageGaps.of(before, after, NOW);

        assertThat(gaps).hasSize(10).first().satisfies(made -> {
            assertThat(made.gap().start()).isEqualTo(at("2026-11-25 09:00"));
            assertThat(made.gap().end()).isEqualTo(at("2026-11-25 12:00"));
        });
        assertThat(NewCoverageGaps.of(after, after, NOW)).isEmpty();
        assertThat(NewCoverageGaps.of(before, after, NOW.plus(NewCoverageGaps.AHEAD), at("2026-12-25 00:00")))
                .as("later ones, when they are asked for")
                .isNotEmpty();
        assertThat(NewCoverageGaps.looksAt(absence, NOW)).isTrue();
        assertThat(NewCoverageGaps.looksAt(
                        DutyEdits.absent(ANNA.id(), span("2026-12-08 10:00", "2026-12-08 12:00")), NOW))
                .isFalse();
    }

    @Test
    void what_begins_within_48_hours_is_live_and_a_coordinator_s_if_it_is_a_cover_or_an_absence() {
        var tomorrow = DutyEdits.absent(ANNA.id(), span("2026-11-26 09:45", "2026-11-27 00:00"));
        var tooLong = DutyEdits.absent(ANNA.id(), span("2026-11-26 09:45", "2026-11-27 00:15"));
        var later = DutyEdits.absent(ANNA.id(), span("2026-11-26 10:00", "2026-11-26 12:00"));
        var weekly = DutyEdits.weekly(
                new DutyOccurrence(
                        ILZE.id(), new DutyScope.CoordinatorOnCall(), span("2026-11-25 09:00", "2026-11-25 10:00")),
                1);

        assertThat(EditingRights.isLive(tomorrow, NOW)).isTrue();
        assertThat(EditingRights.isLive(later, NOW)).isFalse();
        assertThat(EditingRights.isLive(later.then(tomorrow), NOW)).isTrue();
        assertThat(EditingRights.mayMake(Role.COORDINATOR, tomorrow, NOW)).isTrue();
        assertThat(EditingRights.mayMake(Role.COORDINATOR, later.then(tomorrow), NOW))
                .isFalse();
        assertThat(EditingRights.isLive(tooLong, NOW)).isTrue();
        assertThat(EditingRights.mayMake(Role.COORDINATOR, tooLong, NOW)).isFalse();
        assertThat(EditingRights.mayMake(Role.COORDINATOR, tooLong.inverse(), NOW))
                .isFalse();
        assertThat(EditingRights.mayMake(Role.COORDINATOR, weekly, NOW)).isFalse();
        assertThat(EditingRights.mayMake(Role.ADMINISTRATOR, weekly.then(later), NOW))
                .isTrue();
        assertThat(EditingRights.mayMake(Role.CONSULTANT, tomorrow, NOW)).isFalse();
    }

    /// Of a month.
    @Test
    void what_is_cut_out_of_an_absence_counts_and_is_said_as_no_more_than_that() {
        rosterBuilder.with(absent(ANNA, "2026-11-16 00:00", "2026-12-16 00:00"));
        var today = DutyEdits.present(rosterBuilder.data(), ANNA.id(), span("2026-11-24 08:00", "2026-11-24 13:00"));
        var later = DutyEdits.present(rosterBuilder.data(), ANNA.id(), span("2026-11-30 08:00", "2026-11-30 13:00"));

        assertThat(RosterChange.of(today))
                .containsExactly(
                        new RosterChange.Back(new Absence(ANNA.id(), span("2026-11-24 08:00", "2026-11-24 13:00"))));
        assertThat(EditingRights.mayMake(Role.COORDINATOR, today, NOW)).isTrue();
        assertThat(EditingRights.mayMake(Role.COORDINATOR, later, NOW)).isFalse();
        assertThat(EditingRights.isLive(later, NOW)).isFalse();
    }
}
