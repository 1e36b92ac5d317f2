package lv.helpline.asterisk.scripts;

import static lv.helpline.roster.RosterBuilder.WOMAN;
import static lv.helpline.roster.RosterBuilder.offering;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lv.helpline.asterisk.fastagi.BoundedAgiConnection;
import lv.helpline.asterisk.fastagi.Peer;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.routing.Decision;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Rule;
import lv.helpline.routing.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefreshScriptTest {

    private static final String LATGALE = "helpline/fallback/25723222/";

    private final RunningScripts router =
            new RunningScripts("2026-11-24T10:00", Given.snapshot("a", Given.LATGALE, Given.RIGA));
    private final FakeAsterisk asterisk = new FakeAsterisk();

    RefreshScriptTest() {
        router.decider = RefreshScriptTest::byTheHour;
        router.changes = (roster, from, until) ->
                List.of(from.plusSeconds(9 * 3600), from.plusSeconds(12 * 3600), from.plusSeconds(17 * 3600));
    }

    @AfterEach
    void stop() {
        router.close();
    }

    /// Each time, so that a refresh that found nothing to do is known too.
    @Test
    void saysWhenAsteriskHadTheNewest() {
        assertThat(router.copy.lastSeen()).isEmpty();
        refresh();
        assertThat(router.copy.lastSeen()).hasValue(router.now);
        router.now = router.now.plusSeconds(60);
        refresh();
        assertThat(router.copy.lastSeen()).hasValue(router.now);
    }

    @Test
    void eachLineHasAnswersForAFortnightFromTheStartOfEachDate() {
        refresh();
        var tuesday = Given.riga("2026-11-24T00:00").getEpochSecond();
        assertThat(asterisk.astDb)
                .containsEntry(LATGALE + "20261124", tuesday + "+" + (tuesday + 9 * 3600) + "+" + (tuesday + 17 * 3600))
                .containsEntry(LATGALE + "20261124-" + (tuesday + 9 * 3600), ringing(Given.LATGALE, 1))
                .containsEntry(LATGALE + "20261124-" + (tuesday + 17 * 3600), ringing(Given.LATGALE, 2))
                .containsKey(LATGALE + "20261207")
                .doesNotContainKey(LATGALE + "20261208")
                .containsKey("helpline/fallback/28612120/20261207")
                .containsEntry("helpline/fallback/version", "v2-a-20261124")
                .containsEntry("helpline/fallback/updated", Long.toString(router.now.getEpochSecond()));
        // 2 lines, 14 dates, 3 answers (the fourth is like its neighbour) and their list; version, updated
        assertThat(asterisk.astDb).hasSize(2 * 14 * 4 + 2);
        assertThat(router.observed.refusals).isEmpty();
    }

    @Test
    void theStartOfADateIsMidnightInRigaWhateverTheClocksDo() {
        router.now = Given.riga("2026-10-24T10:00");
        refresh();
        var keys = asterisk.keys("helpline/fallback/25723222");
        assertThat(keys)
                .contains(
                        "20261025-" + Instant.parse("2026-10-24T21:00:00Z").getEpochSecond(),
                        "20261026-" + Instant.parse("2026-10-25T22:00:00Z").getEpochSecond());
    }

    @Test
    void theSameVersionOnTheSameDateIsLeftAlone() {
        refresh();
        var before = new TreeMap<>(asterisk.astDb);
        asterisk.commands.clear();
        refresh();
        assertThat(asterisk.commands)
                .containsExactly(
                        "DATABASE GET \"helpline/fallback\" \"version\"", "SET VARIABLE \"HELPLINE\" \"v2|fresh|end\"");
        assertThat(asterisk.astDb).isEqualTo(before);
    }

    @Test
    void anotherDateBringsItsOwnAnswersAndTakesTheOldAway() {
        refresh();
        router.now = Given.riga("2026-11-25T00:00");
        refresh();
        assertThat(asterisk.astDb)
                .containsEntry("helpline/fallback/version", "v2-a-20261125")
                .containsKey(LATGALE + "20261208")
                .hasSize(2 * 14 * 4 + 2);
        assertThat(asterisk.astDb.keySet()).noneMatch(key -> key.contains("20261124"));
    }

    @Test
    void anotherSnapshotReplacesWhatChangedAndForgetsALineThatIsNoMore() {
        refresh();
        router.snapshot = Given.snapshot("b", Given.LATGALE);
        router.changes = (roster, from, until) -> List.of();
        refresh();
        assertThat(asterisk.astDb)
                .containsEntry("helpline/fallback/version", "v2-b-20261124")
                .hasSize(14 * 2 + 2);
    }

    /// Wherever it is cut, the next one makes it whole; each line has answers for today all the time.
    @Test
    void aRefreshThatIsCutIsDoneAgain() {
        refresh();
        var whole = new TreeMap<>(asterisk.astDb);
        var commands = asterisk.commands.size();
        for (var cut = 1; cut <= commands; cut += 7) {
            asterisk.astDb.clear();
            asterisk.astDb.putAll(whole);
            router.snapshot = Given.snapshot("b", Given.LATGALE, Given.RIGA);
            router.changes = (roster, from, until) -> List.of(from.plusSeconds(9 * 3600));
            asterisk.dyingAt(cut);
            assertThat(asterisk.ask(router.port(), "refresh")).isNull();
            assertTodayCanBeAnswered();
            asterisk.livingOn();
            router.snapshot = Given.snapshot("a", Given.LATGALE, Given.RIGA);
            router.changes = (roster, from, until) ->
                    List.of(from.plusSeconds(9 * 3600), from.plusSeconds(12 * 3600), from.plusSeconds(17 * 3600));
            refresh();
            assertThat(asterisk.astDb).as("cut at command " + cut).isEqualTo(whole);
        }
    }

    @Test
    void aLineOfSeveralLanguagesHasAnswersInEach() {
        var line = Given.speaking(Given.LATGALE, Language.LATVIAN, Language.RUSSIAN);
        router.snapshot = Given.snapshot("a", line);
        router.changes = (roster, from, until) -> List.of();
        router.decider = (snapshot, routingRequest, at) ->
                Given.ringing(line, Given.step(routingRequest.language().isEmpty() ? 10 : 20, Given.phone(1, "desk1")));
        refresh();
        var midnight = Given.riga("2026-11-24T00:00").getEpochSecond();
        assertThat(asterisk.at("helpline/fallback/25723222/20261124-" + midnight))
                .contains("|10:1_pdesk1|");
        assertThat(asterisk.at("helpline/fallback/25723222-lv/20261124-" + midnight))
                .contains("|20:1_pdesk1|");
        assertThat(asterisk.at("helpline/fallback/25723222-ru/20261124-" + midnight))
                .contains("|20:1_pdesk1|");

        router.snapshot = Given.snapshot("b", Given.LATGALE);
        refresh();
        assertThat(asterisk.astDb.keySet()).noneMatch(key -> key.contains("25723222-"));
    }

    /// No router could be told of it then.
    @Test
    void nobodyIsAskedForAWishWhenNoRouterAnswers() {
        var two = offering(Given.speaking(Given.LATGALE, Language.LATVIAN, Language.RUSSIAN), WOMAN);
        var one = offering(Given.RIGA, WOMAN);
        router.snapshot = Given.snapshot("a", two, one);
        router.changes = (roster, from, until) -> List.of();
        router.decider = (snapshot, routingRequest, at) -> {
            var line = snapshot.roster().findLine(routingRequest.dialled()).orElseThrow();
            return routingRequest.language().isPresent()
                    ? Given.ringing(line, Given.step(20, Given.phone(1, "desk1")))
                    : new Decision.Menu(
                            line,
                            Map.of(Language.LATVIAN, List.of(WOMAN)),
                            Given.because(Rule.LANGUAGE_MENU, Rule.WISH_MENU));
        };
        refresh();
        var midnight = Given.riga("2026-11-24T00:00").getEpochSecond();
        assertThat(asterisk.at("helpline/fallback/25723222/20261124-" + midnight))
                .isEqualTo("v2|menu|lv|language-menu|||||||lv+ru|end");
        assertThat(asterisk.at("helpline/fallback/28612120/20261124-" + midnight))
                .startsWith("v2|ring|");
    }

    @Test
    void whatAdministratorsHaveTypedIsHandedOverByLanguageAndTakenAway() {
        router.decider = (snapshot, routingRequest, at) -> Given.ringingMany(Given.LATGALE, 1);
        router.changes = (roster, from, until) -> List.of();
        var line = RosterBuilder.line("latgale", "25723222", Region.LATGALE);
        var rosterBuilder = RosterBuilder.of(line)
                .with(
                        RosterBuilder.closedSaying(
                                line, "2026-11-24 09:00", "2026-11-24 12:00", "Šodien, \"$\" & neatbildam."),
                        RosterBuilder.outsideHelp("Krīzes tālrunis", "116123", Language.LATVIAN));
        router.snapshot = new Snapshot("a", Instant.EPOCH, rosterBuilder.roster(), RecentActivity.NONE);
        refresh();
        var closed = new Announcement("Šodien, \"$\" & neatbildam.");
        var name = new Announcement("Krīzes tālrunis");
        assertThat(asterisk.keys("helpline/announcement/lv")).containsExactlyInAnyOrder(closed.id(), name.id());
        assertThat(asterisk.keys("helpline/announcement/en")).containsExactly(name.id());
        assertThat(asterisk.at("helpline/announcement/lv/" + closed.id())).isEqualTo(closed.text());

        router.snapshot = Given.snapshot("b", Given.LATGALE);
        refresh();
        assertThat(asterisk.astDb.keySet()).noneMatch(key -> key.contains("announcement"));
    }

    @Test
    void theLanguagesThatAreGreetedByASyntheticVoiceAreTold() {
        assertThat(asterisk.ask(router.port(), "refresh", "", "lv+ru")).isEqualTo("v2|fresh|end");
        assertThat(asterisk.ask(router.port(), "refresh", "", "")).isEqualTo("v2|fresh|end");
        assertThat(router.observed.greetings).containsExactly(Set.of(Language.LATVIAN, Language.RUSSIAN), Set.of());
    }

    @Test
    void aValueThatAsteriskDoesNotStoreLeavesNoVersionBehind() throws Exception {
        try (var peer = new Peer(router.port())) {
            peer.send(Peer.request("refresh"));
            assertThat(peer.read()).startsWith("DATABASE GET");
            peer.send("200 result=0\n");
            assertThat(peer.read()).startsWith("DATABASE PUT");
            peer.send("200 result=0\n");
            assertThat(peer.read()).isNull();
        }
        router.observed.assertRefused(Refusal.FAULT);
    }

    @Test
    void withoutARosterNothingIsTouched() throws Exception {
        refresh();
        var before = Map.copyOf(asterisk.astDb);
        router.snapshot = null;
        assertThat(asterisk.ask(router.port(), "refresh")).isNull();
        assertThat(asterisk.astDb).isEqualTo(before);
        router.observed.assertRefused(Refusal.FAULT);
    }

    @Test
    void aDateOfManyChangesStaysOneCommand() {
        router.changes = (roster, from, until) -> IntStream.range(0, 1_440)
                .mapToObj(minute -> from.plusSeconds(60L * minute))
                .toList();
        router.decider = (snapshot, routingRequest, at) ->
                Given.ringing(Given.LATGALE, Given.step(20, Given.mobile(minuteOf(at) + 1, "+37126000000")));
        refresh();
        assertThat(asterisk.at(LATGALE + "20261124").split("\\+", -1)).hasSize(FallbackDay.MOST);
        assertThat(asterisk.commands).allMatch(command -> command.length() < BoundedAgiConnection.COMMAND_BYTES);
    }

    private void refresh() {
        assertThat(asterisk.ask(router.port(), "refresh")).isEqualTo("v2|fresh|end");
    }

    /// The way of the dialplan: the list of today, then each answer that it names.
    private void assertTodayCanBeAnswered() {
        for (var number : List.of("25723222", "28612120")) {
            var family = "helpline/fallback/" + number + "/20261124";
            for (var epoch : asterisk.at(family).split("\\+", -1)) {
                assertThat(asterisk.at(family + "-" + epoch)).startsWith("v2|").endsWith("|end");
            }
        }
    }

    private static Decision byTheHour(Snapshot snapshot, RoutingRequest routingRequest, Instant at) {
        assertThat(snapshot.activity().lastCallEnded()).isEmpty();
        var line = routingRequest.dialled().equals(Given.LATGALE.number()) ? Given.LATGALE : Given.RIGA;
        var hour = minuteOf(at) / 60;
        return Given.ringingMany(line, hour < 9 ? 3 : hour < 17 ? 1 : 2);
    }

    private static int minuteOf(Instant at) {
        return at.atZone(Roster.ZONE).toLocalTime().toSecondOfDay() / 60;
    }

    private static String ringing(Line line, int phones) {
        return RouteReply.to(Given.ringingMany(line, phones), Instant.EPOCH).text();
    }
}
