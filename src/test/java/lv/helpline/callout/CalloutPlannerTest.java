package lv.helpline.callout;

import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.monday;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.paused;
import static lv.helpline.roster.RosterBuilder.span;
import static lv.helpline.roster.RosterBuilder.unverified;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lv.helpline.callout.Callout.Outcome;
import lv.helpline.callout.Callout.Phoned;
import lv.helpline.callout.Callout.Result;
import lv.helpline.callout.CalloutPlanner.Step;
import lv.helpline.callout.CalloutReason.Alert;
import lv.helpline.callout.CalloutReason.Kind;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.WhichPhone;
import lv.helpline.roster.staffing.DutyPreference;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is raised, and whom the helpline phones next about it.
class CalloutPlannerTest {

    private static final Line LINE = line("latgale", "25723222", LATGALE);
    private static final Line OTHER = line("latgale-two", "25723223", LATGALE);
    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant BRUNO = consultant(2, "Bruno");
    private static final Consultant CELMA = consultant(3, "Celma");
    private static final CalloutPlanner.CallingHours CALLING_HOURS =
            new CalloutPlanner.CallingHours(LocalTime.of(8, 0), LocalTime.of(21, 0));
    private static final Alert EMPTY_TILL_17 = alert(Kind.LINE_EMPTY, "2026-11-23 10:00", "2026-11-23 17:00");
    private static final CalloutReason.SeekCover TUESDAY =
            new CalloutReason.SeekCover(new DutyScope.OfLine(LINE.id()), span("2026-11-24 09:00", "2026-11-24 17:00"));

    private final RosterBuilder rosterBuilder = RosterBuilder.of(LINE).with(ANNA, BRUNO, CELMA);

    @Test
    void an_open_line_without_anybody_is_raised_until_somebody_comes_or_it_closes() {
        assertThat(alerts(monday("10:00"))).containsExactly(EMPTY_TILL_17);
        rosterBuilder.with(onDuty(ANNA).at(LINE).each(workdays("12:30", "17:00")));
        assertThat(alerts(monday("10:00")))
                .containsExactly(alert(Kind.LINE_EMPTY, "2026-11-23 10:00", "2026-11-23 12:30"));
    }

    @Test
    void whoever_rests_or_has_no_verified_phone_does_not_fill_a_line() {
        rosterBuilder.with(onDuty(ANNA).at(LINE), paused(ANNA, "2026-11-23 09:50", "2026-11-23 10:20"));
        assertThat(alerts(monday("10:00")))
                .containsExactly(alert(Kind.LINE_EMPTY, "2026-11-23 10:00", "2026-11-23 10:20"));

        var others = RosterBuilder.of(LINE).with(unverified(ANNA), onDuty(ANNA).at(LINE));
        assertThat(AlertRules.alerts(snapshot(others), RecentAlerts.NOTHING, monday("10:00")))
                .containsExactly(EMPTY_TILL_17);
    }

    @Test
    void a_line_that_will_be_empty_within_an_hour_is_raised_beforehand() {
        rosterBuilder.with(onDuty(ANNA).at(LINE).each(workdays("09:00", "16:00")));
        assertThat(alerts(monday("14:59"))).isEmpty();
        assertThat(alerts(monday("15:00"))).isEmpty();
        assertThat(alerts(monday("15:01")))
                .containsExactly(alert(Kind.LINE_EMPTY_SOON, "2026-11-23 16:00", "2026-11-23 17:00"));
    }

    @Test
    void a_line_that_opens_empty_within_an_hour_is_raised_and_one_that_only_closes_is_not() {
        assertThat(alerts(monday("08:30")))
                .containsExactly(alert(Kind.LINE_EMPTY_SOON, "2026-11-23 09:00", "2026-11-23 17:00"));
        rosterBuilder.with(onDuty(ANNA).at(LINE));
        assertThat(alerts(monday("16:30"))).isEmpty();
    }

