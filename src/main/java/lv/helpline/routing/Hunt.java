package lv.helpline.routing;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Strategy;
import lv.helpline.routing.CandidateSearch.Found;

/// Whom a call to an open line rings, in which order, and why.
///
/// Whoever an earlier rule has found is not found again. What each rule has found is rung one after the other, each by
/// the line's strategy.
final class Hunt {

    private final CallContext callContext;
    private final List<Found> groups = new ArrayList<>();
    private final Map<Rule, List<ConsultantId>> leftOut = new EnumMap<>(Rule.class);
    private final List<Consultant> withTheFirst;
    private final List<Step> steps;

    Hunt(CallContext callContext) {
        this.callContext = callContext;
        var candidateSearch = new CandidateSearch(callContext);
        var known = new HashSet<ConsultantId>();
        candidateSearch.found().forEach(found -> {
            var rung = new ArrayList<Consultant>();
            found.consultants().stream()
                    .filter(consultant -> known.add(consultant.id()))
                    .sorted(comparing(this::lastCallEnded).thenComparing(Consultant::id))
                    .forEach(consultant -> candidateSearch
                            .leavesOut(consultant)
                            .ifPresentOrElse(
                                    why -> leftOut.computeIfAbsent(why, _ -> new ArrayList<>())
                                            .add(consultant.id()),
                                    () -> rung.add(consultant)));
            groups.add(new Found(found.rule(), rung));
        });
        withTheFirst = candidateSearch.rungWithTheFirst();
        steps = groups.stream().flatMap(this::steps).collect(collectingAndThen(toList(), this::ringingWithTheFirst));
    }

    /// Whoever is rung together with the first is rung once.
    private List<Step> ringingWithTheFirst(List<Step> others) {
        if (withTheFirst.isEmpty()) {
            return others;
        }
        var with = withTheFirst.stream().map(Target::of).toList();
        if (others.isEmpty()) {
            return List.of(new Step(Rule.DROPPED_CALL, with, callContext.line().ring()));
        }
        var first = others.getFirst();
        var targets = Stream.concat(first.targets().stream(), with.stream()).distinct();
        return Stream.concat(
                        Stream.of(new Step(first.rule(), targets.toList(), first.ring())),
                        others.stream().skip(1).flatMap(step -> without(step, with)))
                .toList();
    }

    private static Stream<Step> without(Step step, List<Target> targets) {
        var left = step.targets().stream()
                .filter(target -> !targets.contains(target))
                .toList();
        return left.isEmpty() ? Stream.of() : Stream.of(new Step(step.rule(), left, step.ring()));
    }

    CallContext call() {
        return callContext;
    }

    /// In the order in which they are rung.
    List<ConsultantId> consultants() {
        return steps.stream()
                .flatMap(step -> step.targets().stream())
                .map(Target::consultant)
                .toList();
    }

    /// Empty when there is nobody to ring.
    Optional<RingPlan> plan() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(new RingPlan(steps));
    }

    /// Why the line is open; the rules that found, left out or moved somebody, in the order of [Rule]; the strategy
    /// last, with everybody in the order in which they are rung.
    List<Reason> reasons() {
        var stays = callContext.staysOpen();
        var tookPart = Stream.of(
                        groups.stream().map(group -> new Reason(group.rule(), ids(group.consultants()))),
                        leftOut.entrySet().stream().map(each -> new Reason(each.getKey(), each.getValue())),
                        Stream.of(
                                new Reason(Rule.DROPPED_CALL, ids(withTheFirst)),
                                new Reason(Rule.WRAP_UP, rungOf(this::isInWrapUp)),
                                new Reason(Rule.MISSED_THREE, rungOf(this::hasMissedThree)),
                                new Reason(Rule.WISH, rungOf(this::isWished)),
                                new Reason(strategyRule(), consultants())))
                .flatMap(Function.identity())
                .filter(reason -> !reason.consultants().isEmpty() || (stays && reason.rule() == Rule.GRACE))
                .sorted(comparing(Reason::rule));
        return Stream.concat(Stream.of(callContext.openingReason()), tookPart).toList();
    }

    private List<ConsultantId> rungOf(Predicate<Consultant> which) {
        return ids(groups.stream()
                .flatMap(group -> group.consultants().stream())
                .filter(which)
                .filter(consultant -> !withTheFirst.contains(consultant))
                .toList());
    }

    /// Whoever is in wrap-up is rung after the rest of their group, and after these whoever has missed three calls;
    /// they are never left out: no call is lost for a rest. Of each of these three, whoever fulfils the
    /// caller's wish is first.
    private Stream<Step> steps(Found group) {
        return group.consultants().stream().collect(groupingBy(this::place, TreeMap::new, toList())).values().stream()
                .flatMap(consultants -> steps(group.rule(), consultants));
    }

    private int place(Consultant consultant) {
        var rest = hasMissedThree(consultant) ? 2 : isInWrapUp(consultant) ? 1 : 0;
        return rest * 2 + (isWished(consultant) ? 0 : 1);
    }

    private Stream<Step> steps(Rule rule, List<Consultant> consultants) {
        var together = switch (callContext.line().strategy()) {
            case Strategy.AllAtOnce() -> consultants.size();
            case Strategy.OneByOne() -> 1;
            case Strategy.Waves(var size) -> size;
        };
        return consultants.stream()
                .map(Target::of)
                .gather(Gatherers.windowFixed(together))
                .map(targets -> new Step(rule, targets, callContext.line().ring()));
    }

    private Rule strategyRule() {
        return switch (callContext.line().strategy()) {
            case Strategy.AllAtOnce() -> Rule.ALL_AT_ONCE;
            case Strategy.OneByOne() -> Rule.ONE_BY_ONE;
            case Strategy.Waves _ -> Rule.WAVES;
        };
    }

    /// From the end of the last call until the line's wrap-up is over. An end after the instant asked about, which a
    /// question about the past meets, starts none.
    private boolean isInWrapUp(Consultant consultant) {
        return lastCallOf(consultant)
                .filter(ended -> !callContext.at().isBefore(ended))
                .filter(ended ->
                        callContext.at().isBefore(ended.plus(callContext.line().wrapUp())))
                .isPresent();
    }

    private boolean isWished(Consultant consultant) {
        return callContext.wish().filter(consultant::fulfils).isPresent();
    }

    private boolean hasMissedThree(Consultant consultant) {
        return callContext.snapshot().activity().hasMissedThree(consultant.id());
    }

    /// The longest idle comes first, so who was never called is as if called at the beginning of time.
    private Instant lastCallEnded(Consultant consultant) {
        return lastCallOf(consultant).orElse(Instant.MIN);
    }

    /// What Asterisk remembers is as new as the call before this one; the records are a second or two behind, but know
    /// of what was before Asterisk was started.
    private Optional<Instant> lastCallOf(Consultant consultant) {
        var remembered = Optional.ofNullable(callContext.request().ended().get(consultant.id()))
                .map(ago -> callContext.at().minus(ago));
        var recorded = callContext.snapshot().activity().lastCallOf(consultant.id());
        return Stream.concat(remembered.stream(), recorded.stream()).max(naturalOrder());
    }

    private static List<ConsultantId> ids(List<Consultant> consultants) {
        return consultants.stream().map(Consultant::id).toList();
    }
}
