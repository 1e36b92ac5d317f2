package lv.helpline.roster.staffing;

import static lv.helpline.roster.Language.ENGLISH;
import static lv.helpline.roster.Language.LATVIAN;
import static lv.helpline.roster.Language.RUSSIAN;
import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.paused;
import static lv.helpline.roster.RosterBuilder.span;
import static lv.helpline.roster.RosterBuilder.speaking;
import static lv.helpline.roster.RosterBuilder.takingOverflow;
import static lv.helpline.roster.RosterBuilder.unverified;
import static lv.helpline.roster.RosterBuilder.workdays;
import static lv.helpline.roster.staffing.DutyPreference.Kind.CAN;
import static lv.helpline.roster.staffing.DutyPreference.Kind.RATHER_NOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.staffing.Candidate.Reason;
import org.junit.jupiter.api.Test;

class SubstitutesTest {

    private static final Line LINE = speaking(line("latgale", "25723222", LATGALE), LATVIAN, RUSSIAN);
    private static final Line ALWAYS_OPEN = line(
            "riga",
            "67898343",
            RIGA,
            EnumSet.allOf(DayOfWeek.class).stream()
                    .map(day -> on(day, "00:00", "00:00"))
                    .toArray(WeeklySpan[]::new));
    private static final DutyScope THE_LINE = new DutyScope.OfLine(LINE.id());
    private static final LocalSpan MONDAY_MORNING = span("2026-11-23 09:00", "2026-11-23 13:00");

    private static final Consultant ANNA = consultant(1, "Anna", LATVIAN, RUSSIAN);
    private static final Consultant BRUNO = consultant(2, "Bruno", LATVIAN, RUSSIAN);
    private static final Consultant CELMA = consultant(3, "Celma", LATVIAN);

    private final RosterBuilder rosterBuilder = RosterBuilder.of(LINE, ALWAYS_OPEN);

    @Test
    void languages_count_before_the_region_and_the_region_before_hours() {
        var latgalian = serving(CELMA, LATGALE);
        rosterBuilder.with(
                latgalian,
                takingOverflow(BRUNO),
                ANNA,
                serving(consultant(4, "Dina", LATVIAN, RUSSIAN), LATGALE),
                onDuty(BRUNO).in(RIGA).each(workdays("14:00", "17:00")));

        assertThat(names(THE_LINE, MONDAY_MORNING)).containsExactly("Dina", "Bruno", "Anna", "Celma");
    }

    /// The line is closed in two of the hours: 18 November is a holiday.
    @Test
    void of_equals_whoever_is_on_duty_the_least_comes_first_and_is_told_for_how_long() {
        rosterBuilder.with(
                ANNA,
                BRUNO,
                onDuty(ANNA).in(RIGA).each(List.of(on(DayOfWeek.TUESDAY, "09:00", "17:00"))),
                onDuty(BRUNO).in(RIGA).each(List.of(on(DayOfWeek.TUESDAY, "22:00", "02:00"))),
                covering(BRUNO, RIGA, "2026-11-24 23:00", "2026-11-25 03:00"),
                absent(ANNA, "2026-11-17 00:00", "2026-11-18 00:00"));

        var candidates = Substitutes.of(rosterBuilder.roster(), List.of(), THE_LINE, MONDAY_MORNING);

        assertThat(candidates).extracting(Candidate::consultant).containsExactly(BRUNO, ANNA);
        assertThat(candidates.getFirst().reasons())
                .containsExactly(
                        new Reason.SpeaksAll(),
                        new Reason.ServesElsewhere(),
                        new Reason.OnDutyFor(hours(4 * 4 + 1 - 2)));
        assertThat(candidates.getLast().reasons()).contains(new Reason.OnDutyFor(hours(3 * 8)));
    }

    @Test
    void who_would_rather_not_in_any_part_of_it_comes_last_whatever_else_speaks_for_them_and_it_is_said() {
        rosterBuilder.with(ANNA, BRUNO, CELMA);
        var anna = new DutyPreference(ANNA.id(), RATHER_NOT, span("2026-11-23 12:59", "2026-11-24 00:00"));
        var bruno = new DutyPreference(BRUNO.id(), RATHER_NOT, span("2026-11-23 13:00", "2026-11-24 00:00"));

        assertThat(names(THE_LINE, MONDAY_MORNING, anna, bruno)).containsExactly("Bruno", "Celma", "Anna");
        assertThat(Substitutes.of(rosterBuilder.roster(), List.of(anna), THE_LINE, MONDAY_MORNING)
                        .getLast()
                        .reasons())
                .startsWith(new Reason.RatherNot(), new Reason.SpeaksAll());
    }

