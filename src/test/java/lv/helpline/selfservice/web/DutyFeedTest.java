package lv.helpline.selfservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.property.Method;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.staffing.Shift;
import org.junit.jupiter.api.Test;

/// Read by another library than the one that writes.
class DutyFeedTest {

    private static final ConsultantId ANNA = new ConsultantId(1);
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void another_reader_finds_each_duty_once_and_nothing_to_complain_of() {
        var text = feed(
                shift("2026-11-24T07:00:00Z", "2026-11-24T15:00:00Z"),
                shift("2026-11-25T07:00:00Z", "2026-11-25T15:00:00Z"));
        var calendar = Biweekly.parse(text).first();

        assertThat(calendar.validate(ICalVersion.V2_0).toString()).isEmpty();
        assertThat(calendar.getMethod().getValue()).isEqualTo(Method.PUBLISH);
        assertThat(calendar.getExperimentalProperty("X-WR-CALNAME").getValue()).isEqualTo("Dežūra");
        assertThat(calendar.getEvents())
                .extracting(event -> event.getSummary().getValue()
                        + " "
                        + event.getDateStart().getValue().toInstant()
                        + " "
                        + event.getDateEnd().getValue().toInstant())
                .containsExactly(
                        "Dežūra 2026-11-24T07:00:00Z 2026-11-24T15:00:00Z",
                        "Dežūra 2026-11-25T07:00:00Z 2026-11-25T15:00:00Z");
    }

    @Test
    void turns_that_meet_are_one_event_and_a_gap_makes_two() {
        assertThat(events(
                        shift("2026-11-24T07:00:00Z", "2026-11-24T10:00:00Z"),
                        shift("2026-11-24T10:00:00Z", "2026-11-24T15:00:00Z"),
                        shift("2026-11-24T16:00:00Z", "2026-11-24T17:00:00Z")))
                .containsExactly("20261124T0700Z-1@dezura", "20261124T1600Z-1@dezura");
    }

    @Test
    void a_duty_that_ends_at_another_time_is_the_same_event() {
        assertThat(events(shift("2026-11-24T07:00:00Z", "2026-11-24T12:00:00Z")))
                .isEqualTo(events(shift("2026-11-24T07:00:00Z", "2026-11-24T15:00:00Z")));
    }

    /// It is asked for on 24 November 2026, and 90 days later is 22 February.
    @Test
    void the_last_duty_is_whole_and_one_without_an_end_in_sight_is_left_out() {
        var line = RosterBuilder.line("latgale", "25723222", Region.LATGALE, aroundTheClock());
        var anna = RosterBuilder.consultant(1, "Anna");
        var roster = RosterBuilder.of(line)
                .with(
                        anna,
                        RosterBuilder.covering(anna, Region.LATGALE, "2026-11-17 09:00", "2026-11-17 12:00"),
                        RosterBuilder.covering(anna, Region.LATGALE, "2027-02-22 09:59", "2027-02-22 17:00"),
                        RosterBuilder.covering(anna, Region.LATGALE, "2027-02-22 18:00", "2027-02-22 19:00"))
                .roster();
        assertThat(Biweekly.parse(DutyFeed.of(roster, ANNA, NOW)).first().getEvents())
                .extracting(event -> event.getDateStart().getValue().toInstant()
                        + " "
                        + event.getDateEnd().getValue().toInstant())
                .containsExactly("2027-02-22T07:59:00Z 2027-02-22T15:00:00Z");

        var always = RosterBuilder.of(line)
                .with(anna, RosterBuilder.covering(anna, Region.LATGALE, "2027-02-01 09:00", "2027-06-01 09:00"))
                .roster();
        assertThat(Biweekly.parse(DutyFeed.of(always, ANNA, NOW)).first().getEvents())
                .isEmpty();
    }

    /// Each is an event with its own instants, so nobody's calendar has to count weeks.
    @Test
    void a_duty_of_every_second_week_is_there_every_second_week() {
        var anna = RosterBuilder.consultant(1, "Anna");
        var roster = RosterBuilder.of(RosterBuilder.line("latgale", "25723222", Region.LATGALE, aroundTheClock()))
                .with(
                        anna,
                        RosterBuilder.onDuty(anna)
                                .in(Region.LATGALE)
                                .each(List.of(RosterBuilder.on(DayOfWeek.MONDAY, "09:00", "17:00")))
                                .everyWeeks(2, "2026-11-30")
                                .until("2027-01-26"))
                .roster();
        assertThat(Biweekly.parse(DutyFeed.of(roster, ANNA, NOW)).first().getEvents())
                .extracting(event ->
                        event.getDateStart().getValue().toInstant().toString().substring(0, 10))
                .containsExactly("2026-11-30", "2026-12-14", "2026-12-28", "2027-01-11", "2027-01-25");
    }

    private static WeeklySpan[] aroundTheClock() {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> RosterBuilder.on(day, "00:00", "00:00"))
                .toArray(WeeklySpan[]::new);
    }

    /// RFC 5545, 3.1: lines end with CRLF and have 75 octets at most.
    @Test
    void lines_are_short_and_end_as_they_have_to() {
        var text = feed(shift("2026-11-24T07:00:00Z", "2026-11-24T15:00:00Z"));
        assertThat(text).endsWith("END:VCALENDAR\r\n").contains("DTSTART:20261124T070000Z", "DTSTAMP:20261124T080000Z");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
    }

    private static List<String> events(Shift... shifts) {
        return Biweekly.parse(feed(shifts)).first().getEvents().stream()
                .map(event -> event.getUid().getValue())
                .toList();
    }

    private static String feed(Shift... shifts) {
        return DutyFeed.of(ANNA, List.of(shifts), NOW);
    }

    private static Shift shift(String start, String end) {
        return new Shift(Instant.parse(start), Instant.parse(end), List.of(), true);
    }
}
