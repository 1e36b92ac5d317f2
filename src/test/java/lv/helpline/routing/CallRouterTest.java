package lv.helpline.routing;

import static java.util.stream.Collectors.joining;
import static lv.helpline.roster.Language.ENGLISH;
import static lv.helpline.roster.Language.LATVIAN;
import static lv.helpline.roster.Language.RUSSIAN;
import static lv.helpline.roster.Region.KURZEME;
import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.Region.VIDZEME;
import static lv.helpline.roster.RosterBuilder.WOMAN;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.allClosed;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.closed;
import static lv.helpline.roster.RosterBuilder.closedSaying;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.forgiving;
import static lv.helpline.roster.RosterBuilder.fulfilling;
import static lv.helpline.roster.RosterBuilder.general;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.monday;
import static lv.helpline.roster.RosterBuilder.offering;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.opened;
import static lv.helpline.roster.RosterBuilder.outsideHelp;
import static lv.helpline.roster.RosterBuilder.paused;
import static lv.helpline.roster.RosterBuilder.ringing;
import static lv.helpline.roster.RosterBuilder.saturday;
import static lv.helpline.roster.RosterBuilder.speaking;
import static lv.helpline.roster.RosterBuilder.takingOverflow;
import static lv.helpline.roster.RosterBuilder.tuesday;
import static lv.helpline.roster.RosterBuilder.unverified;
import static lv.helpline.roster.RosterBuilder.withSecond;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.SecondPhone;
import lv.helpline.roster.Strategy;
import lv.helpline.roster.WeeklySpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallRouterTest {

    private static final Line RIGA_TRUST = general(line("riga-trust", "28612120", RIGA));
    private static final Line RIGA_LATE =
            line("riga-late", "67898343", RIGA, workdays("09:00", "20:00").toArray(WeeklySpan[]::new));
    private static final Line LATGALE_LINE = line("latgale", "25723222", LATGALE);
    private static final Line KURZEME_LINE = line("kurzeme", "25719118", KURZEME);

    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant BRUNO = consultant(2, "Bruno");
    private static final Consultant CLARA = consultant(3, "Clara", ENGLISH);
    private static final Consultant DAINA = consultant(4, "Daina");
    private static final Consultant EGILS = consultant(5, "Egils", RUSSIAN);

    @ParameterizedTest
    @ValueSource(strings = {"", "112", "25723999", "+37125723222", "25723222; DROP TABLE line"})
    void an_unknown_number_is_told_the_general_one(String dialled) {
        var decision = decide(RosterBuilder.of(LATGALE_LINE, RIGA_TRUST), dialled, monday("10:00"));

        assertThat(decision)
                .isEqualTo(
                        new Decision.Unknown(LATVIAN, Optional.of(RIGA_TRUST), List.of(Reason.of(Rule.UNKNOWN_LINE))));
        assertThat(decision.called()).isEmpty();
    }

    @Test
    void an_unknown_number_without_a_general_line_is_an_apology_in_latvian() {
        var decision = decide(RosterBuilder.of(LATGALE_LINE), "112", monday("10:00"), ENGLISH);

        assertThat(decision)
                .isEqualTo(new Decision.Unknown(LATVIAN, Optional.empty(), List.of(Reason.of(Rule.UNKNOWN_LINE))));
    }

    @ParameterizedTest
    @CsvSource({"16:59:59, true", "17:00:00, false", "08:59:59, false", "09:00:00, true"})
    void a_call_is_put_through_within_hours_to_the_second(String time, boolean rings) {
        var rosterBuilder =
                RosterBuilder.of(LATGALE_LINE).with(ANNA, onDuty(ANNA).in(LATGALE));

        assertThat(decide(rosterBuilder, LATGALE_LINE, monday(time)) instanceof Decision.Ring)
                .isEqualTo(rings);
    }

    @Test
    void closed_says_when_it_opens_and_offers_a_line_that_is_open() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE, RIGA_LATE)
                .with(ANNA, onDuty(ANNA).in(RIGA));

        assertThat(decide(rosterBuilder, LATGALE_LINE, monday("18:30")))
                .isEqualTo(new Decision.Closed(
                        LATGALE_LINE,
                        LATVIAN,
                        Optional.of(tuesday("09:00")),
                        Optional.empty(),
                        new Alternative.OpenLine(RIGA_LATE),
                        List.of(Reason.of(Rule.OUTSIDE_HOURS), reason(Rule.OTHER_LINE_OPEN, ANNA))));
    }

    @Test
    void closed_offers_no_line_that_has_nobody_to_ring() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE, RIGA_LATE);

        assertThat(decide(rosterBuilder, LATGALE_LINE, monday("18:30")))
                .isEqualTo(new Decision.Closed(
                        LATGALE_LINE,
                        LATVIAN,
                        Optional.of(tuesday("09:00")),
                        Optional.empty(),
                        new Alternative.Nowhere(),
                        List.of(Reason.of(Rule.OUTSIDE_HOURS))));
    }

    @Test
    void closed_offers_the_same_region_first_then_riga_then_any() {
        var latgaleToo = line("latgale-too", "25723223", LATGALE);
        var closedOne = closed(LATGALE_LINE, "2026-11-23 00:00", "2026-11-24 00:00");
        var everywhere = new Object[] {
            ANNA,
            BRUNO,
            CLARA,
            onDuty(ANNA).in(LATGALE),
            onDuty(BRUNO).in(RIGA),
            onDuty(CLARA).in(KURZEME),
            closedOne
        };

        assertThat(offer(RosterBuilder.of(LATGALE_LINE, KURZEME_LINE, RIGA_TRUST, latgaleToo)
                        .with(everywhere)))
                .contains(latgaleToo);
        assertThat(offer(
                        RosterBuilder.of(LATGALE_LINE, KURZEME_LINE, RIGA_TRUST).with(everywhere)))
                .contains(RIGA_TRUST);
        assertThat(offer(RosterBuilder.of(LATGALE_LINE, KURZEME_LINE).with(everywhere)))
                .contains(KURZEME_LINE);
    }

    @Test
    void closed_offers_a_line_of_the_caller_s_language_before_another_of_the_same_nearness() {
        var russian = speaking(line("riga-ru", "25565098", RIGA), RUSSIAN);
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE, russian, RIGA_TRUST)
                .with(ANNA, onDuty(ANNA).in(RIGA), closed(LATGALE_LINE, "2026-11-23 00:00", "2026-11-24 00:00"));

        assertThat(offer(rosterBuilder)).contains(RIGA_TRUST);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-18 10:00, PUBLIC_HOLIDAY, 2026-11-19 09:00",
        "2028-11-20 10:00, PUBLIC_HOLIDAY, 2028-11-21 09:00",
        "2026-11-28 12:00, OUTSIDE_HOURS, 2026-11-30 09:00",
        "2026-12-02 10:00, DATED_CLOSURE, 2026-12-02 12:00",
    })
    void closed_says_why(String time, Rule rule, String opensAt) {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(ANNA, onDuty(ANNA).in(LATGALE), allClosed("2026-12-02 08:00", "2026-12-02 12:00"));

        assertThat(decide(rosterBuilder, LATGALE_LINE, at(time)))
                .isEqualTo(new Decision.Closed(
                        LATGALE_LINE,
                        LATVIAN,
                        Optional.of(at(opensAt)),
                        Optional.empty(),
                        new Alternative.Nowhere(),
                        List.of(Reason.of(rule))));
    }

    @Test
    void a_special_opening_on_a_saturday_rings_and_says_so() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(ANNA, onDuty(ANNA).in(LATGALE), opened(LATGALE_LINE, "2026-11-28 10:00", "2026-11-28 14:00"));

        assertThat(decide(rosterBuilder, LATGALE_LINE, saturday("12:00")).reasons())
                .containsExactly(
                        Reason.of(Rule.SPECIAL_OPENING), reason(Rule.ON_DUTY, ANNA), reason(Rule.ALL_AT_ONCE, ANNA));
    }

    @Test
    void relaxes_from_language_to_region_to_riga_to_anyone() {
        var overflow = takingOverflow(EGILS);
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(ANNA, BRUNO, CLARA, DAINA, overflow)
                .with(
                        onDuty(CLARA).in(LATGALE),
                        onDuty(ANNA).in(LATGALE),
                        onDuty(BRUNO).in(RIGA))
                .with(onDuty(overflow).in(VIDZEME), onDuty(DAINA).in(KURZEME));

        var ring = rung(rosterBuilder, LATGALE_LINE, monday("10:00"));

        assertThat(ring.plan().steps())
                .containsExactly(
                        step(Rule.ON_DUTY, ANNA),
                        step(Rule.ANY_LANGUAGE, CLARA),
                        step(Rule.OVERFLOW_TO_RIGA, BRUNO),
                        step(Rule.OVERFLOW_TO_ANYONE, overflow));
        assertThat(ring.reasons())
                .containsExactly(
                        Reason.of(Rule.OPENING_HOURS),
                        reason(Rule.ON_DUTY, ANNA),
                        reason(Rule.ANY_LANGUAGE, CLARA),
                        reason(Rule.OVERFLOW_TO_RIGA, BRUNO),
                        reason(Rule.OVERFLOW_TO_ANYONE, overflow),
                        reason(Rule.ALL_AT_ONCE, ANNA, CLARA, BRUNO, overflow));
    }

    @Test
    void rings_the_language_asked_for_if_the_line_serves_it() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(ANNA, CLARA, onDuty(ANNA).in(LATGALE), onDuty(CLARA).in(LATGALE));

        var inEnglish = decide(rosterBuilder, LATGALE_LINE.number(), monday("10:00"), ENGLISH);
        var inRussian = decide(rosterBuilder, LATGALE_LINE.number(), monday("10:00"), RUSSIAN);

        assertThat(inEnglish.language()).isEqualTo(ENGLISH);
        assertThat(steps(inEnglish)).containsExactly(step(Rule.ON_DUTY, CLARA), step(Rule.ANY_LANGUAGE, ANNA));
        assertThat(inRussian.language()).isEqualTo(LATVIAN);
        assertThat(steps(inRussian)).containsExactly(step(Rule.ON_DUTY, ANNA), step(Rule.ANY_LANGUAGE, CLARA));
    }

    @Test
    void leaves_out_who_is_paused_and_says_so() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(ANNA, BRUNO, onDuty(ANNA).in(LATGALE), onDuty(BRUNO).in(LATGALE))
                .with(paused(ANNA, "2026-11-23 10:00", "2026-11-23 10:15"));

        var ring = rung(rosterBuilder, LATGALE_LINE, monday("10:14:59"));

        assertThat(ring.plan().steps()).containsExactly(step(Rule.ON_DUTY, BRUNO));
        assertThat(ring.reasons())
                .containsExactly(
                        Reason.of(Rule.OPENING_HOURS),
                        reason(Rule.ON_DUTY, BRUNO),
                        reason(Rule.PAUSED, ANNA),
                        reason(Rule.ALL_AT_ONCE, BRUNO));
        assertThat(rung(rosterBuilder, LATGALE_LINE, monday("10:15")).plan().steps())
                .containsExactly(step(Rule.ON_DUTY, ANNA, BRUNO));
    }

    @Test
    void leaves_out_whose_phone_is_not_verified_and_says_so() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(
                        unverified(ANNA),
                        BRUNO,
                        onDuty(ANNA).in(LATGALE),
                        onDuty(BRUNO).in(LATGALE));

        var ring = rung(rosterBuilder, LATGALE_LINE, monday("10:00"));

        assertThat(ring.plan().steps()).containsExactly(step(Rule.ON_DUTY, BRUNO));
        assertThat(ring.reasons()).contains(reason(Rule.UNVERIFIED, ANNA));
    }

    @Test
    void puts_no_caller_through_to_the_coordinator_on_call() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(takingOverflow(ANNA), onDuty(ANNA).coordinating());

        assertThat(decide(rosterBuilder, LATGALE_LINE, monday("10:00"))).isInstanceOf(Decision.Nobody.class);
    }

    @Test
    void rings_nobody_who_is_absent() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(ANNA, BRUNO, onDuty(ANNA).in(LATGALE), onDuty(BRUNO).in(LATGALE))
                .with(absent(ANNA, "2026-11-23 00:00", "2026-11-24 00:00"));

        assertThat(rung(rosterBuilder, LATGALE_LINE, monday("10:00")).plan().steps())
                .containsExactly(step(Rule.ON_DUTY, BRUNO));
    }

    @Test
    void rings_who_is_in_wrap_up_last_of_their_group_but_before_the_next() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(
                        ANNA,
                        BRUNO,
                        DAINA,
                        onDuty(ANNA).in(LATGALE),
                        onDuty(BRUNO).in(LATGALE),
                        onDuty(DAINA).in(RIGA));
        var activity = Map.of(ANNA.id(), monday("09:58:01"), BRUNO.id(), monday("09:58:00"));

        var decision = decide(rosterBuilder, LATGALE_LINE, monday("10:00"), activity);

        assertThat(steps(decision))
                .containsExactly(
                        step(Rule.ON_DUTY, BRUNO), step(Rule.ON_DUTY, ANNA), step(Rule.OVERFLOW_TO_RIGA, DAINA));
        assertThat(decision.reasons())
                .containsExactly(
                        Reason.of(Rule.OPENING_HOURS),
                        reason(Rule.ON_DUTY, BRUNO, ANNA),
                        reason(Rule.WRAP_UP, ANNA),
                        reason(Rule.OVERFLOW_TO_RIGA, DAINA),
                        reason(Rule.ALL_AT_ONCE, BRUNO, ANNA, DAINA));
    }

    @Test
    void rings_who_has_missed_three_calls_last_of_their_group_and_after_who_is_in_wrap_up() {
        var fricis = consultant(6, "Fricis");
        var recentActivity = new RecentActivity(
                Map.of(BRUNO.id(), monday("09:59"), DAINA.id(), monday("09:10")),
                Map.of(ANNA.id(), 3, DAINA.id(), 4, fricis.id(), 2));

        var decision = CallRouter.decide(
                new Snapshot(
                        "0123456789abcdef",
                        monday("10:00"),
                        fourInLatgale(new Strategy.AllAtOnce()).roster(),
                        recentActivity),
                new RoutingRequest(LATGALE_LINE.number(), Optional.of(LATVIAN)),
                monday("10:00"));

        assertThat(steps(decision))
                .containsExactly(
                        step(Rule.ON_DUTY, fricis), step(Rule.ON_DUTY, BRUNO), step(Rule.ON_DUTY, ANNA, DAINA));
        assertThat(decision.reasons()).contains(reason(Rule.WRAP_UP, BRUNO), reason(Rule.MISSED_THREE, ANNA, DAINA));
    }

    @Test
    void counts_a_call_whose_record_is_not_stored_yet() {
        var now = monday("10:00");
        var rosterBuilder = fourInLatgale(new Strategy.OneByOne());
        var fricis = consultant(6, "Fricis");
        var recorded = Map.of(
                ANNA.id(), monday("09:30"), BRUNO.id(), monday("09:31"), DAINA.id(), monday("09:32"), fricis.id(), now);
        var ended = Map.of(ANNA.id(), Duration.ofMillis(1_500), BRUNO.id(), Duration.ofHours(9));

        var decision = CallRouter.decide(
                new Snapshot("0123456789abcdef", now, rosterBuilder.roster(), new RecentActivity(recorded)),
                new RoutingRequest(LATGALE_LINE.number(), Optional.of(LATVIAN), Duration.ZERO, Optional.empty(), ended),
                now);

        assertThat(steps(decision))
                .containsExactly(
                        step(Rule.ON_DUTY, BRUNO),
                        step(Rule.ON_DUTY, DAINA),
                        step(Rule.ON_DUTY, ANNA),
                        step(Rule.ON_DUTY, fricis));
        assertThat(decision.reasons()).contains(reason(Rule.WRAP_UP, ANNA, fricis));
    }

    @Test
    void one_by_one_rings_the_longest_idle_first_and_the_never_called_before_all() {
        var decision = decide(
                fourInLatgale(new Strategy.OneByOne()),
                LATGALE_LINE,
                monday("10:00"),
                Map.of(ANNA.id(), monday("09:30"), BRUNO.id(), monday("09:10"), DAINA.id(), monday("09:10")));

        assertThat(steps(decision))
                .containsExactly(
                        step(Rule.ON_DUTY, consultant(6, "Fricis")),
                        step(Rule.ON_DUTY, BRUNO),
                        step(Rule.ON_DUTY, DAINA),
                        step(Rule.ON_DUTY, ANNA));
        assertThat(decision.reasons())
                .last()
                .isEqualTo(reason(Rule.ONE_BY_ONE, consultant(6, "Fricis"), BRUNO, DAINA, ANNA));
    }

    @Test
    void waves_of_three_ring_three_and_then_the_fourth() {
        var decision = decide(
                fourInLatgale(new Strategy.Waves(3)),
                LATGALE_LINE,
                monday("10:00"),
                Map.of(ANNA.id(), monday("09:30")));

        assertThat(steps(decision))
                .containsExactly(step(Rule.ON_DUTY, BRUNO, DAINA, consultant(6, "Fricis")), step(Rule.ON_DUTY, ANNA));
        assertThat(decision.reasons()).last().extracting(Reason::rule).isEqualTo(Rule.WAVES);
    }

    @Test
    void nobody_on_duty_names_the_nearest_line_that_is_open_and_has_somebody() {
        var rosterBuilder = RosterBuilder.of(KURZEME_LINE, LATGALE_LINE, RIGA_TRUST, RIGA_LATE)
                .with(ANNA, DAINA, onDuty(ANNA).at(RIGA_LATE), onDuty(DAINA).at(KURZEME_LINE));

        assertThat(decide(rosterBuilder, LATGALE_LINE, monday("10:00")))
                .isEqualTo(new Decision.Nobody(
                        LATGALE_LINE,
                        LATVIAN,
                        new Alternative.OpenLine(RIGA_LATE),
                        List.of(Reason.of(Rule.OPENING_HOURS), Reason.of(Rule.NOBODY))));
    }

    @Test
    void nobody_but_the_paused_says_so() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(ANNA, onDuty(ANNA).in(LATGALE), paused(ANNA, "2026-11-23 10:00", "2026-11-23 10:15"));

        assertThat(decide(rosterBuilder, LATGALE_LINE, monday("10:00")).reasons())
                .containsExactly(Reason.of(Rule.OPENING_HOURS), reason(Rule.PAUSED, ANNA), Reason.of(Rule.NOBODY));
    }

    @Test
    void who_was_not_asked_hears_the_menu_whether_the_line_is_open_or_not() {
        for (var time : List.of("10:00", "18:30")) {
            assertThat(decide(
                            RosterBuilder.of(LATGALE_LINE),
                            new RoutingRequest(LATGALE_LINE.number(), Optional.empty()),
                            monday(time)))
                    .isEqualTo(new Decision.Menu(LATGALE_LINE, Map.of(), List.of(Reason.of(Rule.LANGUAGE_MENU))));
        }
    }

    @Test
    void who_fulfils_a_wish_rings_first_of_those_who_are_as_rested_and_of_the_same_rule() {
        var line = offering(LATGALE_LINE, WOMAN);
        var rosterBuilder = RosterBuilder.of(line)
                .with(BRUNO, onDuty(BRUNO).in(LATGALE))
                .with(fulfilling(WOMAN, CLARA), onDuty(CLARA).in(LATGALE))
                .with(fulfilling(WOMAN, DAINA), onDuty(DAINA).in(LATGALE))
                .with(EGILS, onDuty(EGILS).in(LATGALE))
                .with(fulfilling(WOMAN, ANNA), onDuty(ANNA).in(LATGALE));
        var called = Map.of(ANNA.id(), monday("10:00").minusSeconds(10));
        var decision = CallRouter.decide(
                new Snapshot("0123456789abcdef", monday("10:00"), rosterBuilder.roster(), new RecentActivity(called)),
                new RoutingRequest(line.number(), Optional.empty()).choosing(LATVIAN, Optional.of(WOMAN.id())),
                monday("10:00"));

        assertThat(steps(decision).stream().map(CallRouterTest::names))
                .as("Anna is in wrap-up, Clara and Egils do not speak Latvian")
                .containsExactly("on-duty: 4", "on-duty: 2", "on-duty: 1", "any-language: 3", "any-language: 5");
        assertThat(decision.reasons()).contains(reason(Rule.WISH, DAINA, ANNA, CLARA));
    }

    private static String names(Step step) {
        return step.rule().code() + ": "
                + step.targets().stream()
                        .map(target -> target.consultant().toString())
                        .collect(joining(", "));
    }

    @Test
    void a_line_of_one_language_asks_for_a_wish_that_counts() {
        var line = offering(speaking(LATGALE_LINE, LATVIAN), WOMAN);
        var asked = new RoutingRequest(line.number(), Optional.empty());
        var both = RosterBuilder.of(line)
                .with(BRUNO, onDuty(BRUNO).in(LATGALE))
                .with(fulfilling(WOMAN, DAINA), onDuty(DAINA).in(LATGALE));

        assertThat(decide(both, asked, monday("10:00")))
                .isEqualTo(
                        new Decision.Menu(line, Map.of(LATVIAN, List.of(WOMAN)), List.of(Reason.of(Rule.WISH_MENU))));
        assertThat(decide(both, asked, monday("18:30"))).isInstanceOf(Decision.Closed.class);
    }

    @Test
    void nobody_is_asked_for_a_wish_that_all_or_none_of_them_fulfil() {
        var line = offering(speaking(LATGALE_LINE, LATVIAN), WOMAN);
        var asked = new RoutingRequest(line.number(), Optional.empty());
        var all = RosterBuilder.of(line)
                .with(fulfilling(WOMAN, ANNA), onDuty(ANNA).in(LATGALE))
                .with(fulfilling(WOMAN, DAINA), onDuty(DAINA).in(LATGALE));
        var none = RosterBuilder.of(line)
                .with(BRUNO, onDuty(BRUNO).in(LATGALE))
                .with(EGILS, onDuty(EGILS).in(LATGALE));

        assertThat(decide(all, asked, monday("10:00"))).isInstanceOf(Decision.Ring.class);
        assertThat(decide(none, asked, monday("10:00"))).isInstanceOf(Decision.Ring.class);
    }

    @Test
    void a_wish_that_the_line_does_not_offer_changes_nothing() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(BRUNO, onDuty(BRUNO).in(LATGALE))
                .with(fulfilling(WOMAN, DAINA), onDuty(DAINA).in(LATGALE));
        var plain = new RoutingRequest(LATGALE_LINE.number(), Optional.of(LATVIAN));

        assertThat(decide(rosterBuilder, plain.choosing(LATVIAN, Optional.of(WOMAN.id())), monday("10:00")))
                .isEqualTo(decide(rosterBuilder, plain, monday("10:00")));
    }

    @Test
    void a_line_of_one_language_asks_for_none() {
        var latvian = speaking(LATGALE_LINE, LATVIAN);

        assertThat(decide(
                        RosterBuilder.of(latvian),
                        new RoutingRequest(latvian.number(), Optional.empty()),
                        monday("18:30")))
                .isInstanceOf(Decision.Closed.class);
    }

    @ParameterizedTest
    @CsvSource({
        // now, waited since, Anna is on duty until, rings
        "17:00:00, 16:59:59, 17:00, true",
        "17:14:59, 16:00:00, 17:00, true",
        "17:15:00, 16:00:00, 17:00, false",
        "17:10:00, 17:05:00, 17:00, false",
        "13:05:00, 12:59:00, 13:00, true",
        "13:15:00, 12:30:00, 13:00, false",
        "13:05:00, 13:05:00, 13:00, false",
    })
    void a_call_that_came_before_closing_time_or_the_end_of_a_duty_may_still_be_taken(
            String now, String cameAt, String onDutyUntil, boolean rings) {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(ANNA, onDuty(ANNA).in(LATGALE).each(workdays("09:00", onDutyUntil)));

        var decision = waiting(rosterBuilder, LATGALE_LINE, monday(cameAt), monday(now));

        assertThat(decision instanceof Decision.Ring).isEqualTo(rings);
        if (rings) {
            assertThat(steps(decision)).containsExactly(step(Rule.GRACE, ANNA));
            assertThat(decision.reasons()).contains(reason(Rule.GRACE, ANNA));
        }
    }

    @Test
    void in_grace_whoever_is_on_duty_now_rings_before_whoever_was() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(ANNA, BRUNO)
                .with(onDuty(ANNA).in(LATGALE).each(workdays("09:00", "13:00")))
                .with(onDuty(BRUNO).in(LATGALE).each(workdays("13:00", "17:00")));

        assertThat(steps(waiting(rosterBuilder, LATGALE_LINE, monday("12:59"), monday("13:01"))))
                .containsExactly(step(Rule.ON_DUTY, BRUNO), step(Rule.GRACE, ANNA));
    }

    @Test
    void who_is_absent_or_paused_by_now_has_no_grace() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(ANNA, BRUNO)
                .with(onDuty(ANNA).in(LATGALE).each(workdays("09:00", "13:00")))
                .with(onDuty(BRUNO).in(LATGALE).each(workdays("09:00", "13:00")))
                .with(absent(ANNA, "2026-11-23 13:00", "2026-11-23 17:00"))
                .with(paused(BRUNO, "2026-11-23 12:59", "2026-11-23 13:30"));

        assertThat(waiting(rosterBuilder, LATGALE_LINE, monday("12:59"), monday("13:01")))
                .isInstanceOf(Decision.Nobody.class);
    }

    @Test
    void a_line_without_grace_ends_a_wait_at_closing_time() {
        var strict = forgiving(LATGALE_LINE, Duration.ZERO);
        var rosterBuilder = RosterBuilder.of(strict).with(ANNA, onDuty(ANNA).in(LATGALE));

        assertThat(waiting(rosterBuilder, strict, monday("16:59"), monday("17:00")))
                .isInstanceOf(Decision.Closed.class);
    }

    @Test
    void grace_is_named_even_when_there_is_nobody_to_ring() {
        assertThat(waiting(RosterBuilder.of(LATGALE_LINE), LATGALE_LINE, monday("16:59"), monday("17:01"))
                        .reasons())
                .containsExactly(Reason.of(Rule.OUTSIDE_HOURS), Reason.of(Rule.GRACE), Reason.of(Rule.NOBODY));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "119, true", "120, false"})
    void whose_caller_was_lost_is_rung_first_in_wrap_up_or_not(int ago, boolean first) {
        var rosterBuilder = fourInLatgale(new Strategy.OneByOne());
        var at = monday("10:00");
        var snapshot = new Snapshot(
                "0123456789abcdef",
                at,
                rosterBuilder.roster(),
                new RecentActivity(Map.of(DAINA.id(), at.minusSeconds(ago))));
        var dropped = new DroppedCall(DAINA.id(), Duration.ofSeconds(ago), true);

        var decision = CallRouter.decide(
                snapshot,
                new RoutingRequest(
                        LATGALE_LINE.number(), Optional.of(LATVIAN), Duration.ZERO, Optional.of(dropped), Map.of()),
                at);

        assertThat(steps(decision).getFirst())
                .isEqualTo(first ? step(Rule.DROPPED_CALL, DAINA) : step(Rule.ON_DUTY, ANNA));
        assertThat(steps(decision)).hasSize(4);
        assertThat(decision.reasons().contains(reason(Rule.DROPPED_CALL, DAINA)))
                .isEqualTo(first);
    }

    @Test
    void whose_caller_has_hung_up_is_rung_together_with_whoever_is_first() {
        var rosterBuilder = fourInLatgale(new Strategy.OneByOne());
        var at = monday("10:00");
        var snapshot = new Snapshot(
                "0123456789abcdef",
                at,
                rosterBuilder.roster(),
                new RecentActivity(Map.of(DAINA.id(), at.minusSeconds(15))));
        var dropped = new DroppedCall(DAINA.id(), Duration.ofSeconds(15), false);

        var decision = CallRouter.decide(
                snapshot,
                new RoutingRequest(
                        LATGALE_LINE.number(), Optional.of(LATVIAN), Duration.ZERO, Optional.of(dropped), Map.of()),
                at);

        assertThat(steps(decision).getFirst()).isEqualTo(step(Rule.ON_DUTY, ANNA, DAINA));
        assertThat(steps(decision)).hasSize(3);
        assertThat(decision.reasons()).contains(reason(Rule.DROPPED_CALL, DAINA));
        assertThat(decision.reasons()).noneMatch(reason -> reason.rule() == Rule.WRAP_UP);
    }

    @Test
    void whose_call_was_cut_off_and_who_has_paused_since_is_left_out() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(ANNA, onDuty(ANNA).in(LATGALE), paused(ANNA, "2026-11-23 10:00", "2026-11-23 10:30"));
        var dropped = new DroppedCall(ANNA.id(), Duration.ofSeconds(5), true);

        assertThat(decide(
                        rosterBuilder,
                        new RoutingRequest(
                                LATGALE_LINE.number(),
                                Optional.of(LATVIAN),
                                Duration.ZERO,
                                Optional.of(dropped),
                                Map.of()),
                        monday("10:00")))
                .isInstanceOf(Decision.Nobody.class);
    }

    @Test
    void without_an_open_line_the_first_open_entry_of_outside_help_is_told() {
        var shut = outsideHelp(
                "Dienas", "116006", LATVIAN, workdays("09:00", "17:00").toArray(WeeklySpan[]::new));
        var english = outsideHelp("Angļu", "116123", ENGLISH);
        var latvian = outsideHelp("Latviešu", "67222922", LATVIAN);
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE).with(shut, english, latvian);

        assertThat(decide(rosterBuilder, LATGALE_LINE, monday("18:30")))
                .isInstanceOfSatisfying(Decision.Closed.class, closed -> {
                    assertThat(closed.alternative()).isEqualTo(new Alternative.Outside(latvian));
                    assertThat(closed.reasons())
                            .containsExactly(Reason.of(Rule.OUTSIDE_HOURS), Reason.of(Rule.OUTSIDE_HELP));
                });
        assertThat(decide(rosterBuilder, LATGALE_LINE, monday("10:00")))
                .isInstanceOfSatisfying(
                        Decision.Nobody.class,
                        nobody -> assertThat(nobody.alternative()).isEqualTo(new Alternative.Outside(shut)));
        // 18 November is a public holiday: whoever keeps office hours is taken to keep it too.
        assertThat(decide(RosterBuilder.of(LATGALE_LINE).with(shut, english), LATGALE_LINE, at("2026-11-18 10:00")))
                .isInstanceOfSatisfying(
                        Decision.Closed.class,
                        closed -> assertThat(closed.alternative()).isEqualTo(new Alternative.Outside(english)));
    }

    @Test
    void who_waits_is_offered_only_a_line_that_rings_somebody_else() {
        var rosterBuilder = RosterBuilder.of(RIGA_TRUST, RIGA_LATE, KURZEME_LINE)
                .with(ANNA, DAINA, onDuty(ANNA).in(RIGA), onDuty(DAINA).in(KURZEME));

        assertThat(rung(rosterBuilder, RIGA_TRUST, monday("10:00")).alternative())
                .isEqualTo(new Alternative.OpenLine(KURZEME_LINE));
    }

    @Test
    void a_dated_closure_has_a_message_of_its_own_in_the_languages_in_which_it_was_typed() {
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(closedSaying(LATGALE_LINE, "2026-12-02 08:00", "2026-12-02 12:00", "Šodien neatbildam."));

        assertThat(closedMessage(decide(rosterBuilder, LATGALE_LINE.number(), at("2026-12-02 10:00"), LATVIAN)))
                .contains(new Announcement("Šodien neatbildam."));
        assertThat(closedMessage(decide(rosterBuilder, LATGALE_LINE.number(), at("2026-12-02 10:00"), ENGLISH)))
                .isEmpty();
        assertThat(closedMessage(decide(rosterBuilder, LATGALE_LINE.number(), at("2026-12-02 18:00"), LATVIAN)))
                .isEmpty();
    }

    private static Optional<Announcement> closedMessage(Decision decision) {
        return assertThat(decision)
                .asInstanceOf(type(Decision.Closed.class))
                .actual()
                .message();
    }

    private static Decision waiting(RosterBuilder rosterBuilder, Line line, Instant since, Instant now) {
        return decide(
                rosterBuilder,
                new RoutingRequest(
                        line.number(), Optional.of(LATVIAN), Duration.between(since, now), Optional.empty(), Map.of()),
                now);
    }

    private static RosterBuilder fourInLatgale(Strategy strategy) {
        var fricis = consultant(6, "Fricis");
        return RosterBuilder.of(ringing(LATGALE_LINE, strategy))
                .with(ANNA, BRUNO, DAINA, fricis)
                .with(onDuty(ANNA).in(LATGALE), onDuty(BRUNO).in(LATGALE))
                .with(onDuty(DAINA).in(LATGALE), onDuty(fricis).in(LATGALE));
    }

    private static Optional<Line> offer(RosterBuilder rosterBuilder) {
        var decision = decide(rosterBuilder, LATGALE_LINE, monday("10:00"));
        assertThat(decision).isInstanceOf(Decision.Closed.class);
        return ((Decision.Closed) decision).alternative() instanceof Alternative.OpenLine(var line)
                ? Optional.of(line)
                : Optional.empty();
    }

    private static Decision.Ring rung(RosterBuilder rosterBuilder, Line line, Instant at) {
        return assertThat(decide(rosterBuilder, line, at))
                .asInstanceOf(type(Decision.Ring.class))
                .actual();
    }

    private static List<Step> steps(Decision decision) {
        return assertThat(decision)
                .asInstanceOf(type(Decision.Ring.class))
                .actual()
                .plan()
                .steps();
    }

    private static Decision decide(RosterBuilder rosterBuilder, Line line, Instant at) {
        return decide(rosterBuilder, line.number(), at);
    }

    private static Decision decide(
            RosterBuilder rosterBuilder, Line line, Instant at, Map<ConsultantId, Instant> lastCallEnded) {
        return CallRouter.decide(
                new Snapshot("0123456789abcdef", at, rosterBuilder.roster(), new RecentActivity(lastCallEnded)),
                new RoutingRequest(line.number(), Optional.of(LATVIAN)),
                at);
    }

    /// Of somebody who has chosen Latvian unless a language is named.
    private static Decision decide(RosterBuilder rosterBuilder, String dialled, Instant at, Language... language) {
        return decide(
                rosterBuilder,
                new RoutingRequest(dialled, Optional.of(language.length == 0 ? LATVIAN : language[0])),
                at);
    }

    private static Decision decide(RosterBuilder rosterBuilder, RoutingRequest routingRequest, Instant at) {
        return CallRouter.decide(
                new Snapshot("0123456789abcdef", at, rosterBuilder.roster(), RecentActivity.NONE), routingRequest, at);
    }

    @ParameterizedTest
    @CsvSource({"true, true, 2", "true, false, 1", "false, true, 1", "false, false, 0"})
    void who_has_two_phones_is_one_person_who_is_rung_on_those_that_are_verified(
            boolean first, boolean second, int phones) {
        var desk = new SecondPhone(new Contact.SipPhone("desk"), SecondPhone.Rings.AFTERWARDS, second);
        var anna = withSecond(first ? ANNA : unverified(ANNA), desk);
        var rosterBuilder = RosterBuilder.of(LATGALE_LINE)
                .with(anna, onDuty(anna).in(LATGALE))
                .with(DAINA, onDuty(DAINA).in(LATGALE));

        var targets = steps(decide(rosterBuilder, LATGALE_LINE, monday("10:00"))).stream()
                .flatMap(step -> step.targets().stream())
                .filter(target -> target.consultant().equals(anna.id()))
                .toList();
        assertThat(targets).hasSize(phones == 0 ? 0 : 1).allSatisfy(target -> {
            assertThat(target.phones()).hasSize(phones).isEqualTo(anna.verifiedContacts());
            assertThat(target.rings()).isEqualTo(SecondPhone.Rings.AFTERWARDS);
        });
    }

    private static Step step(Rule rule, Consultant... consultants) {
        var targets = Stream.of(consultants).map(Target::of).toList();
        return new Step(rule, targets, Duration.ofSeconds(20));
    }

    private static Reason reason(Rule rule, Consultant... consultants) {
        return new Reason(rule, Stream.of(consultants).map(Consultant::id).toList());
    }
}