    @Test
    void who_can_comes_first_then_who_says_nothing_then_who_would_rather_not_and_it_is_said() {
        rosterBuilder.with(ANNA, BRUNO, CELMA, consultant(4, "Dina", LATVIAN));
        var anna = new DutyPreference(ANNA.id(), RATHER_NOT, MONDAY_MORNING);
        var celma = new DutyPreference(CELMA.id(), CAN, span("2026-11-23 00:00", "2026-11-24 00:00"));

        assertThat(names(THE_LINE, MONDAY_MORNING, anna, celma)).containsExactly("Celma", "Bruno", "Dina", "Anna");
        assertThat(Substitutes.of(rosterBuilder.roster(), List.of(anna, celma), THE_LINE, MONDAY_MORNING))
                .extracting(candidate -> candidate.reasons().getFirst())
                .containsExactly(
                        new Reason.Can(),
                        new Reason.SpeaksAll(),
                        new Reason.LacksLanguages(List.of(RUSSIAN)),
                        new Reason.RatherNot());
    }

    @Test
    void who_can_in_a_part_of_it_only_has_said_nothing_and_who_can_and_would_rather_not_would_rather_not() {
        var until12 = new DutyPreference(ANNA.id(), CAN, span("2026-11-23 09:00", "2026-11-23 12:00"));
        var from12 = new DutyPreference(ANNA.id(), CAN, span("2026-11-23 12:00", "2026-11-23 17:00"));
        var lunch = new DutyPreference(ANNA.id(), RATHER_NOT, span("2026-11-23 12:00", "2026-11-23 13:00"));

        assertThat(DutyPreference.of(List.of(until12), ANNA.id(), MONDAY_MORNING))
                .isEmpty();
        assertThat(DutyPreference.of(List.of(until12, from12), ANNA.id(), MONDAY_MORNING))
                .contains(CAN);
        assertThat(DutyPreference.of(List.of(until12, from12, lunch), ANNA.id(), MONDAY_MORNING))
                .contains(RATHER_NOT);
        assertThat(DutyPreference.of(List.of(until12, from12), BRUNO.id(), MONDAY_MORNING))
                .isEmpty();
        assertThat(DutyPreference.of(List.of(until12), ANNA.id(), List.of(until12.span(), from12.span(), lunch.span())))
                .as("of several times")
                .isEmpty();
    }

    @Test
    void whoever_does_not_suit_is_told_of_with_the_first_reason() {
        rosterBuilder.with(
                ANNA,
                BRUNO,
                CELMA,
                unverified(consultant(4, "Dina", LATVIAN)),
                consultant(5, "Egils", ENGLISH),
                consultant(6, "Fricis", LATVIAN),
                absent(ANNA, "2026-11-23 12:59", "2026-11-23 14:00"),
                onDuty(BRUNO).in(RIGA).each(List.of(on(DayOfWeek.SUNDAY, "22:00", "09:30"))),
                paused(CELMA, "2026-11-23 08:50", "2026-11-23 09:20"));

        assertThat(Substitutes.others(rosterBuilder.roster(), THE_LINE, MONDAY_MORNING))
                .extracting(candidate -> candidate.reasons().getFirst())
                .containsExactly(
                        new Reason.Away(),
                        new Reason.OnDutyAlready(List.of(RIGA)),
                        new Reason.Rests(),
                        new Reason.NotVerified(),
                        new Reason.DoesNotSuit());
    }

    @Test
    void the_reasons_say_what_is_lacking() {
        rosterBuilder.with(serving(CELMA, LATGALE));

        assertThat(Substitutes.of(rosterBuilder.roster(), List.of(), THE_LINE, MONDAY_MORNING))
                .containsExactly(new Candidate(
                        serving(CELMA, LATGALE),
                        List.of(
                                new Reason.LacksLanguages(List.of(RUSSIAN)),
                                new Reason.ServesRegion(LATGALE),
                                new Reason.OnDutyFor(Duration.ZERO))));
    }

    @Test
    void nobody_is_asked_who_is_absent_on_duty_or_resting_or_whose_phone_is_not_verified() {
        rosterBuilder.with(
                ANNA,
                BRUNO,
                CELMA,
                unverified(consultant(4, "Dina", LATVIAN)),
                consultant(5, "Egils", ENGLISH),
                consultant(6, "Fricis", LATVIAN),
                absent(ANNA, "2026-11-23 12:59", "2026-11-23 14:00"),
                onDuty(BRUNO).in(RIGA).each(List.of(on(DayOfWeek.SUNDAY, "22:00", "09:30"))),
                paused(CELMA, "2026-11-23 08:50", "2026-11-23 09:20"));

        assertThat(names(THE_LINE, MONDAY_MORNING)).containsExactly("Fricis");
    }

