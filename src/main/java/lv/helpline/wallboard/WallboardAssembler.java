package lv.helpline.wallboard;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Line;
import lv.helpline.roster.Pause;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.CoverageGap;
import lv.helpline.roster.staffing.CoverageGaps;
import lv.helpline.roster.staffing.Staffing;
import lv.helpline.routing.CallRouter;
import lv.helpline.routing.Decision;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Snapshot;
import lv.helpline.wallboard.ConsultantStatus.Doing;

/// Makes the wallboard of one instant from roster and calls: how each line is, and what is wrong.
final class WallboardAssembler {

    private final Snapshot snapshot;
    private final Roster roster;
    private final Calls calls;
    private final Instant at;

    WallboardAssembler(Snapshot snapshot, Calls calls, Instant at) {
        this.snapshot = snapshot;
        this.roster = snapshot.roster();
        this.calls = calls;
        this.at = at;
    }

    List<LineStatus> lines() {
        return roster.data().lines().stream().map(this::line).toList();
    }

    List<Consultant> coordinators() {
        return roster.coordinators(at);
    }

    List<Warning> emptyLines() {
        return lines().stream()
                .filter(LineStatus::isEmpty)
                .<Warning>map(line -> new Warning.EmptyLine(
                        line.line(), emptyUntil(line), !line.people().isEmpty(), rungInstead(line.line())))
                .toList();
    }

    List<Warning> gapsAhead() {
        return roster.data().lines().stream()
                .<Warning>map(line -> new Warning.GapsAhead(
                        line,
                        gaps(line).stream()
                                .filter(coverageGap -> coverageGap.start().isAfter(at))
                                .toList()))
                .filter(warning -> !((Warning.GapsAhead) warning).gaps().isEmpty())
                .toList();
    }

    List<Warning> unverified() {
        var consultants = roster.data().lines().stream()
                .flatMap(line -> Staffing.of(roster, line, at, at.plus(Board.AHEAD)).stream())
                .flatMap(staffingInterval -> staffingInterval.onDuty().stream())
                .filter(consultant -> !consultant.hasVerifiedPhone())
                .distinct()
                .sorted(comparing(Consultant::id))
                .toList();
        return consultants.isEmpty() ? List.of() : List.of(new Warning.Unverified(consultants));
    }

    List<Warning> failed(List<ConsultantId> tests) {
        return about(tests, Warning.FailedTests::new);
    }

    List<Warning> notRung(List<ConsultantId> those) {
        return about(those, Warning.NotRung::new);
    }

    List<Warning> missedThree() {
        return about(snapshot.activity().whoMissedThree(), Warning.MissedThree::new);
    }

    private List<Warning> about(List<ConsultantId> those, Function<List<Consultant>, Warning> warning) {
        var consultants = roster.data().consultants().stream()
                .filter(consultant -> those.contains(consultant.id()))
                .toList();
        return consultants.isEmpty() ? List.of() : List.of(warning.apply(consultants));
    }

    List<Warning> outsideHelpDue() {
        var today = LocalDate.ofInstant(at, Roster.ZONE);
        var due = roster.data().outsideHelp().stream()
                .filter(help -> help.isDueOn(today))
                .toList();
        return due.isEmpty() ? List.of() : List.of(new Warning.OutsideHelpDue(due));
    }

    private LineStatus line(Line line) {
        var openingStatus = roster.opening(line, at);
        var onDuty = openingStatus.open() ? roster.onDuty(line, at) : List.<Consultant>of();
        var onACall = calls.legs().entrySet().stream()
                .filter(leg -> leg.getValue().line().equals(line.number()))
                .flatMap(leg -> leg.getKey().consultant().stream())
                .flatMap(id -> find(id).stream());
        var people = Stream.concat(onDuty.stream(), onACall)
                .distinct()
                .sorted(comparing(Consultant::id))
                .map(consultant ->
                        new ConsultantStatus(consultant, onDuty.contains(consultant), doing(consultant, line)))
                .toList();
        var waiting = calls.waiting().values().stream()
                .filter(caller -> caller.line().equals(line.number()))
                .map(Calls.Caller::since)
                .sorted()
                .toList();
        return new LineStatus(line, openingStatus, people, waiting, calls.lastResortOf(line.number()));
    }

