package lv.helpline.wallboard;

import static lv.helpline.roster.Region.KURZEME;
import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.monday;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.outsideHelp;
import static lv.helpline.roster.RosterBuilder.paused;
import static lv.helpline.roster.RosterBuilder.saturday;
import static lv.helpline.roster.RosterBuilder.takingOverflow;
import static lv.helpline.roster.RosterBuilder.unverified;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.lines.Published;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.staffing.CoverageGap;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.StalenessPolicy;
import lv.helpline.wallboard.CallEvent.Leg;
import lv.helpline.wallboard.ConsultantStatus.Doing;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final Line LINE = line("latgale", "25723222", LATGALE);
    private static final Line OTHER = line("kurzeme", "25719118", KURZEME);
    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant BRUNO = takingOverflow(consultant(2, "Bruno"));
    private static final UUID CALL = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final Instant NOON = monday("12:00");
    private static final StalenessPolicy FRESHNESS = new StalenessPolicy(Duration.ofMinutes(10));

    private final RosterBuilder rosterBuilder = RosterBuilder.of(LINE, OTHER).with(ANNA, BRUNO);
    private RecentActivity recentActivity = RecentActivity.NONE;
    private LiveCalls liveCalls = new LiveCalls(LiveCalls.Link.THERE, Calls.UNKNOWN);
    private HealthSignals healthSignals = new HealthSignals(
            Optional.of(NOON), 2, List.of(), List.of(), 0, Optional.empty(), Optional.empty(), Map.of(), 0);

    @Test
    void a_line_is_open_until_its_end_with_whoever_is_on_duty() {
        staffed();

        assertThat(now(LINE).opening().open()).isTrue();
        assertThat(now(LINE).opening().until()).hasValue(monday("17:00"));
        assertThat(now(LINE).people()).containsExactly(new ConsultantStatus(ANNA, true, new Doing.Free()));
        assertThat(board(NOON).warnings()).isEmpty();
    }

    @Test
    void a_closed_line_shows_nobody_though_they_have_a_duty() {
        staffed();

        var line = lineOf(board(saturday("12:00")), LINE);
        assertThat(line.opening().open()).isFalse();
        assertThat(line.people()).isEmpty();
        assertThat(line.isEmpty()).isFalse();
    }

    @Test
    void callers_who_wait_are_shown_on_their_line_the_longest_first() {
        staffed();
        told(
                new CallEvent.Waiting(UUID.randomUUID(), LINE.number(), NOON.minusSeconds(5)),
                new CallEvent.Waiting(UUID.randomUUID(), LINE.number(), NOON.minusSeconds(90)),
                new CallEvent.Waiting(UUID.randomUUID(), OTHER.number(), NOON.minusSeconds(7)));

        assertThat(now(LINE).waiting()).containsExactly(NOON.minusSeconds(90), NOON.minusSeconds(5));
        assertThat(now(OTHER).waiting()).containsExactly(NOON.minusSeconds(7));
    }

    @Test
    void whoever_rings_or_talks_for_another_line_does_so_on_both() {
        staffed();
        told(new CallEvent.Talking(leg(BRUNO), LINE.number(), NOON));

        assertThat(now(LINE).people())
                .containsExactly(
                        new ConsultantStatus(ANNA, true, new Doing.Free()),
                        new ConsultantStatus(BRUNO, false, new Doing.Talking(LINE.number(), NOON)));
        assertThat(now(OTHER).people())
                .containsExactly(new ConsultantStatus(BRUNO, true, new Doing.Talking(LINE.number(), NOON)));
    }

    @Test
    void the_site_s_last_number_is_shown_though_it_is_nobody_s() {
        staffed();
        told(new CallEvent.Ringing(new Leg(CALL, Optional.empty()), LINE.number(), NOON));

        assertThat(now(LINE).lastResort()).hasValue(new Calls.Phone(LINE.number(), false, NOON));
        assertThat(now(OTHER).lastResort()).isEmpty();
    }

    @Test
    void a_call_wins_over_a_rest_and_a_rest_over_a_wrap_up() {
        staffed();
        recentActivity = new RecentActivity(Map.of(ANNA.id(), NOON.minusSeconds(30)));
        assertThat(doing(ANNA)).isEqualTo(new Doing.WrappingUp(NOON.plusSeconds(90)));

        rosterBuilder.with(paused(ANNA, "2026-11-23 11:00", "2026-11-23 12:30"));
        rosterBuilder.with(paused(ANNA, "2026-11-23 12:30", "2026-11-23 13:00"));
        assertThat(doing(ANNA)).isEqualTo(new Doing.Paused(monday("13:00")));

        told(new CallEvent.Ringing(leg(ANNA), LINE.number(), NOON));
        assertThat(doing(ANNA)).isEqualTo(new Doing.Ringing(LINE.number(), NOON));
        told(new CallEvent.Talking(leg(ANNA), LINE.number(), NOON));
        assertThat(doing(ANNA)).isEqualTo(new Doing.Talking(LINE.number(), NOON));
    }

    /// Before the record of the call has reached the database.
    @Test
    void a_wrap_up_begins_with_the_end_of_the_talk() {
        staffed();
        told(
                new CallEvent.Talking(leg(ANNA), LINE.number(), NOON.minusSeconds(300)),
                new CallEvent.LegOver(leg(ANNA), NOON.minusSeconds(119)));

        assertThat(doing(ANNA)).isEqualTo(new Doing.WrappingUp(NOON.plusSeconds(1)));
        assertThat(lineOf(board(NOON.plusSeconds(1)), LINE).people().getFirst().doing())
                .isEqualTo(new Doing.Free());
    }

    @Test
    void an_open_line_with_nobody_on_duty_is_the_first_warning_and_says_who_is_rung_instead() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE).each(workdays("13:00", "17:00")),
                onDuty(BRUNO).in(KURZEME));

        assertThat(board(NOON).warnings().getFirst())
                .isEqualTo(new Warning.EmptyLine(LINE, Optional.of(monday("13:00")), false, List.of(BRUNO)));
        assertThat(now(LINE).isEmpty()).isTrue();
    }

    @Test
    void a_line_whose_people_all_rest_is_empty_until_the_first_is_back() {
        rosterBuilder.with(
                onDuty(ANNA).in(LATGALE),
                onDuty(BRUNO).in(LATGALE),
                onDuty(consultant(3, "Dace")).in(KURZEME));
        rosterBuilder.with(
                consultant(3, "Dace"),
                paused(ANNA, "2026-11-23 11:00", "2026-11-23 12:30"),
                paused(BRUNO, "2026-11-23 11:00", "2026-11-23 12:15"));

        assertThat(board(NOON).warnings())
                .containsExactly(new Warning.EmptyLine(LINE, Optional.of(monday("12:15")), true, List.of()));
    }

    @Test
    void gaps_within_48_hours_are_told_by_line_and_what_is_later_or_now_is_not() {
        staffed();
        rosterBuilder.with(
                absent(ANNA, "2026-11-23 16:00", "2026-11-24 10:00"),
                absent(ANNA, "2026-11-25 11:00", "2026-11-25 13:00"),
                absent(ANNA, "2026-11-25 14:00", "2026-11-25 15:00"));

        assertThat(board(NOON).warnings())
                .containsExactly(new Warning.GapsAhead(
                        LINE,
                        List.of(
                                new CoverageGap(monday("16:00"), monday("17:00")),
                                new CoverageGap(at("2026-11-24 09:00"), at("2026-11-24 10:00")),
                                new CoverageGap(at("2026-11-25 11:00"), at("2026-11-25 13:00")))));
    }

    /// Or whoever looks would be told of a change each second.
    @Test
    void nothing_changes_by_itself_while_time_passes() {
        staffed();
        rosterBuilder.with(
                absent(ANNA, "2026-11-25 11:00", "2026-11-25 13:00"),
                absent(BRUNO, "2026-11-23 11:00", "2026-11-25 17:00"));

        assertThat(board(NOON.plusSeconds(20))).isEqualTo(board(NOON));
    }

    @Test
    void a_phone_that_was_never_verified_is_told_of_before_its_duty() {
        var nadia = unverified(consultant(3, "Nadia"));
        staffed();
        rosterBuilder.with(
                nadia,
                onDuty(nadia)
                        .in(LATGALE)
                        .each(List.of(RosterBuilder.on(java.time.DayOfWeek.WEDNESDAY, "09:00", "11:00"))));

        assertThat(board(NOON).warnings()).containsExactly(new Warning.Unverified(List.of(nadia)));
        assertThat(board(monday("07:00").minus(Duration.ofDays(3))).warnings())
                .noneMatch(warning -> warning instanceof Warning.Unverified);
    }

    @Test
    void an_old_roster_and_none_are_told() {
        staffed();
        assertThat(board(NOON, NOON.minusSeconds(600)).warnings()).isEmpty();
        assertThat(board(NOON, NOON.minusSeconds(601)).warnings())
                .containsExactly(new Warning.StaleRoster(Optional.of(NOON.minusSeconds(601))));

        var without = Board.of(Optional.empty(), FRESHNESS, liveCalls, healthSignals, NOON);
        assertThat(without.warnings()).containsExactly(new Warning.StaleRoster(Optional.empty()));
        assertThat(without.lines()).isEmpty();
    }

    @Test
    void a_database_that_takes_no_writes_is_urgent() {
        staffed();
        healthSignals = new HealthSignals(
                Optional.of(NOON),
                2,
                List.of(),
                List.of(),
                0,
                Optional.of(NOON.minusSeconds(90)),
                Optional.empty(),
                Map.of(),
                0);
        assertThat(board(NOON).warnings()).containsExactly(new Warning.NothingSaved(NOON.minusSeconds(90)));
        assertThat(board(NOON).warnings()).allMatch(Warning::isUrgent);
    }

    @Test
    void an_asterisk_that_takes_no_calls_is_the_worst() {
        healthSignals = new HealthSignals(
                Optional.of(NOON),
                2,
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                Optional.of(NOON.minusSeconds(40)),
                Map.of(),
                0);
        assertThat(board(NOON).warnings()).startsWith(new Warning.NoCallsTaken(NOON.minusSeconds(40)));
    }

    @Test
    void two_rings_that_the_trunk_refused_are_urgent_and_one_is_none() {
        staffed();
        healthSignals = new HealthSignals(
                Optional.of(NOON), 2, List.of(), List.of(), 0, Optional.empty(), Optional.empty(), Map.of(), 1);
        assertThat(board(NOON).warnings()).isEmpty();
        healthSignals = new HealthSignals(
                Optional.of(NOON), 2, List.of(), List.of(), 0, Optional.empty(), Optional.empty(), Map.of(), 2);
        assertThat(board(NOON).warnings()).containsExactly(new Warning.TrunkRefuses(2));
        assertThat(board(NOON).warnings()).allMatch(Warning::isUrgent);
    }

    @Test
    void a_fallback_that_asterisk_has_not_fetched_for_five_minutes_is_told() {
        staffed();
        healthSignals = new HealthSignals(
                Optional.of(NOON.minusSeconds(299)),
                2,
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                0);
        assertThat(board(NOON).warnings()).isEmpty();
        healthSignals = new HealthSignals(
                Optional.of(NOON.minusSeconds(300)),
                2,
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                0);
        assertThat(board(NOON).warnings())
                .containsExactly(new Warning.StaleFallback(Optional.of(NOON.minusSeconds(300))));
        healthSignals = new HealthSignals(
                Optional.empty(), 2, List.of(), List.of(), 0, Optional.empty(), Optional.empty(), Map.of(), 0);
        assertThat(board(NOON).warnings()).containsExactly(new Warning.StaleFallback(Optional.empty()));
    }

    @Test
    void one_administrator_is_too_few() {
        staffed();
        healthSignals = new HealthSignals(
                Optional.of(NOON), 1, List.of(), List.of(), 0, Optional.empty(), Optional.empty(), Map.of(), 0);

        assertThat(board(NOON).warnings()).containsExactly(new Warning.FewAdministrators(1));
    }

    @Test
    void a_test_call_that_failed_is_told_of_whoever_is_in_the_roster() {
        staffed();
        healthSignals = new HealthSignals(
                Optional.of(NOON),
                2,
                List.of(ANNA.id(), new ConsultantId(99)),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                0);

        assertThat(board(NOON).warnings()).containsExactly(new Warning.FailedTests(List.of(ANNA)));
    }

    @Test
    void whose_number_may_not_be_dialled_is_told() {
        staffed();
        healthSignals = new HealthSignals(
                Optional.of(NOON),
                2,
                List.of(),
                List.of(BRUNO.id()),
                0,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                0);

        assertThat(board(NOON).warnings()).containsExactly(new Warning.NotRung(List.of(BRUNO)));
    }

    @Test
    void many_wrong_pins_in_a_day_are_told() {
        staffed();
        healthSignals = new HealthSignals(
                Optional.of(NOON), 2, List.of(), List.of(), 29, Optional.empty(), Optional.empty(), Map.of(), 0);
        assertThat(board(NOON).warnings()).isEmpty();
        healthSignals = new HealthSignals(
                Optional.of(NOON), 2, List.of(), List.of(), 30, Optional.empty(), Optional.empty(), Map.of(), 0);
        assertThat(board(NOON).warnings()).containsExactly(new Warning.ManyWrongPins(30));
    }

    @Test
    void who_has_missed_three_calls_in_a_row_is_shown_until_they_answer() {
        staffed();
        recentActivity = new RecentActivity(Map.of(), Map.of(ANNA.id(), 3, BRUNO.id(), 2, new ConsultantId(99), 4));
        assertThat(board(NOON).warnings()).containsExactly(new Warning.MissedThree(List.of(ANNA)));
        assertThat(doing(ANNA)).isEqualTo(new Doing.Free());

        recentActivity = RecentActivity.NONE;
        assertThat(board(NOON).warnings()).isEmpty();
    }

    @Test
    void outside_help_is_to_be_checked_after_90_days() {
        staffed();
        rosterBuilder.with(outsideHelp("Krīzes tālrunis", "116123", Language.LATVIAN));
        var help = rosterBuilder.data().outsideHelp();

        assertThat(board(at("2027-01-29 10:00")).warnings()).noneMatch(this::isOfOutsideHelp);
        assertThat(board(at("2027-02-01 10:00")).warnings()).contains(new Warning.OutsideHelpDue(help));
    }

    @Test
    void what_everybody_may_read_is_asked_about_last_and_in_one_order() {
        staffed();
        var day = LocalDate.parse("2026-05-01");
        healthSignals = new HealthSignals(
                Optional.of(NOON),
                1,
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                Map.of(Published.TEXTS, day, Published.NUMBERS, day.plusDays(1)),
                0);
        assertThat(board(NOON).warnings())
                .containsExactly(
                        new Warning.FewAdministrators(1),
                        new Warning.ToCheck(Published.NUMBERS, day.plusDays(1)),
                        new Warning.ToCheck(Published.TEXTS, day))
                .noneMatch(Warning::isUrgent);
    }

    @Test
    void says_whether_calls_are_known() {
        staffed();
        liveCalls = LiveCalls.OFF;
        assertThat(board(NOON).link()).isEqualTo(LiveCalls.Link.OFF);
        assertThat(board(NOON).whole()).isFalse();
        assertThat(now(LINE).people()).hasSize(1);
        liveCalls = new LiveCalls(LiveCalls.Link.THERE, Calls.UNKNOWN);
        assertThat(board(NOON).whole()).isFalse();
        told(new CallEvent.Retelling(), new CallEvent.Retold());
        assertThat(board(NOON).whole()).isTrue();
    }

    private boolean isOfOutsideHelp(Warning warning) {
        return warning instanceof Warning.OutsideHelpDue;
    }

    private void staffed() {
        rosterBuilder.with(onDuty(ANNA).in(LATGALE), onDuty(BRUNO).in(KURZEME));
    }

    private void told(CallEvent... events) {
        for (var event : events) {
            liveCalls = new LiveCalls(liveCalls.link(), liveCalls.calls().after(event));
        }
    }

    private static Leg leg(Consultant consultant) {
        return new Leg(CALL, Optional.of(consultant.id()));
    }

    private Doing doing(Consultant consultant) {
        return now(LINE).people().stream()
                .filter(person -> person.consultant().equals(consultant))
                .findFirst()
                .orElseThrow()
                .doing();
    }

    private LineStatus now(Line line) {
        return lineOf(board(NOON), line);
    }

    private static LineStatus lineOf(Board board, Line line) {
        return board.lines().stream()
                .filter(each -> each.line().equals(line))
                .findFirst()
                .orElseThrow();
    }

    private Board board(Instant at) {
        return board(at, at);
    }

    private Board board(Instant at, Instant loadedAt) {
        var signed = healthSignals.fallbackRefreshed().filter(NOON::equals).isPresent()
                ? new HealthSignals(
                        Optional.of(at),
                        healthSignals.administrators(),
                        healthSignals.failedTests(),
                        healthSignals.notRung(),
                        healthSignals.wrongPins(),
                        healthSignals.unwritableSince(),
                        healthSignals.noCallsSince(),
                        healthSignals.toCheck(),
                        healthSignals.refusedByTrunk())
                : healthSignals;
        return Board.of(
                Optional.of(new Snapshot("0", loadedAt, rosterBuilder.roster(), recentActivity)),
                FRESHNESS,
                liveCalls,
                signed,
                at);
    }
}