    @Test
    void calls_that_nobody_took_and_the_fallback_put_whoever_takes_over_on_duty_until_closing_time() {
        rosterBuilder.with(onDuty(ANNA).at(LINE));
        var recentAlerts =
                new RecentAlerts(Set.of(LINE.number()), Set.of(LINE.number()), List.of(), List.of(), List.of());
        assertThat(AlertRules.alerts(snapshot(rosterBuilder), recentAlerts, monday("10:00")))
                .containsExactly(
                        alert(Kind.CALLS_UNANSWERED, "2026-11-23 10:00", "2026-11-23 17:00"),
                        alert(Kind.FALLBACK_RANG, "2026-11-23 10:00", "2026-11-23 17:00"));
        assertThat(AlertRules.alerts(snapshot(rosterBuilder), recentAlerts, monday("20:00")))
                .allSatisfy(alert -> assertThat(alert.span()).isEmpty());
    }

    @Test
    void each_kind_and_line_is_raised_once_in_its_time() {
        var raised = new RecentAlerts(Set.of(), Set.of(), List.of(), List.of(EMPTY_TILL_17), List.of());
        assertThat(AlertRules.alerts(snapshot(rosterBuilder), raised, monday("10:20")))
                .isEmpty();
        var otherKind = new RecentAlerts(
                Set.of(),
                Set.of(),
                List.of(BRUNO.id(), ANNA.id()),
                List.of(alert(Kind.CALLS_UNANSWERED, "2026-11-23 10:00", "2026-11-23 17:00")),
                List.of());
        assertThat(AlertRules.alerts(snapshot(rosterBuilder), otherKind, monday("10:20")))
                .containsExactly(
                        alert(Kind.LINE_EMPTY, "2026-11-23 10:20", "2026-11-23 17:00"),
                        new Alert(Kind.TEST_FAILED, Optional.empty(), Optional.of(BRUNO.id()), Optional.empty()));
    }

    /// Each kind has its row in [#amiss].
    @ParameterizedTest
    @EnumSource
    void each_kind_is_raised_once_and_rings_one_coordinator_after_the_other(Kind kind) {
        var amiss = amiss(kind);
        assertThat(amiss.alerts(List.of())).containsExactly(amiss.alert);
        assertThat(amiss.alerts(List.of(amiss.alert))).isEmpty();

        var calloutPlanner = agenda(
                amiss.rosterBuilder.with(
                        onDuty(BRUNO).coordinating(), onDuty(CELMA).coordinating()),
                amiss.time);
        assertThat(calloutPlanner.next(callout(amiss.alert))).isEqualTo(new Step.Phone(BRUNO.id()));
        assertThat(calloutPlanner.next(callout(amiss.alert, called(BRUNO, Result.SILENT))))
                .isEqualTo(new Step.Phone(CELMA.id()));
        assertThat(calloutPlanner.next(
                        callout(amiss.alert, called(BRUNO, Result.SILENT), called(CELMA, Result.NO_ANSWER))))
                .isEqualTo(new Step.End(Outcome.NOBODY));
    }

    private Amiss amiss(Kind kind) {
        var line = Set.of(LINE.number());
        return switch (kind) {
            case LINE_EMPTY -> new Amiss(rosterBuilder, RecentAlerts.NOTHING, "10:00", EMPTY_TILL_17);
            case LINE_EMPTY_SOON ->
                new Amiss(
                        rosterBuilder.with(onDuty(ANNA).at(LINE).each(workdays("09:00", "16:00"))),
                        RecentAlerts.NOTHING,
                        "15:01",
                        alert(kind, "2026-11-23 16:00", "2026-11-23 17:00"));
            case CALLS_UNANSWERED ->
                new Amiss(
                        rosterBuilder.with(onDuty(ANNA).at(LINE)),
                        new RecentAlerts(line, Set.of(), List.of(), List.of(), List.of()),
                        "10:00",
                        alert(kind, "2026-11-23 10:00", "2026-11-23 17:00"));
            case FALLBACK_RANG ->
                new Amiss(
                        rosterBuilder.with(onDuty(ANNA).at(LINE)),
                        new RecentAlerts(Set.of(), line, List.of(), List.of(), List.of()),
                        "10:00",
                        alert(kind, "2026-11-23 10:00", "2026-11-23 17:00"));
            case TEST_FAILED ->
                new Amiss(
                        rosterBuilder.with(onDuty(ANNA).at(LINE)),
                        new RecentAlerts(Set.of(), Set.of(), List.of(ANNA.id()), List.of(), List.of()),
                        "10:00",
                        new Alert(kind, Optional.empty(), Optional.of(ANNA.id()), Optional.empty()));
        };
    }

