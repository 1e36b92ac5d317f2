package lv.helpline.asterisk.scripts;

import static lv.helpline.roster.RosterBuilder.WOMAN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.routing.Decision;
import lv.helpline.routing.DroppedCall;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Rule;
import lv.helpline.routing.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteScriptTest {

    private final RunningScripts router = new RunningScripts("2026-11-24T10:00", Given.snapshot("a", Given.LATGALE));
    private final FakeAsterisk asterisk = new FakeAsterisk();
    private final List<RoutingRequest> asked = new ArrayList<>();
    private final Logs logs = new Logs();

    @AfterEach
    void stop() {
        router.close();
        logs.close();
    }

    @Test
    void aCallIsDecidedAndAnsweredInOneCommand() {
        router.decider = (snapshot, routingRequest, at) -> {
            asked.add(routingRequest);
            assertThat(at).isEqualTo(router.now);
            return Given.ringing(
                    Given.LATGALE,
                    Given.step(20, Given.mobile(3, "+37126123456")),
                    Given.step(20, Given.phone(4, "desk4"), Given.phone(5, "desk5")));
        };

        assertThat(asterisk.ask(router.port(), "route", Given.CALL, "25723222", "lv"))
                .isEqualTo("v2|ring|lv|opening-hours+on-duty+one-by-one|20:3_m37126123456/20:4_pdesk4&5_pdesk5"
                        + "||latgale|120||danger&not-safe||end");
        assertThat(asked).containsExactly(new RoutingRequest("25723222", Optional.of(Language.LATVIAN)));
        assertThat(asterisk.commands).hasSize(1);
        assertThat(router.observed.decisions).hasSize(1);
        assertThat(logs.at(Level.INFO))
                .contains("Call to latgale: ring by opening-hours+on-duty+one-by-one, steps 2, phones 3");
        assertThat(logs.everything())
                .as("neither a number nor what leads to a record")
                .doesNotContain("37126123456", "25723222", Given.CALL);
    }

    /// Something changes at nine: a dated opening begins.
    @Test
    void whoCanBeRungSoonIsToldWithTheSecond() {
        var nine = Given.riga("2026-11-24T09:00");
        var opening = new SpecialOpening(
                Given.LATGALE.id(),
                new LocalSpan(LocalDateTime.parse("2026-11-24T09:00"), LocalDateTime.parse("2026-11-24T12:00")));
        var data = new RosterData(
                List.of(Given.LATGALE),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(opening),
                List.of());
        var snapshot =
                new Snapshot("a", Instant.EPOCH, new Roster(data, date -> Optional.empty()), RecentActivity.NONE);
        try (var scripts = new RunningScripts("2026-11-24T08:59:30", snapshot)) {
            scripts.decider = (_, _, at) -> at.isBefore(nine)
                    ? Given.ringing(Given.LATGALE, Given.step(20, Given.phone(4, "desk4")))
                    : Given.ringing(Given.LATGALE, Given.step(20, Given.phone(4, "desk4"), Given.phone(5, "desk5")));
            assertThat(asterisk.ask(scripts.port(), "route", Given.CALL, "25723222", "lv", "30"))
                    .contains("|20:4_pdesk4|")
                    .endsWith("||5:30|end");
            scripts.now = Given.riga("2026-11-24T08:59:10");
            assertThat(asterisk.ask(scripts.port(), "route", Given.CALL, "25723222", "lv", "10"))
                    .endsWith("|danger&not-safe||end");

            var menu = new Decision.Menu(
                    Given.LATGALE, Map.of(Language.LATVIAN, List.of(WOMAN)), Given.because(Rule.WISH_MENU));
            scripts.now = Given.riga("2026-11-24T08:59:30");
            scripts.decider = (_, asked, at) -> at.isBefore(nine)
                    ? Given.ringing(Given.LATGALE, Given.step(20, Given.phone(4, "desk4")))
                    : asked.language().isEmpty()
                            ? menu
                            : Given.ringing(Given.LATGALE, Given.step(20, Given.phone(5, "desk5")));
            assertThat(asterisk.ask(scripts.port(), "route", Given.CALL, "25723222", "", "30"))
                    .as("whoever waits is asked for no wish")
                    .endsWith("||5:30|end");
            scripts.decider = (_, _, at) ->
                    at.isBefore(nine) ? menu : Given.ringing(Given.LATGALE, Given.step(20, Given.phone(5, "desk5")));
            assertThat(asterisk.ask(scripts.port(), "route", Given.CALL, "25723222", "", "0"))
                    .as("whoever is asked first asks again")
                    .endsWith("|lv|lv_5_woman|end");
        }
    }

    @Test
    void whatTheCallHasBehindItIsPartOfTheQuestion() {
        router.decider = (snapshot, routingRequest, at) -> {
            asked.add(routingRequest);
            return Given.ringingMany(Given.LATGALE, 1);
        };
        asterisk.ask(router.port(), "route", Given.CALL, "25723222", "ru", "61", "4", "119");
        asterisk.ask(router.port(), "route", Given.CALL, "25723222", "ru", "61", "4", "119_lost");
        asterisk.ask(router.port(), "route", Given.CALL, "25723222", "ru", "-1", "0", "119");
        asterisk.ask(router.port(), "route", Given.CALL, "25723222", "ru", "", "4", "");
        var plain = new RoutingRequest("25723222", Optional.of(Language.RUSSIAN));
        assertThat(asked).containsExactly(afterACall(false), afterACall(true), plain, plain);
    }

    private static RoutingRequest afterACall(boolean lost) {
        return new RoutingRequest(
                "25723222",
                Optional.of(Language.RUSSIAN),
                Duration.ofSeconds(61),
                Optional.of(new DroppedCall(new ConsultantId(4), Duration.ofSeconds(119), lost)),
                Map.of());
    }

    @Test
    void whoseCallsHaveJustEndedIsPartOfTheQuestionByAsterisksOwnClock() {
        router.decider = (snapshot, routingRequest, at) -> {
            asked.add(routingRequest);
            return Given.ringingMany(Given.LATGALE, 1);
        };
        route("4_1795424399500+5_1795424398000+4_1795424000000+0_1795424398000+6_1+7", "1795424400000");
        route("4_1795424400500", "1795424400000");
        route("4_1795424399500", "");
        route("", "1795424400000");
        assertThat(asked)
                .extracting(RoutingRequest::ended)
                .containsExactly(
                        Map.of(
                                new ConsultantId(4), Duration.ofMillis(500),
                                new ConsultantId(5), Duration.ofSeconds(2)),
                        Map.of(new ConsultantId(4), Duration.ZERO),
                        Map.of(),
                        Map.of());
    }

    private void route(String ended, String now) {
        asterisk.ask(router.port(), "route", Given.CALL, "25723222", "lv", "0", "", "", ended, now);
    }

    @Test
    void aWishIsPartOfTheQuestionAndOfNoLog() {
        router.decider = (snapshot, routingRequest, at) -> {
            asked.add(routingRequest);
            return Given.ringingMany(Given.LATGALE, 1);
        };
        for (var wish : List.of("woman", "", "A woman")) {
            asterisk.ask(router.port(), "route", Given.CALL, "25723222", "lv", "0", "", "", "", "", wish);
        }
        assertThat(asked)
                .extracting(RoutingRequest::wish)
                .containsExactly(Optional.of(WOMAN.id()), Optional.empty(), Optional.empty());
        assertThat(logs.everything()).contains("Call to latgale: ring").doesNotContain("woman", "wish");
    }

    @Test
    void nobodyIsTurnedAwayForWhatIsNotWellFormed() {
        router.decider = (snapshot, routingRequest, at) -> {
            asked.add(routingRequest);
            return Given.ringingMany(Given.LATGALE, 1);
        };
        assertThat(asterisk.ask(router.port(), "route", "29123456", "+371 25 723 222", "Latvian"))
                .startsWith("v2|ring|");
        assertThat(asterisk.ask(router.port(), "route", Given.CALL, "25723222", ""))
                .startsWith("v2|ring|");
        assertThat(asterisk.ask(router.port(), "route")).startsWith("v2|ring|");
        assertThat(asked)
                .containsExactly(
                        new RoutingRequest("+371 25 723 222", Optional.empty()),
                        new RoutingRequest("25723222", Optional.empty()),
                        new RoutingRequest("", Optional.empty()));
        assertThat(logs.everything()).contains("Call to latgale: ring").doesNotContain("29123456");
    }

    @Test
    void aPlanThatIsTooLongIsCutAndSaid() {
        router.decider = (snapshot, routingRequest, at) -> Given.ringingMany(Given.LATGALE, 200);
        assertThat(asterisk.ask(router.port(), "route", Given.CALL, "25723222")).endsWith("|end");
        assertThat(logs.at(Level.WARN)).singleElement().asString().contains("found no room");
    }

    @Test
    void withoutARosterThereIsNoAnswer() throws Exception {
        router.snapshot = null;
        assertThat(asterisk.ask(router.port(), "route", Given.CALL, "25723222")).isNull();
        router.observed.assertRefused(Refusal.FAULT);
        assertThat(logs.at(Level.WARN)).singleElement().asString().contains("there is no roster to decide by");
    }

    @Test
    void aDecisionThatFailsIsAFault() throws Exception {
        router.decider = (snapshot, routingRequest, at) -> {
            throw new IllegalArgumentException("quotes " + routingRequest);
        };
        assertThat(asterisk.ask(router.port(), "route", Given.CALL, "25723222")).isNull();
        router.observed.assertRefused(Refusal.FAULT);
        assertThat(logs.everything()).doesNotContain("25723222").contains("java.lang.IllegalArgumentException");
    }
}