    @Test
    void what_ends_when_the_span_starts_and_what_starts_when_it_ends_is_no_hindrance() {
        rosterBuilder.with(
                ANNA,
                absent(ANNA, "2026-11-23 08:00", "2026-11-23 09:00"),
                covering(ANNA, RIGA, "2026-11-23 13:00", "2026-11-23 14:00"));

        assertThat(names(THE_LINE, MONDAY_MORNING)).containsExactly("Anna");
    }

    @Test
    void a_region_wants_the_languages_of_all_its_lines() {
        rosterBuilder.with(CELMA, ANNA);

        assertThat(names(new DutyScope.OfRegion(LATGALE), MONDAY_MORNING)).containsExactly("Anna", "Celma");
    }

    @Test
    void the_coordination_goes_to_whoever_has_it_at_other_times_and_does_not_keep_from_a_line() {
        rosterBuilder.with(ANNA, BRUNO, onDuty(ANNA).coordinating());

        assertThat(Substitutes.of(rosterBuilder.roster(), List.of(), new DutyScope.CoordinatorOnCall(), MONDAY_MORNING))
                .containsExactly(new Candidate(ANNA, List.of(new Reason.OnDutyFor(Duration.ZERO))));
        assertThat(names(THE_LINE, MONDAY_MORNING)).containsExactly("Bruno", "Anna");
    }

    /// They have more to do then, whatever else speaks for them.
    @Test
    void whoever_coordinates_in_any_part_of_it_comes_last_and_it_is_said() {
        rosterBuilder.with(
                serving(ANNA, LATGALE),
                BRUNO,
                CELMA,
                onDuty(ANNA).coordinating().each(List.of(on(DayOfWeek.MONDAY, "12:59", "21:00"))),
                onDuty(BRUNO).coordinating().each(List.of(on(DayOfWeek.MONDAY, "13:00", "21:00"))));
        var celma = new DutyPreference(CELMA.id(), RATHER_NOT, MONDAY_MORNING);

        assertThat(names(THE_LINE, MONDAY_MORNING, celma)).containsExactly("Bruno", "Celma", "Anna");
        assertThat(Substitutes.of(rosterBuilder.roster(), List.of(), THE_LINE, MONDAY_MORNING)
                        .getLast()
                        .reasons())
                .startsWith(new Reason.CoordinatesThen(), new Reason.SpeaksAll());
    }

    @Test
    void whoever_is_on_duty_already_is_told_of_with_where_and_who_is_not_or_does_not_suit_is_not() {
        rosterBuilder.with(
                ANNA,
                BRUNO,
                CELMA,
                consultant(4, "Dina", ENGLISH),
                consultant(5, "Egils", LATVIAN),
                onDuty(ANNA).in(RIGA).each(List.of(on(DayOfWeek.MONDAY, "12:59", "17:00"))),
                onDuty(ANNA).at(LINE).each(workdays("09:00", "10:00")),
                onDuty(BRUNO).in(RIGA).each(workdays("13:00", "17:00")),
                onDuty(CELMA).coordinating(),
                onDuty(consultant(4, "Dina", ENGLISH)).in(RIGA),
                onDuty(consultant(5, "Egils", LATVIAN)).in(RIGA),
                absent(consultant(5, "Egils", LATVIAN), "2026-11-23 00:00", "2026-11-24 00:00"));

        assertThat(Substitutes.onDutyAlready(rosterBuilder.roster(), THE_LINE, MONDAY_MORNING))
                .containsExactly(new Candidate(ANNA, List.of(new Reason.OnDutyAlready(List.of(RIGA, LATGALE)))));
    }

    private List<String> names(DutyScope dutyScope, LocalSpan span, DutyPreference... preferences) {
        return Substitutes.of(rosterBuilder.roster(), List.of(preferences), dutyScope, span).stream()
                .map(candidate -> candidate.consultant().name())
                .toList();
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    private static Consultant serving(Consultant consultant, Region region) {
        return new Consultant(
                consultant.id(),
                consultant.name(),
                consultant.contact(),
                consultant.languages(),
                Set.of(region),
                consultant.overflow(),
                consultant.verified(),
                consultant.whisper(),
                consultant.left());
    }
}