    /// What makes a kind, and the one alert that comes of it.
    private record Amiss(RosterBuilder rosterBuilder, RecentAlerts recent, String time, Alert alert) {

        List<Alert> alerts(List<Alert> raised) {
            var known =
                    new RecentAlerts(recent.unanswered(), recent.fallback(), recent.failedTests(), raised, List.of());
            return AlertRules.alerts(snapshot(rosterBuilder), known, monday(time));
        }
    }

    @Test
    void a_gap_that_an_absence_makes_is_searched_for_once_and_others_are_not() {
        rosterBuilder.with(
                onDuty(ANNA).at(LINE).each(workdays("09:00", "16:00")),
                absent(ANNA, "2026-11-24 00:00", "2026-11-25 00:00"));
        var sought = new CalloutReason.SeekCover(
                new DutyScope.OfLine(LINE.id()), span("2026-11-24 09:00", "2026-11-24 17:00"));
        assertThat(searches(rosterBuilder, RecentAlerts.NOTHING)).containsExactly(sought);
        assertThat(searches(rosterBuilder, new RecentAlerts(Set.of(), Set.of(), List.of(), List.of(), List.of(sought))))
                .isEmpty();
        rosterBuilder.with(covering(BRUNO, LATGALE, "2026-11-24 09:00", "2026-11-24 17:00"));
        assertThat(searches(rosterBuilder, RecentAlerts.NOTHING)).isEmpty();
    }

    @Test
    void two_lines_of_a_region_are_one_search() {
        var two = RosterBuilder.of(LINE, OTHER)
                .with(ANNA, onDuty(ANNA).in(LATGALE), absent(ANNA, "2026-11-24 12:00", "2026-11-25 00:00"));
        assertThat(searches(two, RecentAlerts.NOTHING))
                .containsExactly(new CalloutReason.SeekCover(
                        new DutyScope.OfRegion(LATGALE), span("2026-11-24 12:00", "2026-11-24 17:00")));
    }

    @Test
    void coordinators_are_phoned_one_after_the_other_at_any_hour_and_never_on_a_phone_that_is_not_verified() {
        rosterBuilder.with(onDuty(ANNA).coordinating(), onDuty(BRUNO).coordinating());
        assertThat(next(EMPTY_TILL_17, "10:00")).isEqualTo(new Step.Phone(ANNA.id()));
        assertThat(next(EMPTY_TILL_17, "10:00", called(ANNA, Result.SILENT))).isEqualTo(new Step.Phone(BRUNO.id()));
        assertThat(next(EMPTY_TILL_17, "10:00", called(ANNA, Result.SILENT), called(BRUNO, Result.BUSY)))
                .isEqualTo(new Step.End(Outcome.NOBODY));
        var unverifiedOnly =
                RosterBuilder.of(LINE).with(unverified(ANNA), onDuty(ANNA).coordinating());
        assertThat(agenda(unverifiedOnly, "10:00").next(callout(EMPTY_TILL_17)))
                .isEqualTo(new Step.End(Outcome.NOBODY));
    }

    @Test
    void what_is_mended_is_phoned_about_no_more() {
        rosterBuilder.with(onDuty(ANNA).coordinating(), onDuty(BRUNO).at(LINE));
        assertThat(next(EMPTY_TILL_17, "10:00")).isEqualTo(new Step.End(Outcome.MENDED));
        rosterBuilder.with(onDuty(BRUNO).at(LINE));
        assertThat(next(TUESDAY, "10:00")).isEqualTo(new Step.End(Outcome.MENDED));
    }

    @Test
    void nobody_is_phoned_twice_at_once_and_a_call_that_asterisk_lost_is_placed_once_more() {
        rosterBuilder.with(onDuty(ANNA).coordinating());
        assertThat(new CalloutPlanner(
                                snapshot(rosterBuilder), List.of(), CALLING_HOURS, Set.of(ANNA.id()), monday("10:00"))
                        .next(callout(EMPTY_TILL_17)))
                .isEqualTo(new Step.Wait());
        assertThat(next(EMPTY_TILL_17, "10:00", underWay(ANNA, 1, "10:01"))).isEqualTo(new Step.Wait());
        assertThat(next(EMPTY_TILL_17, "10:01", underWay(ANNA, 1, "10:01"))).isEqualTo(new Step.Phone(ANNA.id()));
    }

