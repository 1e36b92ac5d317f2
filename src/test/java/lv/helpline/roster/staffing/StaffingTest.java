package lv.helpline.roster.staffing;

import static lv.helpline.roster.Region.KURZEME;
import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.allClosed;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.monday;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.opened;
import static lv.helpline.roster.RosterBuilder.paused;
import static lv.helpline.roster.RosterBuilder.saturday;
import static lv.helpline.roster.RosterBuilder.tuesday;
import static lv.helpline.roster.RosterBuilder.unverified;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.roster.AnyRoster;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.WeeklySpan;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class StaffingTest {

    private static final Line LINE = line("latgale", "25723222", LATGALE);
    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant BRUNO = consultant(2, "Bruno");

    private final RosterBuilder rosterBuilder = RosterBuilder.of(LINE).with(ANNA, BRUNO);

    @Test
    void the_strip_of_a_day_is_its_open_time_cut_where_people_come_and_go() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "13:00")),
                onDuty(BRUNO).at(LINE).each(workdays("11:00", "16:00")));

        assertThat(Staffing.of(rosterBuilder.roster(), LINE, monday("00:00"), tuesday("00:00")))
                .containsExactly(
                        new StaffingInterval(monday("09:00"), monday("11:00"), List.of(ANNA)),
                        new StaffingInterval(monday("11:00"), monday("13:00"), List.of(ANNA, BRUNO)),
                        new StaffingInterval(monday("13:00"), monday("16:00"), List.of(BRUNO)),
                        new StaffingInterval(monday("16:00"), monday("17:00"), List.of()));
    }

    @Test
    void a_gap_is_within_the_line_s_own_hours() {
        rosterBuilder.with(onDuty(ANNA).in(LATGALE).each(workdays("10:00", "16:00")));

        assertThat(gaps("2026-11-23 00:00", "2026-11-25 00:00"))
                .containsExactly(
                        gap("2026-11-23 09:00", "2026-11-23 10:00"),
                        gap("2026-11-23 16:00", "2026-11-23 17:00"),
                        gap("2026-11-24 09:00", "2026-11-24 10:00"),
                        gap("2026-11-24 16:00", "2026-11-24 17:00"));
    }

    @Test
    void a_gap_is_cut_at_both_ends_of_the_span() {
        assertThat(gaps("2026-11-23 10:30", "2026-11-23 12:15"))
                .containsExactly(gap("2026-11-23 10:30", "2026-11-23 12:15"));
        assertThat(gaps("2026-11-23 12:00", "2026-11-23 12:00")).isEmpty();
    }

    @Test
    void an_absence_makes_a_gap_and_a_cover_fills_it() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE),
                absent(ANNA, "2026-11-23 12:00", "2026-11-23 15:00"),
                covering(BRUNO, LATGALE, "2026-11-23 12:00", "2026-11-23 14:00"));

        assertThat(gaps("2026-11-23 00:00", "2026-11-24 00:00"))
                .containsExactly(gap("2026-11-23 14:00", "2026-11-23 15:00"));
    }

    @Test
    void two_who_hand_over_leave_no_gap_and_an_end_of_both_is_one_gap() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "12:00")),
                onDuty(BRUNO).in(LATGALE).each(workdays("12:00", "15:00")),
                absent(BRUNO, "2026-11-23 14:00", "2026-11-23 16:00"));

        assertThat(gaps("2026-11-23 00:00", "2026-11-24 00:00"))
                .containsExactly(gap("2026-11-23 14:00", "2026-11-23 17:00"));
    }

    @Test
    void whoever_pauses_is_on_duty_nevertheless() {
        rosterBuilder.with(onDuty(ANNA).in(LATGALE), paused(ANNA, "2026-11-23 10:00", "2026-11-23 11:00"));

        assertThat(gaps("2026-11-23 00:00", "2026-11-24 00:00")).isEmpty();
    }

    @Test
    void whoever_s_phone_is_not_verified_fills_no_gap_and_cuts_none() {
        var nadia = unverified(consultant(3, "Nadia"));
        rosterBuilder.with(
                nadia,
                onDuty(ANNA).in(LATGALE).each(workdays("09:00", "11:00")),
                onDuty(nadia).in(LATGALE).each(workdays("10:00", "15:00")));

        assertThat(gaps("2026-11-23 00:00", "2026-11-24 00:00"))
                .containsExactly(gap("2026-11-23 11:00", "2026-11-23 17:00"));
    }

    @Test
    void a_duty_of_another_region_fills_no_gap() {
        rosterBuilder.with(onDuty(ANNA).in(RIGA), onDuty(BRUNO).in(KURZEME));

        assertThat(gaps("2026-11-23 00:00", "2026-11-24 00:00"))
                .containsExactly(gap("2026-11-23 09:00", "2026-11-23 17:00"));
    }

    @Test
    void a_closed_day_has_no_gap_and_a_special_opening_has_one() {
        rosterBuilder.with(
                allClosed("2026-11-23 00:00", "2026-11-24 00:00"),
                opened(LINE, "2026-11-28 10:00", "2026-11-28 12:00"));

        assertThat(Staffing.of(rosterBuilder.roster(), LINE, monday("00:00"), monday("23:59")))
                .isEmpty();
        assertThat(CoverageGaps.of(rosterBuilder.roster(), LINE, saturday("00:00"), saturday("23:00")))
                .containsExactly(gap("2026-11-28 10:00", "2026-11-28 12:00"));
    }

    @Test
    void a_public_holiday_has_no_gap() {
        assertThat(gaps("2026-12-24 00:00", "2026-12-27 00:00")).isEmpty();
    }

    @Test
    void what_is_open_across_midnight_is_one_interval() {
        var night = line("night", "25723224", LATGALE, on(DayOfWeek.MONDAY, "22:00", "06:00"));
        var roster =
                RosterBuilder.of(night).with(ANNA, onDuty(ANNA).in(LATGALE)).roster();

        assertThat(Staffing.of(roster, night, monday("00:00"), tuesday("12:00")))
                .containsExactly(new StaffingInterval(monday("22:00"), tuesday("06:00"), List.of(ANNA)));
    }

    @Test
    void in_the_night_of_the_repeated_hour_an_interval_has_both_passes() {
        var always = line(
                "always",
                "25723225",
                LATGALE,
                Arrays.stream(DayOfWeek.values())
                        .map(day -> on(day, "00:00", "00:00"))
                        .toArray(WeeklySpan[]::new));
        var roster = RosterBuilder.of(always)
                .with(ANNA, onDuty(ANNA).in(LATGALE).each(List.of(on(DayOfWeek.SUNDAY, "03:30", "04:00"))))
                .roster();
        var from = at("2026-10-25 03:00");

        assertThat(Staffing.of(roster, always, from, from.plus(Duration.ofHours(3))).stream()
                        .filter(staffingInterval -> !staffingInterval.isGap()))
                .containsExactly(new StaffingInterval(
                        Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-25T02:00:00Z"), List.of(ANNA)));
    }

    @Property(tries = 200)
    @Domain(AnyRoster.class)
    void each_minute_is_in_the_interval_that_the_roster_says(@ForAll AnyRoster.Question question) {
        var roster = new Roster(question.data(), new LatvianHolidays());
        var from = question.at();
        var until = from.plus(Duration.ofDays(1));

        assertThat(question.data().lines()).allSatisfy(line -> {
            var intervals = Staffing.of(roster, line, from, until);
            for (var minute = from; minute.isBefore(until); minute = minute.plusSeconds(60)) {
                var at = minute;
                var expected = roster.openingCause(line, at).opens()
                        ? Stream.of(roster.onDuty(line, at))
                        : Stream.<List<Consultant>>empty();
                assertThat(intervals.stream()
                                .filter(staffingInterval ->
                                        !at.isBefore(staffingInterval.start()) && at.isBefore(staffingInterval.end()))
                                .map(StaffingInterval::onDuty))
                        .containsExactlyElementsOf(expected.toList());
            }
            for (var i = 1; i < intervals.size(); i++) {
                assertThat(intervals.get(i - 1).meetsAlike(intervals.get(i))).isFalse();
                assertThat(intervals.get(i).start())
                        .isAfterOrEqualTo(intervals.get(i - 1).end());
            }
        });
    }

    private List<CoverageGap> gaps(String from, String until) {
        return CoverageGaps.of(rosterBuilder.roster(), LINE, at(from), at(until));
    }

    private static CoverageGap gap(String start, String end) {
        return new CoverageGap(at(start), at(end));
    }
}