    private Doing doing(Consultant consultant, Line line) {
        var phone = calls.phoneOf(consultant.id());
        if (phone.isPresent()) {
            var one = phone.get();
            return one.talking()
                    ? new Doing.Talking(one.line(), one.since())
                    : new Doing.Ringing(one.line(), one.since());
        }
        if (!consultant.hasVerifiedPhone()) {
            return new Doing.Unverified();
        }
        return pausedUntil(consultant)
                .<Doing>map(Doing.Paused::new)
                .or(() -> wrappingUpUntil(consultant, line).map(Doing.WrappingUp::new))
                .orElseGet(Doing.Free::new);
    }

    /// Pauses that overlap or meet are one.
    private Optional<Instant> pausedUntil(Consultant consultant) {
        var end = at;
        while (roster.isPaused(consultant.id(), end)) {
            end = endOfAPause(consultant, end);
        }
        return end.equals(at) ? Optional.empty() : Optional.of(end);
    }

    private Instant endOfAPause(Consultant consultant, Instant during) {
        return roster.data().pauses().stream()
                .filter(pause -> pause.consultant().equals(consultant.id()))
                .filter(pause -> !during.isBefore(pause.start()))
                .map(Pause::end)
                .max(naturalOrder())
                .orElseThrow();
    }

    private Optional<Instant> wrappingUpUntil(Consultant consultant, Line line) {
        return Stream.of(
                        snapshot.activity().lastCallOf(consultant.id()),
                        Optional.ofNullable(calls.ended().get(consultant.id())))
                .flatMap(Optional::stream)
                .filter(ended -> !ended.isAfter(at))
                .map(ended -> ended.plus(line.wrapUp()))
                .filter(until -> until.isAfter(at))
                .max(naturalOrder());
    }

    /// The end of the gap, or of the first rest of those who are there.
    private Optional<Instant> emptyUntil(LineStatus line) {
        var gap = gaps(line.line()).stream()
                .filter(each -> each.start().equals(at))
                .map(CoverageGap::end);
        var rests = line.people().stream()
                .map(ConsultantStatus::doing)
                .flatMap(doing -> doing instanceof Doing.Paused(var until) ? Stream.of(until) : Stream.empty());
        return Stream.concat(gap, rests).min(naturalOrder());
    }

    /// Those that begin within the look ahead, each to its end or that of its day, so that none seems to change as time
    /// passes.
    private List<CoverageGap> gaps(Line line) {
        var ahead = at.plus(Board.AHEAD);
        var endOfDay = LocalDate.ofInstant(ahead, Roster.ZONE)
                .plusDays(1)
                .atStartOfDay(Roster.ZONE)
                .toInstant();
        return CoverageGaps.of(roster, line, at, endOfDay).stream()
                .filter(coverageGap -> coverageGap.start().isBefore(ahead))
                .toList();
    }

    /// Whom the router rings for a caller who has chosen the line's first language.
    private List<Consultant> rungInstead(Line line) {
        var routingRequest =
                new RoutingRequest(line.number(), Optional.of(line.languages().getFirst()));
        return CallRouter.decide(snapshot, routingRequest, at) instanceof Decision.Ring ring
                ? ring.plan().steps().stream()
                        .flatMap(step -> step.targets().stream())
                        .map(target -> roster.getConsultant(target.consultant()))
                        .toList()
                : List.of();
    }

    /// Empty for somebody who has left while on a call.
    private Optional<Consultant> find(ConsultantId id) {
        return roster.data().consultants().stream()
                .filter(consultant -> consultant.id().equals(id))
                .findFirst();
    }
}
