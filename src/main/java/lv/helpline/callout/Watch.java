package lv.helpline.callout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.callout.Matter.Alert;
import lv.helpline.callout.Matter.Kind;
import lv.helpline.roster.Coverage;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.staffing.Hole;
import lv.helpline.roster.staffing.Holes;
import lv.helpline.routing.CallRouter;
import lv.helpline.routing.Decision;
import lv.helpline.routing.Request;
import lv.helpline.routing.Snapshot;

/// What is amiss now. Whether a line is empty is what the router itself would decide for a call.
final class Watch {

    private static final Duration SOON = Duration.ofHours(1);
    private static final Duration FURTHEST = Duration.ofDays(1);

    private Watch() {}

    /// What has to be raised: each kind and line once in [Recent#SILENCE].
    static List<Alert> alerts(Snapshot snapshot, Recent recent, Instant at) {
        var alerts = new ArrayList<Alert>();
        for (var line : snapshot.roster().data().lines()) {
            empty(snapshot, line, at).ifPresent(alerts::add);
            if (recent.unanswered().contains(line.number())) {
                alerts.add(whileOpen(Kind.CALLS_UNANSWERED, snapshot, line, at));
            }
            if (recent.fallback().contains(line.number())) {
                alerts.add(whileOpen(Kind.FALLBACK_RANG, snapshot, line, at));
            }
        }
        recent.failedTests().stream()
                .findFirst()
                .ifPresent(whose -> alerts.add(
                        new Alert(Kind.TEST_FAILED, Optional.empty(), Optional.of(whose), Optional.empty())));
        return alerts.stream().filter(alert -> !recent.wasRaised(alert)).toList();
    }

    /// Whether it is still so. What calls have shown is not undone.
    static boolean stands(Alert alert, Snapshot snapshot, Instant at) {
        return switch (alert.kind()) {
            case LINE_EMPTY, LINE_EMPTY_SOON ->
                empty(snapshot, snapshot.roster().getLine(alert.line().orElseThrow()), at)
                        .isPresent();
            case CALLS_UNANSWERED, FALLBACK_RANG, TEST_FAILED -> true;
        };
    }

    /// The holes of the coming days for which a cover is to be sought: those that an absence makes, and for which
    /// nobody was sought yet. Lines of a region that are without anybody at the same time are one search.
    ///
    /// @param holidays the ones that the roster was made with
    static List<Matter.SeekCover> searches(
            Snapshot snapshot, Holidays holidays, Recent recent, Duration ahead, Instant at) {
        var data = snapshot.roster().data();
        if (data.absences().isEmpty() || ahead.isZero()) {
            return List.of();
        }
        var withoutAbsences = new Roster(
                new RosterData(
                        data.lines(),
                        data.consultants(),
                        data.weeklyDuties(),
                        data.covers(),
                        List.of(),
                        List.of(),
                        data.closures(),
                        data.specialOpenings(),
                        data.outsideHelp()),
                holidays);
        var until = at.plus(ahead);
        return Stream.of(Region.values())
                .flatMap(region -> merged(data.lines().stream()
                        .filter(line -> line.region() == region)
                        .flatMap(line -> Holes.of(snapshot.roster(), line, at, until).stream()
                                .filter(hole -> isOfAnAbsence(withoutAbsences, line, hole))
                                .map(hole -> new HoleOfLine(line, hole)))
                        .toList()))
                .filter(search -> recent.sought().stream().noneMatch(search::isOfTheHoleOf))
                .toList();
    }

    /// Whether any line that the search is for has still nobody at some time of its span.
    static boolean stands(Matter.SeekCover search, Roster roster, Instant at) {
        var from = search.span().startsAt().isBefore(at) ? at : search.span().startsAt();
        return roster.data().lines().stream()
                .filter(line -> covers(search.coverage(), line))
                .anyMatch(line ->
                        !Holes.of(roster, line, from, search.span().endsAt()).isEmpty());
    }

