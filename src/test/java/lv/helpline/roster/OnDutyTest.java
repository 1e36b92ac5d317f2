package lv.helpline.roster;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static lv.helpline.roster.Region.KURZEME;
import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.allClosed;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.friday;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.monday;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.paused;
import static lv.helpline.roster.RosterBuilder.saturday;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnDutyTest {

    private static final Line LINE = line("latgale", "25723222", LATGALE);
    private static final Line NEIGHBOUR = line("latgale-two", "25723223", LATGALE);
    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant BRUNO = consultant(2, "Bruno");

    private final RosterBuilder rosterBuilder =
            RosterBuilder.of(LINE, NEIGHBOUR).with(ANNA, BRUNO);

    @ParameterizedTest
    @CsvSource({"08:59:59, false", "09:00:00, true", "16:59:59, true", "17:00:00, false"})
    void a_weekly_duty_is_half_open(String time, boolean onDuty) {
        rosterBuilder.with(onDuty(ANNA).in(LATGALE).each(workdays("09:00", "17:00")));

        assertThat(rosterBuilder.roster().onDuty(LINE, monday(time)).contains(ANNA))
                .isEqualTo(onDuty);
    }

    @Test
    void a_duty_for_a_line_is_for_that_line_only() {
        var roster = rosterBuilder.with(onDuty(ANNA).at(LINE)).roster();

        assertThat(roster.onDuty(LINE, monday("10:00"))).containsExactly(ANNA);
        assertThat(roster.onDuty(NEIGHBOUR, monday("10:00"))).isEmpty();
        assertThat(roster.onDuty(LATGALE, monday("10:00"))).isEmpty();
        assertThat(roster.onDutyAnywhere(monday("10:00"))).containsExactly(ANNA);
    }

    @Test
    void a_duty_for_a_region_is_for_each_of_its_lines() {
        var roster = rosterBuilder
                .with(
                        onDuty(BRUNO).in(LATGALE),
                        onDuty(ANNA).in(LATGALE),
                        onDuty(ANNA).at(LINE))
                .roster();

        assertThat(roster.onDuty(LINE, monday("10:00"))).containsExactly(ANNA, BRUNO);
        assertThat(roster.onDuty(NEIGHBOUR, monday("10:00"))).containsExactly(ANNA, BRUNO);
        assertThat(roster.onDuty(LATGALE, monday("10:00"))).containsExactly(ANNA, BRUNO);
        assertThat(roster.onDuty(KURZEME, monday("10:00"))).isEmpty();
    }

    @Test
    void an_absence_wins_over_weekly_duty_and_cover() {
        var roster = rosterBuilder
                .with(
                        onDuty(ANNA).in(LATGALE),
                        covering(ANNA, LATGALE, "2026-11-23 09:00", "2026-11-23 17:00"),
                        absent(ANNA, "2026-11-23 10:00", "2026-11-23 11:00"))
                .roster();

        assertThat(roster.onDuty(LINE, monday("09:59:59"))).containsExactly(ANNA);
        assertThat(roster.onDuty(LINE, monday("10:00:00"))).isEmpty();
        assertThat(roster.onDutyAnywhere(monday("10:59:59"))).isEmpty();
        assertThat(roster.onDuty(LINE, monday("11:00:00"))).containsExactly(ANNA);
    }

    @Test
    void a_cover_adds_to_the_weekly_duties() {
        var roster = rosterBuilder
                .with(onDuty(ANNA).in(LATGALE), covering(BRUNO, LATGALE, "2026-11-23 09:00", "2026-11-23 17:00"))
                .roster();

        assertThat(roster.onDuty(LINE, monday("08:59:59"))).containsExactly(ANNA);
        assertThat(roster.onDuty(LINE, monday("09:00:00"))).containsExactly(ANNA, BRUNO);
        assertThat(roster.onDuty(LINE, monday("17:00:00"))).containsExactly(ANNA);
    }

    /// 2026 has 53 weeks, so an even week follows on an odd one in January only by counting on.
    @ParameterizedTest
    @CsvSource({
        "2, 2026-12-02, '2026-12-14, 2026-12-28, 2027-01-11, 2027-01-25'",
        "3, 2026-12-14, '2026-12-14, 2027-01-04, 2027-01-25'",
        "4, 2026-12-13, '2027-01-04, 2027-02-01'",
        "1, 2027-01-19, '2027-01-25, 2027-02-01'",
    })
    void a_duty_comes_every_few_weeks_from_the_week_of_its_first_date_on(int weeks, String first, String mondays) {
        var roster = rosterBuilder
                .with(onDuty(ANNA)
                        .in(LATGALE)
                        .each(List.of(on(MONDAY, "09:00", "17:00")))
                        .everyWeeks(weeks, first)
                        .until("2027-02-02"))
                .roster();

        assertThat(LocalDate.parse("2026-12-01")
                        .datesUntil(LocalDate.parse("2027-03-01"))
                        .filter(date ->
                                !roster.onDuty(LINE, at(date + " 10:00")).isEmpty())
                        .map(LocalDate::toString))
                .containsExactly(mondays.split(", "));
    }

    /// On both nights on which the clocks change, in one of its weeks and in the other.
    @ParameterizedTest
    @CsvSource({
        "2026-03-14, 2026-03-29T02:59:59Z, 2026-03-29T03:00:00Z, true",
        "2026-03-21, 2026-03-29T02:59:59Z, 2026-03-29T03:00:00Z, false",
        "2026-10-10, 2026-10-25T03:59:59Z, 2026-10-25T04:00:00Z, true",
        "2026-10-17, 2026-10-25T03:59:59Z, 2026-10-25T04:00:00Z, false",
    })
    void a_night_of_every_second_week_lasts_to_its_end_when_the_clocks_change(
            String first, Instant last, Instant over, boolean comes) {
        var roster = rosterBuilder
                .with(onDuty(ANNA)
                        .in(LATGALE)
                        .each(List.of(on(SATURDAY, "22:00", "06:00")))
                        .everyWeeks(2, first))
                .roster();

        assertThat(roster.onDuty(LINE, last).contains(ANNA)).isEqualTo(comes);
        assertThat(roster.onDuty(LINE, over)).isEmpty();
        assertThat(roster.onDuty(LINE, last.minusSeconds(7 * 86_400 + 3_600)).contains(ANNA))
                .isEqualTo(!comes);
        assertThat(roster.changes(last.minusSeconds(86_400), over.plusSeconds(1))
                        .contains(over))
                .isEqualTo(comes);
    }

    @Test
    void a_night_s_duty_that_starts_on_the_last_date_in_force_is_served_to_its_end() {
        var duty = new WeeklyDuty(
                ANNA.id(),
                new DutyScope.OfRegion(LATGALE),
                on(FRIDAY, "22:00", "06:00"),
                LocalDate.of(2026, 11, 27),
                Optional.of(LocalDate.of(2026, 11, 28)));
        var roster = roster(List.of(duty));

        assertThat(roster.onDuty(LINE, at("2026-11-20 23:00"))).isEmpty();
        assertThat(roster.onDuty(LINE, friday("23:00"))).containsExactly(ANNA);
        assertThat(roster.onDuty(LINE, saturday("05:59:59"))).containsExactly(ANNA);
        assertThat(roster.onDuty(LINE, saturday("06:00:00"))).isEmpty();
        assertThat(roster.onDuty(LINE, at("2026-12-04 23:00"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-25T00:29:59Z, false",
        "2026-10-25T00:30:00Z, true",
        "2026-10-25T01:00:00Z, true",
        "2026-10-25T01:29:59Z, true",
        "2026-10-25T02:29:59Z, true",
        "2026-10-25T02:30:00Z, false",
    })
    void a_duty_that_starts_in_the_repeated_hour_starts_the_first_time(Instant instant, boolean onDuty) {
        var roster = rosterBuilder
                .with(onDuty(ANNA).in(LATGALE).each(List.of(on(SUNDAY, "03:30", "04:30"))))
                .roster();

        assertThat(roster.onDuty(LINE, instant).contains(ANNA)).isEqualTo(onDuty);
    }

    @Test
    void duties_that_meet_in_the_left_out_hour_leave_no_gap_and_do_not_overlap() {
        var roster = rosterBuilder
                .with(
                        onDuty(ANNA).in(LATGALE).each(List.of(on(SUNDAY, "02:00", "03:30"))),
                        onDuty(BRUNO).in(LATGALE).each(List.of(on(SUNDAY, "03:30", "05:00"))))
                .roster();

        assertThat(roster.onDuty(LINE, Instant.parse("2026-03-29T00:59:59Z"))).containsExactly(ANNA);
        assertThat(roster.onDuty(LINE, Instant.parse("2026-03-29T01:00:00Z"))).containsExactly(BRUNO);
    }

    @Test
    void a_pause_is_asked_for_by_itself() {
        var roster = rosterBuilder
                .with(onDuty(ANNA).in(LATGALE), paused(ANNA, "2026-11-23 10:00", "2026-11-23 10:15"))
                .roster();

        assertThat(roster.isPaused(ANNA.id(), monday("09:59:59"))).isFalse();
        assertThat(roster.isPaused(ANNA.id(), monday("10:00:00"))).isTrue();
        assertThat(roster.isPaused(ANNA.id(), monday("10:15:00"))).isFalse();
        assertThat(roster.isPaused(BRUNO.id(), monday("10:00:00"))).isFalse();
        assertThat(roster.onDuty(LINE, monday("10:00:00"))).containsExactly(ANNA);
    }

    @Test
    void changes_are_the_edges_of_everything_in_the_span_asked_for() {
        var roster = rosterBuilder
                .with(
                        onDuty(ANNA).in(LATGALE).each(workdays("08:30", "16:30")),
                        covering(BRUNO, KURZEME, "2026-11-23 07:00", "2026-11-24 07:00"),
                        absent(ANNA, "2026-11-20 00:00", "2026-11-23 12:00"),
                        paused(BRUNO, "2026-11-23 10:00", "2026-11-23 10:15"),
                        allClosed("2026-11-23 13:00", "2026-11-23 14:00"))
                .roster();

        assertThat(roster.changes(monday("07:00"), monday("17:00")))
                .containsExactly(
                        monday("07:00"),
                        monday("08:30"),
                        monday("09:00"),
                        monday("10:00"),
                        monday("10:15"),
                        monday("12:00"),
                        monday("13:00"),
                        monday("14:00"),
                        monday("16:30"));
    }

    @Test
    void numbers_and_ids_find_lines_and_consultants() {
        var roster = rosterBuilder.roster();

        assertThat(roster.findLine("25723222")).contains(LINE);
        assertThat(roster.findLine("+37125723222")).isEmpty();
        assertThat(roster.getConsultant(BRUNO.id())).isEqualTo(BRUNO);
        assertThatThrownBy(() -> roster.getConsultant(new ConsultantId(9)))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("consultant 9 is not in the roster");
    }

    @Test
    void a_roster_that_refers_to_what_it_does_not_hold_is_refused() {
        assertThatThrownBy(() ->
                        RosterBuilder.of(LINE).with(onDuty(ANNA).in(LATGALE)).data())
                .hasMessage("consultant 1: is referred to and has to be in the roster");
        assertThatThrownBy(() -> RosterBuilder.of(LINE)
                        .with(ANNA, onDuty(ANNA).at(NEIGHBOUR))
                        .data())
                .hasMessage("line latgale-two: is referred to and has to be in the roster");
        assertThatThrownBy(() -> RosterBuilder.of(LINE, LINE).data())
                .hasMessage("lines: each id may be there once only");
        assertThatThrownBy(() -> RosterBuilder.of(LINE).with(ANNA, ANNA).data())
                .hasMessage("consultants: each id may be there once only");
        assertThatThrownBy(() -> RosterBuilder.of(RosterBuilder.general(LINE), RosterBuilder.general(NEIGHBOUR))
                        .data())
                .hasMessage("lines: one at most may be the general one");
    }

    private static Roster roster(List<WeeklyDuty> duties) {
        var data = new RosterData(
                List.of(LINE), List.of(ANNA), duties, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        return new Roster(data, new LatvianHolidays());
    }
}
