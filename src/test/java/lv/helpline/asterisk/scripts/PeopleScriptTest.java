package lv.helpline.asterisk.scripts;

import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.lines.Interpreters;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.routing.Alternative;
import lv.helpline.routing.Decision;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.RingPlan;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Rule;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.Step;
import lv.helpline.routing.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class PeopleScriptTest {

    private final RunningScripts router = new RunningScripts("2026-11-23T10:00", Given.snapshot("a"));
    private final FakeAsterisk asterisk = new FakeAsterisk();

    @AfterEach
    void stop() {
        router.close();
    }

    /// Whoever asks is nobody of them. Who talks comes first, as they are idle for longest: so more are named than
    /// anybody waits for.
    @Test
    void namesWhoCoordinatesAndWhoWouldBeRungButNotWhoAsks() {
        var rosterBuilder = RosterBuilder.of(Given.LATGALE);
        for (var id = 10; id <= 30; id++) {
            var somebody = consultant(id, "Somebody");
            rosterBuilder.with(
                    somebody,
                    id > 20
                            ? onDuty(somebody).in(Region.LATGALE)
                            : onDuty(somebody).coordinating());
        }
        var roster = rosterBuilder.roster();
        router.snapshot = new Snapshot("a", Instant.EPOCH, roster, RecentActivity.NONE);
        router.decider = (snapshot, asked, at) -> {
            assertThat(asked).isEqualTo(new RoutingRequest("25723222", Optional.of(Language.RUSSIAN)));
            return ring(roster, 29, 27, 28, 30, 21, 22, 23, 24, 25, 26);
        };
        assertThat(asterisk.ask(router.port(), "people", "13", "25723222", "ru"))
                .isEqualTo("v2|people|" + mobiles(10, 11, 12, 14, 15, 16, 17, 18) + "|"
                        + mobiles(29, 27, 28, 30, 21, 22, 23, 24) + "||end");
        assertThat(asterisk.ask(router.port(), "people", "27", "25723222", "ru"))
                .isEqualTo("v2|people|" + mobiles(10, 11, 12, 13, 14, 15, 16, 17) + "|"
                        + mobiles(29, 28, 30, 21, 22, 23, 24, 25) + "||end");
    }

    private static String mobiles(int... consultants) {
        return IntStream.of(consultants)
                .mapToObj(id -> id + "_m" + (37_120_000_010L + id))
                .collect(Collectors.joining("&"));
    }

    /// With everybody whom it can name it is one command of Asterisk's, as any answer.
    @Test
    void theLongestAnswerIsNotTooLong() {
        var rosterBuilder = RosterBuilder.of(Given.LATGALE);
        var ids = IntStream.range(99_970, 99_999).toArray();
        for (var id : ids) {
            var somebody = consultant(id, "Somebody");
            rosterBuilder.with(
                    somebody,
                    onDuty(somebody).in(Region.LATGALE),
                    onDuty(somebody).coordinating());
        }
        var roster = rosterBuilder.roster();
        router.snapshot = new Snapshot("a", Instant.EPOCH, roster, RecentActivity.NONE);
        router.decider = (snapshot, asked, at) -> ring(roster, ids);
        var languages = Interpreters.OFFERED.stream().map(Language::code).toArray(String[]::new);
        router.interpreters = at -> IntStream.range(10_000, 10_020)
                .mapToObj(id -> interpreter(id, languages))
                .toList();
        assertThat(asterisk.ask(router.port(), "people", "3", "25723222", "lv"))
                .endsWith("|end")
                .hasSizeBetween(1_500, RouteReply.LIMIT);
    }

    @Test
    void whereNobodyIsItNamesNobody() {
        router.decider = (snapshot, asked, at) ->
                new Decision.Nobody(Given.LATGALE, Language.LATVIAN, new Alternative.Nowhere(), List.of());
        assertThat(asterisk.ask(router.port(), "people", "3", "25723222", "lv")).isEqualTo("v2|people||||end");
    }

    /// Of each language, in the order of the list; without the database nobody, but who is in the roster all the same.
    @Test
    void namesTheInterpretersOfEachLanguageWhoMayBeRungNow() {
        router.decider = (snapshot, asked, at) -> ring(roster(), 1);
        router.snapshot = new Snapshot("a", Instant.EPOCH, roster(), RecentActivity.NONE);
        router.interpreters = at -> {
            assertThat(at).isEqualTo(router.now);
            return List.of(
                    interpreter(1, "uk", "ru"), interpreter(2, "uk"), interpreter(3, "uk"), interpreter(4, "uk", "en"));
        };
        assertThat(asterisk.ask(router.port(), "people", "3", "25723222", "lv"))
                .isEqualTo("v2|people||1_m37120000011|en:i4_m37160000004+ru:i1_m37160000001"
                        + "+uk:i1_m37160000001&i2_m37160000002&i3_m37160000003&i4_m37160000004|end");
        router.interpreters = at -> {
            throw new DataAccessResourceFailureException("down");
        };
        assertThat(asterisk.ask(router.port(), "people", "3", "25723222", "lv"))
                .isEqualTo("v2|people||1_m37120000011||end");
    }

    private static Roster roster() {
        var somebody = consultant(1, "Somebody");
        return RosterBuilder.of(Given.LATGALE)
                .with(somebody, onDuty(somebody).in(Region.LATGALE))
                .roster();
    }

    private static Interpreters.Entry interpreter(int id, String... languages) {
        var interpreter = new Interpreters.Interpreter(
                "Somebody",
                "+371" + (60_000_000 + id),
                Stream.of(languages).map(Language::new).toList(),
                List.of());
        return new Interpreters.Entry(id, interpreter, LocalDate.parse("2026-11-01"));
    }

    private static Decision ring(Roster roster, int... consultants) {
        var steps = IntStream.of(consultants)
                .mapToObj(ConsultantId::new)
                .map(roster::getConsultant)
                .map(consultant -> new Step(Rule.ONE_BY_ONE, List.of(Target.of(consultant)), Duration.ofSeconds(20)))
                .toList();
        return new Decision.Ring(
                Given.LATGALE, Language.LATVIAN, new RingPlan(steps), new Alternative.Nowhere(), List.of());
    }
}
