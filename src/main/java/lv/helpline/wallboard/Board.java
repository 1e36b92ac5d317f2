package lv.helpline.wallboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.StalenessPolicy;

/// Everything that the wallboard shows. Of two that are equal, whoever looks sees no difference but the time that has
/// passed.
///
/// @param link         whether calls are told
/// @param whole        whether every call that goes on is shown
/// @param lines        in the order of the roster; none without a roster
/// @param coordinators who is phoned when something is amiss
/// @param warnings     the worst first
public record Board(
        LiveCalls.Link link,
        boolean whole,
        List<LineStatus> lines,
        List<Consultant> coordinators,
        List<Warning> warnings) {

    /// How far ahead gaps and duties are looked at.
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

    /// @param snapshot empty on a router that has never read the roster
    public static Board of(
            Optional<Snapshot> snapshot,
            StalenessPolicy stalenessPolicy,
            LiveCalls liveCalls,
            HealthSignals healthSignals,
            Instant at) {
        var situation = snapshot.map(current -> new WallboardAssembler(current, liveCalls.calls(), at));
        var warnings = Stream.of(
                        noCallsTaken(healthSignals),
                        trunkRefuses(healthSignals),
                        situation.map(WallboardAssembler::emptyLines).orElse(List.of()),
                        staleRoster(snapshot, stalenessPolicy, at),
                        nothingSaved(healthSignals),
                        situation
                                .map(now -> now.notRung(healthSignals.notRung()))
                                .orElse(List.of()),
                        situation.map(WallboardAssembler::gapsAhead).orElse(List.of()),
                        situation.map(WallboardAssembler::unverified).orElse(List.of()),
                        situation
                                .map(now -> now.failed(healthSignals.failedTests()))
                                .orElse(List.of()),
                        situation.map(WallboardAssembler::missedThree).orElse(List.of()),
                        staleFallback(healthSignals, at),
                        wrongPins(healthSignals),
                        fewAdministrators(healthSignals),
                        situation.map(WallboardAssembler::outsideHelpDue).orElse(List.of()),
                        toCheck(healthSignals))
                .flatMap(List::stream)
                .toList();
        return new Board(
                liveCalls.link(),
                liveCalls.isWhole(),
                situation.map(WallboardAssembler::lines).orElse(List.of()),
                situation.map(WallboardAssembler::coordinators).orElse(List.of()),
                warnings);
    }

    private static List<Warning> noCallsTaken(HealthSignals healthSignals) {
        return healthSignals.noCallsSince().<Warning>map(Warning.NoCallsTaken::new).stream()
                .toList();
    }

    private static List<Warning> trunkRefuses(HealthSignals healthSignals) {
        return healthSignals.refusedByTrunk() < RINGS_REFUSED_TOLD
                ? List.of()
                : List.of(new Warning.TrunkRefuses(healthSignals.refusedByTrunk()));
    }

    private static List<Warning> staleRoster(Optional<Snapshot> snapshot, StalenessPolicy stalenessPolicy, Instant at) {
        return stalenessPolicy.isStale(snapshot, at)
                ? List.of(new Warning.StaleRoster(snapshot.map(Snapshot::loadedAt)))
                : List.of();
    }

    private static List<Warning> nothingSaved(HealthSignals healthSignals) {
        return healthSignals.unwritableSince().<Warning>map(Warning.NothingSaved::new).stream()
                .toList();
    }

    private static List<Warning> staleFallback(HealthSignals healthSignals, Instant at) {
        var fresh = healthSignals.fallbackRefreshed().filter(last -> last.isAfter(at.minus(FALLBACK_GOOD_FOR)));
        return fresh.isPresent() ? List.of() : List.of(new Warning.StaleFallback(healthSignals.fallbackRefreshed()));
    }

    private static List<Warning> wrongPins(HealthSignals healthSignals) {
        return healthSignals.wrongPins() >= WRONG_PINS_TOLD
                ? List.of(new Warning.ManyWrongPins(healthSignals.wrongPins()))
                : List.of();
    }

    private static List<Warning> toCheck(HealthSignals healthSignals) {
        return healthSignals.toCheck().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .<Warning>map(each -> new Warning.ToCheck(each.getKey(), each.getValue()))
                .toList();
    }

    private static List<Warning> fewAdministrators(HealthSignals healthSignals) {
        return healthSignals.administrators() < ADMINISTRATORS_WANTED
                ? List.of(new Warning.FewAdministrators(healthSignals.administrators()))
                : List.of();
    }
}
