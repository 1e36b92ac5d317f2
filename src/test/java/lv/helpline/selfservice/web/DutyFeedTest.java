package lv.helpline.selfservice.web;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.property.Method;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;
import lv.helpline.roster.AnyRoster;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.staffing.Shift;
import lv.helpline.roster.staffing.Shifts;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
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

    /// One week is a closed day's, in one somebody else is there, and in one the duty ends early.
    @Test
    void a_duty_of_every_second_week_is_one_event_with_its_exceptions() {
        var anna = RosterBuilder.consultant(1, "Anna");
        var roster = RosterBuilder.of(RosterBuilder.line("latgale", "25723222", Region.LATGALE, aroundTheClock()))
                .with(
                        anna,
                        RosterBuilder.onDuty(anna)
                                .in(Region.LATGALE)
                                .each(List.of(RosterBuilder.on(DayOfWeek.MONDAY, "09:00", "17:00")))
                                .everyWeeks(2, "2026-11-30")
                                .until("2027-02-09"),
                        RosterBuilder.allClosed("2026-12-14 00:00", "2026-12-15 00:00"),
                        RosterBuilder.absent(anna, "2026-12-28 00:00", "2026-12-29 00:00"),
                        RosterBuilder.absent(anna, "2027-01-25 12:00", "2027-01-26 00:00"),
                        RosterBuilder.covering(anna, Region.LATGALE, "2026-12-23 10:00", "2026-12-23 12:00"))
                .roster();
        var text = DutyFeed.of(roster, ANNA, NOW);
        assertThat(text.replace("\r\n ", ""))
                .contains(
                        "UID:MO-0900-PT8H-2-0-1@dezura",
                        "DTSTART;TZID=Europe/Riga:20261130T090000",
                        "DTEND;TZID=Europe/Riga:20261130T170000",
                        "RRULE:FREQ=WEEKLY;UNTIL=20270208T070000Z;INTERVAL=2",
                        "EXDATE;TZID=Europe/Riga:20261214T090000,20261228T090000,20270125T090000");
        assertThat(expanded(text))
                .containsExactly(
                        "2026-11-30T07:00:00Z PT8H",
                        "2026-12-23T08:00:00Z PT2H",
                        "2027-01-11T07:00:00Z PT8H",
                        "2027-01-25T07:00:00Z PT3H",
                        "2027-02-08T07:00:00Z PT8H");
        assertThat(uids(DutyFeed.of(roster, ANNA, NOW.plus(Duration.ofDays(21)))))
                .as("when its first time is no longer shown")
                .contains("MO-0900-PT8H-2-0-1@dezura");
    }

    /// Nine in the morning stays nine when the clocks change; the night in which they do is longer than others.
    @Test
    void a_duty_goes_by_the_clocks_in_riga() {
        var anna = RosterBuilder.consultant(1, "Anna");
        var roster = RosterBuilder.of(RosterBuilder.line("latgale", "25723222", Region.LATGALE, aroundTheClock()))
                .with(
                        anna,
                        RosterBuilder.onDuty(anna)
                                .in(Region.LATGALE)
                                .each(List.of(
                                        RosterBuilder.on(DayOfWeek.SATURDAY, "22:00", "06:00"),
                                        RosterBuilder.on(DayOfWeek.SUNDAY, "09:00", "10:00")))
                                .until("2026-11-02"))
                .roster();
        var text = DutyFeed.of(roster, ANNA, Instant.parse("2026-10-24T00:00:00Z"));
        assertThat(text).contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Riga\r\n", """
                        BEGIN:DAYLIGHT
                        DTSTART:20260329T030000
                        TZOFFSETFROM:+0200
                        TZOFFSETTO:+0300
                        END:DAYLIGHT
                        BEGIN:STANDARD
                        DTSTART:20261025T040000
                        TZOFFSETFROM:+0300
                        TZOFFSETTO:+0200
                        END:STANDARD
                        END:VTIMEZONE
                        """.replace("\n", "\r\n"));
        assertThat(expanded(text))
                .containsExactly(
                        "2026-10-17T19:00:00Z PT8H",
                        "2026-10-18T06:00:00Z PT1H",
                        "2026-10-24T19:00:00Z PT9H",
                        "2026-10-25T07:00:00Z PT1H",
                        "2026-10-31T20:00:00Z PT8H",
                        "2026-11-01T07:00:00Z PT1H");
    }

    /// On 26 March 2028 there is no half past three.
    @Test
    void a_duty_at_a_time_that_the_clocks_leave_out_once_goes_on_as_before() {
        var anna = RosterBuilder.consultant(1, "Anna");
        var roster = RosterBuilder.of(RosterBuilder.line("latgale", "25723222", Region.LATGALE, aroundTheClock()))
                .with(
                        anna,
                        RosterBuilder.onDuty(anna)
                                .in(Region.LATGALE)
                                .each(List.of(RosterBuilder.on(DayOfWeek.SUNDAY, "03:30", "05:00")))
                                .until("2028-04-10"),
                        RosterBuilder.absent(anna, "2028-04-02 00:00", "2028-04-03 00:00"))
                .roster();
        assertThat(expanded(DutyFeed.of(roster, ANNA, Instant.parse("2028-03-20T12:00:00Z"))))
                .containsExactly(
                        "2028-03-19T01:30:00Z PT1H30M", "2028-03-26T01:00:00Z PT1H", "2028-04-09T00:30:00Z PT1H30M");
    }

    @Property(tries = 50)
    @Domain(AnyRoster.class)
    void a_calendar_makes_of_it_what_the_roster_says(@ForAll AnyRoster.Question question) {
        var roster = new Roster(question.data(), new LatvianHolidays());
        var at = question.at();
        var everybody =
                question.data().consultants().stream().map(Consultant::id).collect(toSet());
        Shifts.of(roster, everybody, at.minus(Duration.ofDays(7)), at.plus(Duration.ofDays(104)))
                .forEach((consultant, shifts) -> assertThat(
                                expanded(DutyFeed.of(consultant, duties(roster, consultant), shifts, at)))
                        .isEqualTo(shown(shifts, at)));
    }

    private static List<WeeklyDuty> duties(Roster roster, ConsultantId consultant) {
        return roster.data().weeklyDuties().stream()
                .filter(duty -> duty.consultant().equals(consultant))
                .toList();
    }

    private static List<String> shown(List<Shift> shifts, Instant at) {
        var starts = shifts.stream().map(Shift::start).collect(toCollection(TreeSet::new));
        var ends = shifts.stream().map(Shift::end).collect(toCollection(TreeSet::new));
        var whole = new TreeSet<>(starts);
        whole.removeAll(ends);
        ends.removeAll(starts);
        return whole.stream()
                .filter(start -> start.isAfter(at.minus(Duration.ofDays(7)))
                        && start.isBefore(at.plus(Duration.ofDays(90)))
                        && ends.ceiling(start).isBefore(at.plus(Duration.ofDays(104))))
                .map(start -> start + " " + Duration.between(start, ends.ceiling(start)))
                .toList();
    }

    /// As a calendar program does it that knows the zone by its name. Of a zone that is described this one mistakes the
    /// hours after a change of the clocks.
    private static List<String> expanded(String text) {
        var calendar = Biweekly.parse(text.replaceAll("(?s)BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", ""))
                .first();
        assertThat(calendar.getEvents())
                .allSatisfy(
                        event -> assertThat(calendar.validate(ICalVersion.V2_0)).isEmpty())
                .extracting(event -> event.getUid().getValue())
                .doesNotHaveDuplicates();
        return calendar.getEvents().stream()
                .flatMap(event -> {
                    var start = event.getDateStart();
                    var zone = calendar.getTimezoneInfo().getTimezone(start);
                    var length = Duration.between(
                            start.getValue().toInstant(),
                            event.getDateEnd().getValue().toInstant());
                    var dates = event.getDateIterator(zone == null ? TimeZone.getTimeZone("UTC") : zone.getTimeZone());
                    return Stream.generate(() -> dates.hasNext() ? dates.next().toInstant() + " " + length : "")
                            .takeWhile(each -> !each.isEmpty());
                })
                .sorted()
                .toList();
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
        return uids(feed(shifts));
    }

    private static List<String> uids(String text) {
        return Biweekly.parse(text).first().getEvents().stream()
                .map(event -> event.getUid().getValue())
                .toList();
    }

    private static String feed(Shift... shifts) {
        return DutyFeed.of(ANNA, List.of(), List.of(shifts), NOW);
    }

    private static Shift shift(String start, String end) {
        return new Shift(Instant.parse(start), Instant.parse(end), List.of(), true);
    }
}
