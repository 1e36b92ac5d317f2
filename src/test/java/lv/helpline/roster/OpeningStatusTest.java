package lv.helpline.roster;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static lv.helpline.roster.OpeningStatus.Cause.DATED_CLOSURE;
import static lv.helpline.roster.OpeningStatus.Cause.OPENING_HOURS;
import static lv.helpline.roster.OpeningStatus.Cause.OUTSIDE_HOURS;
import static lv.helpline.roster.OpeningStatus.Cause.PUBLIC_HOLIDAY;
import static lv.helpline.roster.OpeningStatus.Cause.SPECIAL_OPENING;
import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.allClosed;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.closed;
import static lv.helpline.roster.RosterBuilder.friday;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.monday;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.opened;
import static lv.helpline.roster.RosterBuilder.saturday;
import static lv.helpline.roster.RosterBuilder.tuesday;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningStatusTest {

    private static final Line OFFICE = line("office", "28612120", RIGA);
    private static final Line NIGHT = line("night", "25723222", LATGALE, on(FRIDAY, "22:00", "06:00"));

    @ParameterizedTest
    @CsvSource({
        "2026-11-24 08:59:59, OUTSIDE_HOURS",
        "2026-11-24 09:00:00, OPENING_HOURS",
        "2026-11-24 16:59:59, OPENING_HOURS",
        "2026-11-24 17:00:00, OUTSIDE_HOURS",
        "2026-11-28 12:00:00, OUTSIDE_HOURS",
        "2026-11-17 23:59:59, OUTSIDE_HOURS",
        "2026-11-18 00:00:00, PUBLIC_HOLIDAY",
        "2026-11-18 12:00:00, PUBLIC_HOLIDAY",
        "2026-11-18 23:59:59, PUBLIC_HOLIDAY",
        "2026-11-19 00:00:00, OUTSIDE_HOURS",
        "2028-11-17 12:00:00, OPENING_HOURS",
        "2028-11-20 12:00:00, PUBLIC_HOLIDAY",
        "2028-11-21 12:00:00, OPENING_HOURS",
        "2026-03-30 09:00:00, OPENING_HOURS",
        "2026-03-30 08:59:59, OUTSIDE_HOURS",
        "2026-10-26 09:00:00, OPENING_HOURS",
        "2026-10-26 08:59:59, OUTSIDE_HOURS",
    })
    void the_office_hours_line(String time, OpeningStatus.Cause cause) {
        assertThat(opening(RosterBuilder.of(OFFICE), OFFICE, at(time)).cause()).isEqualTo(cause);
    }

    @Test
    void open_at_10_it_closes_at_17() {
        var openingStatus = opening(RosterBuilder.of(OFFICE), OFFICE, monday("10:00"));

        assertThat(openingStatus.open()).isTrue();
        assertThat(openingStatus.until()).contains(monday("17:00"));
        assertThat(openingStatus.opensAt()).isEmpty();
    }

    @Test
    void closed_friday_at_17_it_opens_monday_at_9() {
        var openingStatus = opening(RosterBuilder.of(OFFICE), OFFICE, at("2026-11-20 17:00"));

        assertThat(openingStatus.open()).isFalse();
        assertThat(openingStatus.opensAt()).contains(monday("09:00"));
        assertThat(openingStatus.until()).isEqualTo(openingStatus.opensAt());
    }

    @Test
    void it_says_nothing_of_what_is_now_at_the_very_instant_of_a_change() {
        assertThat(opening(RosterBuilder.of(OFFICE), OFFICE, monday("09:00")).until())
                .contains(monday("17:00"));
        assertThat(opening(RosterBuilder.of(OFFICE), OFFICE, monday("17:00")).until())
                .contains(tuesday("09:00"));
    }

    @Test
    void closed_before_christmas_2026_it_opens_on_the_28th() {
        assertThat(opening(RosterBuilder.of(OFFICE), OFFICE, at("2026-12-23 17:00"))
                        .opensAt())
                .contains(at("2026-12-28 09:00"));
    }

    @Test
    void closed_before_the_transferred_holiday_of_2028_it_opens_on_tuesday_the_21st() {
        assertThat(opening(RosterBuilder.of(OFFICE), OFFICE, at("2028-11-17 17:00"))
                        .opensAt())
                .contains(at("2028-11-21 09:00"));
    }

    @Test
    void closed_before_the_spring_change_it_opens_at_9_on_the_new_clock() {
        assertThat(opening(RosterBuilder.of(OFFICE), OFFICE, at("2026-03-27 17:00"))
                        .opensAt())
                .contains(Instant.parse("2026-03-30T06:00:00Z"));
    }

    @Test
    void closed_before_the_autumn_change_it_opens_at_9_on_the_new_clock() {
        assertThat(opening(RosterBuilder.of(OFFICE), OFFICE, at("2026-10-23 17:00"))
                        .opensAt())
                .contains(Instant.parse("2026-10-26T07:00:00Z"));
    }

    @Test
    void adjacent_spans_are_one() {
        var line = line("split", "28612120", RIGA, on(MONDAY, "09:00", "13:00"), on(MONDAY, "13:00", "17:00"));

        assertThat(opening(RosterBuilder.of(line), line, monday("10:00")).until())
                .contains(monday("17:00"));
    }

    @Test
    void a_lunch_break_is_a_change() {
        var line = line("lunch", "28612120", RIGA, on(MONDAY, "09:00", "12:00"), on(MONDAY, "13:00", "17:00"));

        assertThat(opening(RosterBuilder.of(line), line, monday("10:00")).until())
                .contains(monday("12:00"));
        assertThat(opening(RosterBuilder.of(line), line, monday("12:00")).until())
                .contains(monday("13:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27 21:59:59, OUTSIDE_HOURS",
        "2026-11-27 22:00:00, OPENING_HOURS",
        "2026-11-28 00:00:00, OPENING_HOURS",
        "2026-11-28 05:59:59, OPENING_HOURS",
        "2026-11-28 06:00:00, OUTSIDE_HOURS",
        "2026-11-28 22:00:00, OUTSIDE_HOURS",
        "2026-11-27 05:00:00, OUTSIDE_HOURS",
    })
    void a_night_belongs_to_the_day_it_starts_on(String time, OpeningStatus.Cause cause) {
        assertThat(opening(RosterBuilder.of(NIGHT), NIGHT, at(time)).cause()).isEqualTo(cause);
    }

    @Test
    void a_night_stays_open_over_midnight() {
        assertThat(opening(RosterBuilder.of(NIGHT), NIGHT, friday("23:00")).until())
                .contains(saturday("06:00"));
    }

    @Test
    void a_holiday_cuts_a_night_at_its_midnights() {
        var beforeMidsummer = line("night", "25723222", LATGALE, on(MONDAY, "22:00", "06:00"));
        var inMidsummer = line("night", "25723222", LATGALE, on(TUESDAY, "22:00", "06:00"));
        var afterMidsummer = line("night", "25723222", LATGALE, on(WEDNESDAY, "22:00", "06:00"));

        assertThat(opening(RosterBuilder.of(beforeMidsummer), beforeMidsummer, at("2026-06-22 23:00"))
                        .until())
                .contains(at("2026-06-23 00:00"));
        assertThat(opening(RosterBuilder.of(inMidsummer), inMidsummer, at("2026-06-24 01:00"))
                        .cause())
                .isEqualTo(PUBLIC_HOLIDAY);
        assertThat(opening(RosterBuilder.of(afterMidsummer), afterMidsummer, at("2026-06-24 23:00"))
                        .until())
                .contains(at("2026-06-25 00:00"));
    }

    @Test
    void in_the_spring_gap_both_ends_are_the_jump() {
        assertThat(RosterBuilder.span("2026-03-29 02:00", "2026-03-29 03:30").endsAt())
                .isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(RosterBuilder.span("2026-03-29 03:30", "2026-03-29 05:00").startsAt())
                .isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void a_span_within_the_spring_gap_is_empty() {
        var line = line("gap", "25723222", LATGALE, on(SUNDAY, "03:15", "03:45"));

        assertThat(opening(RosterBuilder.of(line), line, at("2026-03-29 02:59:59"))
                        .opensAt())
                .contains(at("2026-04-12 03:15"));
    }

    @Test
    void in_the_autumn_overlap_a_start_is_the_first_occurrence_and_an_end_the_last() {
        var span = RosterBuilder.span("2026-10-25 03:30", "2026-10-25 03:45");

        assertThat(span.startsAt()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(span.endsAt()).isEqualTo(Instant.parse("2026-10-25T01:45:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-25T00:29:59Z, OUTSIDE_HOURS",
        "2026-10-25T00:30:00Z, OPENING_HOURS",
        "2026-10-25T00:50:00Z, OPENING_HOURS",
        "2026-10-25T01:10:00Z, OPENING_HOURS",
        "2026-10-25T01:44:59Z, OPENING_HOURS",
        "2026-10-25T01:45:00Z, OUTSIDE_HOURS",
    })
    void the_autumn_overlap_makes_no_gap(Instant instant, OpeningStatus.Cause cause) {
        var line = line("overlap", "25723222", LATGALE, on(SUNDAY, "03:30", "03:45"));

        assertThat(opening(RosterBuilder.of(line), line, instant).cause()).isEqualTo(cause);
    }

    @Test
    void a_dated_closure_closes_a_line_for_its_span() {
        var rosterBuilder = RosterBuilder.of(OFFICE).with(closed(OFFICE, "2026-11-23 12:00", "2026-11-23 14:00"));

        assertThat(opening(rosterBuilder, OFFICE, monday("11:59:59")).until()).contains(monday("12:00"));
        assertThat(opening(rosterBuilder, OFFICE, monday("12:00")).cause()).isEqualTo(DATED_CLOSURE);
        assertThat(opening(rosterBuilder, OFFICE, monday("12:00")).opensAt()).contains(monday("14:00"));
    }

    @Test
    void a_closure_of_one_line_leaves_the_other_open_and_one_of_all_does_not() {
        var other = line("other", "25565098", RIGA);
        var one = RosterBuilder.of(OFFICE, other).with(closed(OFFICE, "2026-11-23 12:00", "2026-11-23 14:00"));
        var all = RosterBuilder.of(OFFICE, other).with(allClosed("2026-11-23 12:00", "2026-11-23 14:00"));

        assertThat(opening(one, other, monday("12:00")).open()).isTrue();
        assertThat(opening(all, other, monday("12:00")).cause()).isEqualTo(DATED_CLOSURE);
    }

    @Test
    void a_special_opening_wins_over_a_holiday_and_over_the_hours() {
        var rosterBuilder = RosterBuilder.of(OFFICE)
                .with(opened(OFFICE, "2026-11-18 10:00", "2026-11-18 12:00"))
                .with(opened(OFFICE, "2026-11-23 17:00", "2026-11-23 19:00"));

        assertThat(opening(rosterBuilder, OFFICE, at("2026-11-18 10:00")).cause())
                .isEqualTo(SPECIAL_OPENING);
        assertThat(opening(rosterBuilder, OFFICE, at("2026-11-18 12:00")).cause())
                .isEqualTo(PUBLIC_HOLIDAY);
        assertThat(opening(rosterBuilder, OFFICE, at("2026-11-17 17:00")).opensAt())
                .contains(at("2026-11-18 10:00"));
        assertThat(opening(rosterBuilder, OFFICE, monday("10:00")).until()).contains(monday("19:00"));
    }

    @Test
    void a_dated_closure_wins_over_a_special_opening() {
        var rosterBuilder = RosterBuilder.of(OFFICE)
                .with(opened(OFFICE, "2026-11-28 10:00", "2026-11-28 14:00"))
                .with(closed(OFFICE, "2026-11-28 11:00", "2026-11-28 12:00"));

        assertThat(Stream.of("10:59:59", "11:00:00", "11:59:59", "12:00:00", "14:00:00")
                        .map(time ->
                                opening(rosterBuilder, OFFICE, saturday(time)).cause()))
                .containsExactly(SPECIAL_OPENING, DATED_CLOSURE, DATED_CLOSURE, SPECIAL_OPENING, OUTSIDE_HOURS);
    }

    @Test
    void around_the_clock_but_for_holidays() {
        var line = line(
                "always",
                "25723222",
                LATGALE,
                Stream.of(DayOfWeek.values())
                        .map(day -> on(day, "00:00", "00:00"))
                        .toArray(WeeklySpan[]::new));

        assertThat(opening(RosterBuilder.of(line), line, monday("10:00")).until())
                .contains(at("2026-12-24 00:00"));
        assertThat(opening(RosterBuilder.of(line), line, at("2026-12-24 00:00")).opensAt())
                .contains(at("2026-12-27 00:00"));
    }

    @Test
    void what_comes_within_a_year_is_seen_and_what_comes_later_is_not() {
        var line = line("rare", "25723222", LATGALE, on(SATURDAY, "09:00", "10:00"));
        var rosterBuilder = RosterBuilder.of(line)
                .with(allClosed("2026-11-01 00:00", "2027-11-24 10:00"))
                .with(opened(line, "2027-11-24 10:00", "2027-11-24 11:00"));

        assertThat(opening(rosterBuilder, line, at("2026-11-24 09:59:59")).opensAt())
                .isEmpty();
        assertThat(opening(rosterBuilder, line, at("2026-11-24 10:00:00")).opensAt())
                .contains(at("2027-11-24 10:00"));
    }

    @Test
    void hours_that_close_a_line_for_good_are_told_as_such() {
        var rosterBuilder = RosterBuilder.of(OFFICE).with(allClosed("2020-01-01 00:00", "2099-01-01 00:00"));

        assertThat(opening(rosterBuilder, OFFICE, monday("10:00")).until()).isEmpty();
    }

    @Test
    void a_line_that_is_not_in_the_roster_is_an_error() {
        assertThatThrownBy(() -> opening(RosterBuilder.of(OFFICE), NIGHT, monday("10:00")))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("line night is not in the roster");
    }

    @Test
    void cause_alone_is_the_opening_s() {
        var roster = RosterBuilder.of(OFFICE).roster();

        assertThat(roster.openingCause(OFFICE, monday("10:00"))).isEqualTo(OPENING_HOURS);
        assertThat(roster.openingCause(OFFICE, monday("17:00"))).isEqualTo(OUTSIDE_HOURS);
    }

    private static OpeningStatus opening(RosterBuilder rosterBuilder, Line line, Instant at) {
        return rosterBuilder.roster().opening(line, at);
    }
}