    private static boolean covers(Coverage coverage, Line line) {
        return switch (coverage) {
            case Coverage.OfLine(var id) -> line.id().equals(id);
            case Coverage.OfRegion(var region) -> line.region() == region;
            case Coverage.Coordination() -> false;
        };
    }

    private static Optional<Alert> empty(Snapshot snapshot, Line line, Instant at) {
        if (isEmpty(snapshot, line, at)) {
            return Optional.of(alert(Kind.LINE_EMPTY, line, at, endOfEmptiness(snapshot, line, at)));
        }
        return snapshot.roster().changes(at, at.plus(SOON)).stream()
                .filter(change -> isEmpty(snapshot, line, change))
                .findFirst()
                .map(start -> alert(Kind.LINE_EMPTY_SOON, line, start, endOfEmptiness(snapshot, line, start)));
    }

    private static boolean isEmpty(Snapshot snapshot, Line line, Instant at) {
        var request = new Request(line.number(), Optional.of(line.languages().getFirst()));
        return CallRouter.decide(snapshot, request, at) instanceof Decision.Nobody;
    }

    private static Instant endOfEmptiness(Snapshot snapshot, Line line, Instant start) {
        return snapshot.roster().changes(start, start.plus(FURTHEST)).stream()
                .filter(change -> change.isAfter(start) && !isEmpty(snapshot, line, change))
                .findFirst()
                .orElse(start.plus(FURTHEST));
    }

    /// Taken over until the line closes; of a closed one nothing is left to be on duty for.
    private static Alert whileOpen(Kind kind, Snapshot snapshot, Line line, Instant at) {
        var opening = snapshot.roster().opening(line, at);
        return opening.open()
                ? alert(kind, line, at, opening.until().orElse(at.plus(FURTHEST)))
                : new Alert(kind, Optional.of(line.id()), Optional.empty(), Optional.empty());
    }

    private static Alert alert(Kind kind, Line line, Instant start, Instant end) {
        return new Alert(kind, Optional.of(line.id()), Optional.empty(), Optional.of(span(start, end)));
    }

    /// To whole minutes, outwards.
    static LocalSpan span(Instant start, Instant end) {
        var from = local(start);
        var until = local(end.plus(Duration.ofMinutes(1)).minusNanos(1));
        return new LocalSpan(from, until.isAfter(from) ? until : from.plusHours(1));
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, Roster.ZONE).truncatedTo(ChronoUnit.MINUTES);
    }

    private record HoleOfLine(Line line, Hole hole) {}

    private static boolean isOfAnAbsence(Roster withoutAbsences, Line line, Hole hole) {
        var otherwise = Holes.of(withoutAbsences, line, hole.start(), hole.end());
        return !otherwise.equals(List.of(hole));
    }

    private static Stream<Matter.SeekCover> merged(List<HoleOfLine> holes) {
        var sorted = holes.stream()
                .sorted(Comparator.comparing((HoleOfLine each) -> each.hole.start()))
                .toList();
        var groups = new ArrayList<List<HoleOfLine>>();
        var end = Instant.MIN;
        for (var each : sorted) {
            if (groups.isEmpty() || !each.hole.start().isBefore(end)) {
                groups.add(new ArrayList<>());
                end = each.hole.end();
            }
            groups.getLast().add(each);
            end = each.hole.end().isAfter(end) ? each.hole.end() : end;
        }
        return groups.stream().map(Watch::search);
    }

    private static Matter.SeekCover search(List<HoleOfLine> group) {
        var line = group.getFirst().line();
        var ofOneLine = group.stream().allMatch(each -> each.line.equals(line));
        var end = group.stream().map(each -> each.hole.end()).max(Comparator.naturalOrder());
        return new Matter.SeekCover(
                ofOneLine ? new Coverage.OfLine(line.id()) : new Coverage.OfRegion(line.region()),
                span(group.getFirst().hole.start(), end.orElseThrow()));
    }
}