    @Test
    void colleagues_are_asked_in_calling_hours_in_the_order_of_the_ranking() {
        assertThat(next(TUESDAY, "07:59")).isEqualTo(new Step.Wait());
        assertThat(next(TUESDAY, "08:00")).isEqualTo(new Step.Phone(ANNA.id()));
        assertThat(next(TUESDAY, "20:59", called(ANNA, Result.NO))).isEqualTo(new Step.Phone(BRUNO.id()));
        assertThat(next(TUESDAY, "21:00", called(ANNA, Result.NO))).isEqualTo(new Step.Wait());
        assertThat(next(
                        TUESDAY,
                        "12:00",
                        called(ANNA, Result.NO),
                        called(BRUNO, Result.SILENT),
                        called(CELMA, Result.NO_ANSWER)))
                .isEqualTo(new Step.End(Outcome.NOBODY));
    }

    @Test
    void who_would_rather_not_is_asked_for_a_cover_after_everybody_who_has_not_said_so() {
        var calloutPlanner = agenda(
                rosterBuilder,
                "10:00",
                new DutyPreference(
                        ANNA.id(), DutyPreference.Kind.RATHER_NOT, span("2026-11-24 00:00", "2026-11-25 00:00")));
        assertThat(calloutPlanner.next(callout(TUESDAY))).isEqualTo(new Step.Phone(BRUNO.id()));
        assertThat(calloutPlanner.next(callout(TUESDAY, called(BRUNO, Result.NO), called(CELMA, Result.NO))))
                .isEqualTo(new Step.Phone(ANNA.id()));
    }

    @Test
    void a_test_that_was_not_placed_for_a_call_comes_later_and_any_other_answer_but_1_fails() {
        var test = new CalloutReason.Test(ANNA.id(), WhichPhone.FIRST);
        assertThat(next(test, "10:00")).isEqualTo(new Step.Phone(ANNA.id()));
        assertThat(next(test, "10:04", called(ANNA, Result.ENGAGED))).isEqualTo(new Step.Wait());
        assertThat(next(test, "10:05", called(ANNA, Result.ENGAGED))).isEqualTo(new Step.Phone(ANNA.id()));
        assertThat(next(test, "10:00", called(ANNA, Result.SILENT))).isEqualTo(new Step.End(Outcome.NOBODY));
    }

    private List<Alert> alerts(Instant at) {
        return AlertRules.alerts(snapshot(rosterBuilder), RecentAlerts.NOTHING, at);
    }

    private static List<CalloutReason.SeekCover> searches(RosterBuilder rosterBuilder, RecentAlerts recentAlerts) {
        return AlertRules.searches(
                snapshot(rosterBuilder), new LatvianHolidays(), recentAlerts, Duration.ofDays(7), monday("10:00"));
    }

    private Step next(CalloutReason reason, String time, Phoned... phoned) {
        return agenda(rosterBuilder, time).next(callout(reason, phoned));
    }

    private static CalloutPlanner agenda(RosterBuilder rosterBuilder, String time, DutyPreference... preferences) {
        return new CalloutPlanner(snapshot(rosterBuilder), List.of(preferences), CALLING_HOURS, Set.of(), monday(time));
    }

    private static Callout callout(CalloutReason reason, Phoned... phoned) {
        return new Callout(1, reason, monday("10:00"), List.of(phoned));
    }

    private static Phoned called(Consultant consultant, Result result) {
        return new Phoned(consultant.id(), Optional.of(result), 1, monday("10:00"));
    }

    private static Phoned underWay(Consultant consultant, int tries, String due) {
        return new Phoned(consultant.id(), Optional.empty(), tries, monday(due));
    }

    private static Alert alert(Kind kind, String start, String end) {
        LocalSpan span = span(start, end);
        return new Alert(kind, Optional.of(LINE.id()), Optional.<ConsultantId>empty(), Optional.of(span));
    }

    private static Snapshot snapshot(RosterBuilder rosterBuilder) {
        return new Snapshot("test", at("2026-11-23 00:00"), rosterBuilder.roster(), RecentActivity.NONE);
    }
}
