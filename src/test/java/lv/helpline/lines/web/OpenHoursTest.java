package lv.helpline.lines.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.lines.web.OpenHours.Days;
import lv.helpline.lines.web.OpenHours.Deviation;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Language;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.Strategy;
import lv.helpline.roster.WeeklySpan;
import org.junit.jupiter.api.Test;

class OpenHoursTest {

    private static final Line RIGA = line("riga-day", "25565098", Region.RIGA);
    private static final Line LATGALE = line("latgale", "25723222", Region.LATGALE);

    @Test
    void neighbouring_days_with_the_same_hours_are_said_together() {
        var hours = List.of(
                span(DayOfWeek.MONDAY, "09:00", "17:00"),
                span(DayOfWeek.TUESDAY, "09:00", "17:00"),
                span(DayOfWeek.THURSDAY, "09:00", "12:00"),
                span(DayOfWeek.THURSDAY, "13:00", "17:00"));
        assertThat(OpenHours.week(hours, Locale.ENGLISH))
                .containsExactly(
                        new Days("Monday–Tuesday", "09:00–17:00"), new Days("Thursday", "09:00–12:00, 13:00–17:00"));
        assertThat(OpenHours.shortWeek(hours, Locale.ENGLISH))
                .containsExactly(new Days("Mon–Tue", "09:00–17:00"), new Days("Thu", "09:00–12:00, 13:00–17:00"));
    }

    @Test
    void a_holiday_closes_all_numbers_and_a_weekend_is_nothing_special() {
        assertThat(deviations("2026-12-14", List.of(), List.of()))
                .containsExactly(
                        new Deviation(LocalDate.parse("2026-12-24"), List.of(), "", true),
                        new Deviation(LocalDate.parse("2026-12-25"), List.of(), "", true));
    }

    @Test
    void a_closure_of_some_hours_of_one_number_names_it_and_what_is_left() {
        var closure = new Closure(Optional.of(LATGALE.id()), local("2026-12-02T08:00", "2026-12-02T13:00"));
        assertThat(deviations("2026-12-01", List.of(closure), List.of()))
                .containsExactly(
                        new Deviation(LocalDate.parse("2026-12-02"), List.of("25 723 222"), "13:00–17:00", false));
    }

    @Test
    void a_special_opening_over_midnight_is_of_both_days() {
        var opening = new SpecialOpening(RIGA.id(), local("2026-12-05T20:00", "2026-12-06T02:00"));
        assertThat(deviations("2026-12-01", List.of(), List.of(opening)))
                .containsExactly(
                        new Deviation(LocalDate.parse("2026-12-05"), List.of("25 565 098"), "20:00–24:00", false),
                        new Deviation(LocalDate.parse("2026-12-06"), List.of("25 565 098"), "00:00–02:00", false));
    }

    @Test
    void the_fortnight_is_fourteen_days() {
        var closure = new Closure(Optional.empty(), local("2026-11-01T00:00", "2027-02-01T00:00"));
        assertThat(deviations("2026-11-30", List.of(closure), List.of())).hasSize(10);
    }

    private static List<Deviation> deviations(String from, List<Closure> closures, List<SpecialOpening> openings) {
        var holidays = new LatvianHolidays();
        var data = new RosterData(
                List.of(RIGA, LATGALE),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                closures,
                openings,
                List.of());
        return new OpenHours(new Roster(data, holidays), holidays).deviations(LocalDate.parse(from));
    }

    private static Line line(String id, String number, Region region) {
        return new Line(
                new LineId(id),
                number,
                id,
                region,
                List.of(Language.LATVIAN),
                OpeningSpan.always(Stream.of(DayOfWeek.values())
                        .filter(day -> day.getValue() <= 5)
                        .map(day -> span(day, "09:00", "17:00"))
                        .toList()),
                false,
                new Strategy.AllAtOnce(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ZERO,
                false);
    }

    private static WeeklySpan span(DayOfWeek day, String start, String end) {
        return new WeeklySpan(day, LocalTime.parse(start), LocalTime.parse(end));
    }

    private static LocalSpan local(String start, String end) {
        return new LocalSpan(LocalDateTime.parse(start), LocalDateTime.parse(end));
    }
}
