package lv.helpline.routing;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.partitioningBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import lv.helpline.duty.Consultant;
import lv.helpline.duty.ConsultantId;
import lv.helpline.duty.Region;
import lv.helpline.duty.Roster;
import lv.helpline.duty.Strategy;

/// Whom a call to an open line rings, in which order, and why.
///
/// Each rule that finds consultants makes a group; whoever an earlier rule has found is not found again. Groups are
/// rung
/// one after the other, each by the line's strategy.
final class Hunt {

    private final Call call;
    private final List<Group> groups = new ArrayList<>();
    private final Map<Rule, List<ConsultantId>> leftOut = new EnumMap<>(Rule.class);
    private final List<Step> steps;

    Hunt(Call call) {
        this.call = call;
        var found = new HashSet<ConsultantId>();
        for (var rule :
                List.of(droppedCall(), onDuty(), anyLanguage(), overflowToRiga(), overflowToAnyone(), grace())) {
            var rung = new ArrayList<Consultant>();
            rule.consultants().stream()
                    .filter(consultant -> found.add(consultant.id()))
                    .sorted(comparing(this::lastCallEnded).thenComparing(Consultant::id))
                    .forEach(consultant -> leavesOut(consultant)
                            .ifPresentOrElse(
                                    why -> leftOut.computeIfAbsent(why, _ -> new ArrayList<>())
                                            .add(consultant.id()),
                                    () -> rung.add(consultant)));
            groups.add(new Group(rule.rule(), rung));
        }
        steps = groups.stream().flatMap(this::steps).toList();
    }

    Call call() {
        return call;
    }

    boolean reachesSomebody() {
        return !steps.isEmpty();
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
        return reachesSomebody() ? Optional.of(new RingPlan(steps)) : Optional.empty();
    }

    /// Why the line is open; the rules that found, left out or moved somebody, in the order of [Rule]; the strategy
    /// last, with everybody in the order in which they are rung.
    List<Reason> reasons() {
        var wrapUp = groups.stream()
                .flatMap(group -> group.consultants().stream())
                .filter(this::isInWrapUp)
                .toList();
        var stays = call.staysOpen();
        var tookPart = Stream.of(
                        groups.stream().map(group -> new Reason(group.rule(), ids(group.consultants()))),
                        leftOut.entrySet().stream().map(each -> new Reason(each.getKey(), each.getValue())),
                        Stream.of(new Reason(Rule.WRAP_UP, ids(wrapUp)), new Reason(strategyRule(), consultants())))
                .flatMap(Function.identity())
                .filter(reason -> !reason.consultants().isEmpty() || (stays && reason.rule() == Rule.GRACE))
                .sorted(comparing(Reason::rule));
        return Stream.concat(Stream.of(call.openingReason()), tookPart).toList();
    }

    /// In wrap-up or not, on whichever duty: the caller knows that voice.
    private Group droppedCall() {
        var dropped = call.request().dropped().filter(DroppedCall::counts);
        var again = roster().onDutyAnywhere(call.at()).stream()
                .filter(consultant -> dropped.filter(last -> last.consultant().equals(consultant.id()))
                        .isPresent())
                .toList();
        return new Group(Rule.DROPPED_CALL, again);
    }

    private Group onDuty() {
        return new Group(Rule.ON_DUTY, speakingTheLanguage(roster().onDuty(call.line(), call.at())));
    }

    private Group anyLanguage() {
        return new Group(Rule.ANY_LANGUAGE, roster().onDuty(call.line(), call.at()));
    }

    /// Rīga is where every region's calls overflow to, so whoever is on duty there takes them, without a mark of their
    /// own.
    private Group overflowToRiga() {
        return new Group(Rule.OVERFLOW_TO_RIGA, speakingTheLanguage(roster().onDuty(Region.RIGA, call.at())));
    }

    /// Elsewhere only those who are marked as ready to, whatever they speak.
    private Group overflowToAnyone() {
        var ready = roster().onDutyAnywhere(call.at()).stream()
                .filter(Consultant::overflow)
                .toList();
        return new Group(Rule.OVERFLOW_TO_ANYONE, ready);
    }

    /// Whose duty has ended since the call came: so the end of hours, or of a duty, ends no wait.
    private Group grace() {
        return new Group(
                Rule.GRACE,
                call.hasGrace() ? roster().wereOnDuty(call.line(), call.graceFrom(), call.at()) : List.of());
    }

    /// Whoever is in wrap-up is rung after the rest of their group, never left out: no call is lost for a rest.
    private Stream<Step> steps(Group group) {
        var byWrapUp = group.consultants().stream().collect(partitioningBy(this::isInWrapUp));
        return Stream.of(false, true)
                .flatMap(inWrapUp -> steps(group.rule(), byWrapUp.getOrDefault(inWrapUp, List.of())));
    }

    private Stream<Step> steps(Rule rule, List<Consultant> consultants) {
        var together = switch (call.line().strategy()) {
            case Strategy.AllAtOnce() -> Math.max(1, consultants.size());
            case Strategy.OneByOne() -> 1;
            case Strategy.Waves(var size) -> size;
        };
        return consultants.stream()
                .map(consultant -> new Target(consultant.id(), consultant.contact()))
                .gather(Gatherers.windowFixed(together))
                .map(targets -> new Step(rule, targets, call.line().ring()));
    }

    private Rule strategyRule() {
        return switch (call.line().strategy()) {
            case Strategy.AllAtOnce() -> Rule.ALL_AT_ONCE;
            case Strategy.OneByOne() -> Rule.ONE_BY_ONE;
            case Strategy.Waves _ -> Rule.WAVES;
        };
    }

    private List<Consultant> speakingTheLanguage(List<Consultant> consultants) {
        return consultants.stream()
                .filter(consultant -> consultant.speaks(call.language()))
                .toList();
    }

    /// The rule by which they are not rung although they are on duty.
    private Optional<Rule> leavesOut(Consultant consultant) {
        if (!consultant.proved()) {
            return Optional.of(Rule.UNPROVED);
        }
        return roster().isPaused(consultant.id(), call.at()) ? Optional.of(Rule.PAUSED) : Optional.empty();
    }

    /// From the end of the last call until the line's wrap-up is over. An end after the instant asked about, which a
    /// question about the past meets, starts none.
    private boolean isInWrapUp(Consultant consultant) {
        return call.snapshot()
                .activity()
                .lastCallOf(consultant.id())
                .filter(ended -> !call.at().isBefore(ended))
                .filter(ended -> call.at().isBefore(ended.plus(call.line().wrapUp())))
                .isPresent();
    }

    /// The longest idle comes first, so who was never called is as if called at the beginning of time.
    private Instant lastCallEnded(Consultant consultant) {
        return call.snapshot().activity().lastCallOf(consultant.id()).orElse(Instant.MIN);
    }

    private Roster roster() {
        return call.snapshot().roster();
    }

    private static List<ConsultantId> ids(List<Consultant> consultants) {
        return consultants.stream().map(Consultant::id).toList();
    }

    /// The consultants whom a rule has found.
    private record Group(Rule rule, List<Consultant> consultants) {}
}
