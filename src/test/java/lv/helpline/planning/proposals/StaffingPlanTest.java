package lv.helpline.planning.proposals;

import static lv.helpline.roster.Language.ENGLISH;
import static lv.helpline.roster.Language.LATVIAN;
import static lv.helpline.roster.Language.RUSSIAN;
import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.on;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.span;
import static lv.helpline.roster.RosterBuilder.speaking;
import static lv.helpline.roster.RosterBuilder.unverified;
import static lv.helpline.roster.staffing.DutyPreference.Kind.CAN;
import static lv.helpline.roster.staffing.DutyPreference.Kind.RATHER_NOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import lv.helpline.planning.proposals.Proposal.Reason;
import lv.helpline.planning.proposals.RemainingGap.Cause;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.staffing.Candidate;
import lv.helpline.roster.staffing.DutyPreference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a solver is given, and what is said of what it found.
class StaffingPlanTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 12, 7);
    private static final Instant NOW = at("2026-11-30 12:00");
    private static final WeeklySpan HOURS = on(DayOfWeek.MONDAY, "09:00", "19:00");
    private static final Line ONE = speaking(line("riga-1", "25723221", RIGA, HOURS), LATVIAN, RUSSIAN);
    private static final Line TWO =
            speaking(line("riga-2", "25723222", RIGA, on(DayOfWeek.MONDAY, "09:00", "12:00")), LATVIAN, ENGLISH);
    private static final Consultant ANNA = consultant(1, "Anna", LATVIAN);
    private static final Consultant LAURA = consultant(2, "Laura", LATVIAN, RUSSIAN);
    private static final Consultant INESE = consultant(3, "Inese", LATVIAN);
    private static final DutyScope LINE = new DutyScope.OfLine(ONE.id());
    private static final StaffingLimits LIMITS = new StaffingLimits(Duration.ofHours(8), Duration.ofHours(12));

    private static StaffingProblem problem(RosterBuilder roster, DutyPreference... preferences) {
        return StaffingProblems.of(roster.roster(), List.of(preferences), MONDAY, MONDAY.plusDays(7), NOW, LIMITS);
    }

    /// Its parts, each with who could fill it.
    private static List<String> parts(StaffingProblem problem) {
        return problem.parts().stream()
                .map(part -> "%s %s–%s %s"
                        .formatted(
                                part.scope() instanceof DutyScope.OfLine(var id) ? id : "region",
                                clock(part.start()),
                                clock(part.end()),
                                part.candidates().stream()
                                        .map(each -> each.consultant().name())
                                        .toList()))
                .toList();
    }

    private static String clock(Instant instant) {
        return instant.atZone(Roster.ZONE).toLocalTime().toString();
    }

    /// @param who fills which part, in their order; null leaves it
    private static StaffingPlan plan(StaffingProblem problem, @Nullable Consultant... who) {
        var chosen = new HashMap<Integer, ConsultantId>();
        for (var part = 0; part < who.length; part++) {
            var person = who[part];
            if (person != null) {
                chosen.put(part, person.id());
            }
        }
        return StaffingPlan.of(problem, new Assignment(chosen));
    }

    private static Reason of(Candidate.Reason reason) {
        return new Reason.OfCandidate(reason);
    }

    @Test
    void a_gap_is_cut_where_somebody_becomes_free_at_whole_hours_and_else_about_every_four_hours() {
        var roster = RosterBuilder.of(ONE).with(ANNA, LAURA, absent(LAURA, "2026-12-07 08:00", "2026-12-07 10:20"));
        assertThat(parts(problem(roster)))
                .containsExactly(
                        "riga-1 09:00–11:00 [Anna]",
                        "riga-1 11:00–15:00 [Laura, Anna]",
                        "riga-1 15:00–19:00 [Laura, Anna]");
    }

    @Test
    void it_is_cut_where_somebody_would_rather_not_or_can_and_they_come_first_or_last() {
        var roster = RosterBuilder.of(ONE).with(ANNA, INESE);
        assertThat(parts(problem(
                        roster,
                        new DutyPreference(INESE.id(), CAN, span("2026-12-07T10:30", "2026-12-07T12:30")),
                        new DutyPreference(ANNA.id(), RATHER_NOT, span("2026-12-07T14:30", "2026-12-07T19:00")))))
                .containsExactly(
                        "riga-1 09:00–11:00 [Anna, Inese]",
                        "riga-1 11:00–12:00 [Inese, Anna]",
                        "riga-1 12:00–14:00 [Anna, Inese]",
                        "riga-1 14:00–16:00 [Inese, Anna]",
                        "riga-1 16:00–19:00 [Inese, Anna]");
    }

    @Test
    void where_several_lines_of_a_region_have_a_gap_one_duty_for_the_region_fills_it() {
        var roster = RosterBuilder.of(ONE, TWO).with(ANNA, INESE, onDuty(INESE).in(LATGALE), unverified(LAURA));
        assertThat(parts(problem(roster)))
                .containsExactly("region 09:00–12:00 [Anna]", "riga-1 12:00–15:00 [Anna]", "riga-1 15:00–19:00 [Anna]");
        assertThat(problem(roster).parts().getFirst().languages()).containsExactly(LATVIAN, RUSSIAN, ENGLISH);
        assertThat(problem(roster).whole()).isEqualTo(Duration.ofHours(10));
    }

    /// On 25 October 2026 the clocks go back from 4 to 3.
    @Test
    void nothing_is_cut_in_the_hour_that_autumn_repeats() {
        var night = line("night", "25723229", RIGA, on(DayOfWeek.SUNDAY, "00:00", "08:00"));
        var sunday = LocalDate.of(2026, 10, 25);
        var problem = StaffingProblems.of(
                RosterBuilder.of(night)
                        .with(ANNA, absent(ANNA, "2026-10-25 03:10", "2026-10-25 03:20"))
                        .roster(),
                List.of(),
                sunday,
                sunday.plusDays(1),
                at("2026-10-20 12:00"),
                LIMITS);
        assertThat(parts(problem))
                .containsExactly("night 00:00–02:00 [Anna]", "night 02:00–04:00 []", "night 04:00–08:00 [Anna]");
        assertThat(problem.whole()).isEqualTo(Duration.ofHours(9));
    }

    @Test
    void says_that_somebody_is_the_only_one_who_speaks_a_language_and_how_many_hours_they_are_below_their_usual() {
        var tuesdays = line("latgale", "25723228", LATGALE, on(DayOfWeek.TUESDAY, "09:00", "17:00"));
        var roster = RosterBuilder.of(ONE, tuesdays)
                .with(ANNA, LAURA, onDuty(LAURA).in(LATGALE).until("2026-12-01"));
        var problem = problem(roster);
        assertThat(problem.people()).extracting(StaffingPerson::balance).containsExactly(0L, -8L * 60);
        var plan = plan(problem, LAURA);
        assertThat(plan.proposals().getFirst().reasons())
                .containsExactly(
                        new Reason.OnlySpeaker(List.of(RUSSIAN)),
                        of(new Candidate.Reason.SpeaksAll()),
                        of(new Candidate.Reason.ServesElsewhere()),
                        new Reason.BelowUsual(Duration.ofHours(5)));
        assertThat(plan(problem, ANNA, ANNA, ANNA).proposals().getFirst().reasons())
                .containsExactly(
                        new Reason.Others(1),
                        of(new Candidate.Reason.LacksLanguages(List.of(RUSSIAN))),
                        of(new Candidate.Reason.ServesElsewhere()),
                        new Reason.AboveUsual(Duration.ofHours(10)));
    }

    @Test
    void what_follows_each_other_is_one_cover_of_which_all_is_said() {
        var problem = problem(
                RosterBuilder.of(ONE).with(ANNA),
                new DutyPreference(ANNA.id(), CAN, span("2026-12-07T09:00", "2026-12-07T12:00")),
                new DutyPreference(ANNA.id(), RATHER_NOT, span("2026-12-07T16:00", "2026-12-07T19:00")));
        var all = plan(problem, ANNA, ANNA, ANNA).proposals();
        assertThat(all).singleElement().satisfies(proposal -> {
            assertThat(proposal.duty())
                    .isEqualTo(new DutyOccurrence(ANNA.id(), LINE, span("2026-12-07T09:00", "2026-12-07T19:00")));
            assertThat(proposal.reasons())
                    .startsWith(new Reason.OnlyOne())
                    .contains(of(new Candidate.Reason.RatherNot()))
                    .doesNotContain(of(new Candidate.Reason.Can()));
        });
        assertThat(plan(problem, ANNA).proposals().getFirst().reasons()).contains(of(new Candidate.Reason.Can()));
    }

    @Test
    void says_of_what_stays_empty_whether_anybody_was_free() {
        var problem = problem(RosterBuilder.of(ONE).with(ANNA, absent(ANNA, "2026-12-07 00:00", "2026-12-07 11:00")));
        assertThat(plan(problem, null, ANNA).remaining())
                .containsExactly(
                        new RemainingGap(LINE, span("2026-12-07T09:00", "2026-12-07T11:00"), Cause.NOBODY_FREE),
                        new RemainingGap(LINE, span("2026-12-07T15:00", "2026-12-07T19:00"), Cause.OTHERS_ARE_NEEDED));
    }

    @Test
    void a_proposal_fits_while_who_it_names_is_free_the_gap_is_there_and_it_begins_later_than_in_48_hours() {
        var house = RosterBuilder.of(ONE).with(ANNA, INESE);
        var proposal = plan(problem(house), ANNA).proposals().getFirst();
        assertThat(proposal.fits(house.roster(), NOW)).isTrue();
        assertThat(proposal.fits(house.roster(), at("2026-12-05 09:01"))).isFalse();
        assertThat(proposal.fits(RosterBuilder.of(ONE).with(INESE).roster(), NOW))
                .isFalse();
        assertThat(proposal.fits(
                        RosterBuilder.of(ONE)
                                .with(ANNA, absent(ANNA, "2026-12-07 10:00", "2026-12-07 10:30"))
                                .roster(),
                        NOW))
                .isFalse();
        assertThat(proposal.fits(
                        RosterBuilder.of(ONE)
                                .with(ANNA, INESE, covering(INESE, RIGA, "2026-12-07 09:00", "2026-12-07 19:00"))
                                .roster(),
                        NOW))
                .isFalse();
    }

    @Test
    void whoever_coordinates_then_costs_more_than_who_lacks_a_language() {
        var roster = RosterBuilder.of(ONE).with(ANNA, LAURA, onDuty(LAURA).coordinating());
        var part = problem(roster).parts().getFirst();
        assertThat(StaffingCosts.lacking(part.findCandidate(LAURA.id()).orElseThrow()))
                .isGreaterThan(
                        StaffingCosts.lacking(part.findCandidate(ANNA.id()).orElseThrow()));
    }
}
