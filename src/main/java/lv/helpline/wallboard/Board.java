package lv.helpline.wallboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.routing.Freshness;
import lv.helpline.routing.Snapshot;

/// Everything that the page of now shows. Of two that are equal, whoever looks sees no difference but the time that has
/// passed.
///
/// @param link         whether calls are told
/// @param whole        whether every call that goes on is shown
/// @param lines        in the order of the books; none without a roster
/// @param coordinators who is phoned when something is amiss
/// @param warnings     the worst first
public record Board(
        Live.Link link, boolean whole, List<LineNow> lines, List<Consultant> coordinators, List<Warning> warnings) {

    /// How far ahead holes and duties are looked at.
    public static final Duration AHEAD = Duration.ofDays(2);

    /// Asterisk fetches its copy each minute; a few of these may fail.
    static final Duration FALLBACK_GOOD_FOR = Duration.ofMinutes(5);

    static final int ADMINISTRATORS_WANTED = 2;

    /// One may be the phone's network.
    private static final int RINGS_REFUSED_TOLD = 2;

    /// In one day: more than mistyping.
    private static final int WRONG_PINS_TOLD = 30;

    public Board {
        lines = List.copyOf(lines);
        coordinators = List.copyOf(coordinators);
        warnings = List.copyOf(warnings);
    }

    /// @param snapshot empty on a router that has never read its books
    public static Board of(Optional<Snapshot> snapshot, Freshness freshness, Live live, Signs signs, Instant at) {
        var situation = snapshot.map(books -> new Situation(books, live.calls(), at));
        var warnings = Stream.of(
                        noCallsTaken(signs),
                        trunkRefuses(signs),
                        situation.map(Situation::emptyLines).orElse(List.of()),
                        staleRoster(snapshot, freshness, at),
                        nothingSaved(signs),
                        situation.map(now -> now.notRung(signs.notRung())).orElse(List.of()),
                        situation.map(Situation::holesAhead).orElse(List.of()),
                        situation.map(Situation::unproved).orElse(List.of()),
                        situation.map(now -> now.failed(signs.failedTests())).orElse(List.of()),
                        situation.map(Situation::missedThree).orElse(List.of()),
                        staleFallback(signs, at),
                        wrongPins(signs),
                        fewAdministrators(signs),
                        situation.map(Situation::outsideHelpDue).orElse(List.of()))
                .flatMap(List::stream)
                .toList();
        return new Board(
                live.link(),
                live.isWhole(),
                situation.map(Situation::lines).orElse(List.of()),
                situation.map(Situation::coordinators).orElse(List.of()),
                warnings);
    }

    private static List<Warning> noCallsTaken(Signs signs) {
        return signs.noCallsSince().<Warning>map(Warning.NoCallsTaken::new).stream()
                .toList();
    }

    private static List<Warning> trunkRefuses(Signs signs) {
        return signs.refusedByTrunk() < RINGS_REFUSED_TOLD
                ? List.of()
                : List.of(new Warning.TrunkRefuses(signs.refusedByTrunk()));
    }

    private static List<Warning> staleRoster(Optional<Snapshot> snapshot, Freshness freshness, Instant at) {
        return freshness.isStale(snapshot, at)
                ? List.of(new Warning.StaleRoster(snapshot.map(Snapshot::loadedAt)))
                : List.of();
    }

    private static List<Warning> nothingSaved(Signs signs) {
        return signs.unwritableSince().<Warning>map(Warning.NothingSaved::new).stream()
                .toList();
    }

    private static List<Warning> staleFallback(Signs signs, Instant at) {
        var fresh = signs.fallbackRefreshed().filter(last -> last.isAfter(at.minus(FALLBACK_GOOD_FOR)));
        return fresh.isPresent() ? List.of() : List.of(new Warning.StaleFallback(signs.fallbackRefreshed()));
    }

    private static List<Warning> wrongPins(Signs signs) {
        return signs.wrongPins() >= WRONG_PINS_TOLD ? List.of(new Warning.ManyWrongPins(signs.wrongPins())) : List.of();
    }

    private static List<Warning> fewAdministrators(Signs signs) {
        return signs.administrators() < ADMINISTRATORS_WANTED
                ? List.of(new Warning.FewAdministrators(signs.administrators()))
                : List.of();
    }
}
