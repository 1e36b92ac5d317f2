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
import lv.helpline.callout.CalloutReason.Alert;
import lv.helpline.callout.CalloutReason.Kind;
import lv.helpline.planning.NewCoverageGaps.NewCoverageGap;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.staffing.CoverageGap;
import lv.helpline.roster.staffing.CoverageGaps;
import lv.helpline.routing.CallRouter;
import lv.helpline.routing.Decision;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Snapshot;

/// What is amiss now. Whether a line is empty is what the router itself would decide for a call.
public final class AlertRules {

    private static final Duration SOON = Duration.ofHours(1);
    private static final Duration FURTHEST = Duration.ofDays(1);

    private AlertRules() {}

    /// What has to be raised: each kind and line once in [RecentAlerts#SILENCE].
    static List<Alert> alerts(Snapshot snapshot, RecentAlerts recentAlerts, Instant at) {
        var alerts = new ArrayList<Alert>();
        for (var line : snapshot.roster().data().lines()) {
            empty(snapshot, line, at).ifPresent(alerts::add);
            if (recentAlerts.unanswered().contains(line.number())) {
                alerts.add(whileOpen(Kind.CALLS_UNANSWERED, snapshot, line, at));
            }
            if (recentAlerts.fallback().contains(line.number())) {
                alerts.add(whileOpen(Kind.FALLBACK_RANG, snapshot, line, at));
            }
        }
        recentAlerts.failedTests().stream()
                .findFirst()
                .ifPresent(whose -> alerts.add(
                        new Alert(Kind.TEST_FAILED, Optional.empty(), Optional.of(whose), Optional.empty())));
        return alerts.stream().filter(alert -> !recentAlerts.wasRaised(alert)).toList();
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

    /// The gaps of the coming days for which a cover is to be sought: those that an absence makes, and for which
    /// nobody was sought yet. Lines of a region that are without anybody at the same time are one search.
    ///
    /// @param holidays the ones that the roster was made with
    static List<CalloutReason.SeekCover> searches(
            Snapshot snapshot, Holidays holidays, RecentAlerts recentAlerts, Duration ahead, Instant at) {
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
                        .flatMap(line -> CoverageGaps.of(snapshot.roster(), line, at, until).stream()
                                .filter(coverageGap -> isOfAnAbsence(withoutAbsences, line, coverageGap))
                                .map(coverageGap -> new GapOfLine(line, coverageGap)))
                        .toList()))
                .filter(search -> recentAlerts.sought().stream().noneMatch(search::isOfTheGapOf))
                .toList();
    }

    /// Whether any line that the search is for has still nobody at some time of its span.
    static boolean stands(CalloutReason.SeekCover search, Roster roster, Instant at) {
        var from = search.span().startsAt().isBefore(at) ? at : search.span().startsAt();
        return roster.data().lines().stream()
                .filter(line -> covers(search.coverage(), line))
                .anyMatch(line -> !CoverageGaps.of(
                                roster, line, from, search.span().endsAt())
                        .isEmpty());
    }

    private static boolean covers(DutyScope dutyScope, Line line) {
        return switch (dutyScope) {
            case DutyScope.OfLine(var id) -> line.id().equals(id);
            case DutyScope.OfRegion(var region) -> line.region() == region;
            case DutyScope.CoordinatorOnCall() -> false;
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
        var routingRequest =
                new RoutingRequest(line.number(), Optional.of(line.languages().getFirst()));
        return CallRouter.decide(snapshot, routingRequest, at) instanceof Decision.Nobody;
    }

    private static Instant endOfEmptiness(Snapshot snapshot, Line line, Instant start) {
        return snapshot.roster().changes(start, start.plus(FURTHEST)).stream()
                .filter(change -> change.isAfter(start) && !isEmpty(snapshot, line, change))
                .findFirst()
                .orElse(start.plus(FURTHEST));
    }

    /// Taken over until the line closes; of a closed one nothing is left to be on duty for.
    private static Alert whileOpen(Kind kind, Snapshot snapshot, Line line, Instant at) {
        var openingStatus = snapshot.roster().opening(line, at);
        return openingStatus.open()
                ? alert(kind, line, at, openingStatus.until().orElse(at.plus(FURTHEST)))
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

    /// The searches that these gaps would begin.
    public static List<CalloutReason.SeekCover> searches(List<NewCoverageGap> gaps) {
        return Stream.of(Region.values())
                .flatMap(region -> merged(gaps.stream()
                        .filter(made -> made.line().region() == region)
                        .map(made -> new GapOfLine(made.line(), made.gap()))
                        .toList()))
                .toList();
    }

    private record GapOfLine(Line line, CoverageGap gap) {}

    private static boolean isOfAnAbsence(Roster withoutAbsences, Line line, CoverageGap coverageGap) {
        var otherwise = CoverageGaps.of(withoutAbsences, line, coverageGap.start(), coverageGap.end());
        return !otherwise.equals(List.of(coverageGap));
    }

    private static Stream<CalloutReason.SeekCover> merged(List<GapOfLine> gaps) {
        var sorted = gaps.stream()
                .sorted(Comparator.comparing((GapOfLine each) -> each.gap.start()))
                .toList();
        var groups = new ArrayList<List<GapOfLine>>();
        var end = Instant.MIN;
        for (var each : sorted) {
            if (groups.isEmpty() || !each.gap.start().isBefore(end)) {
                groups.add(new ArrayList<>());
                end = each.gap.end();
            }
            groups.getLast().add(each);
            end = each.gap.end().isAfter(end) ? each.gap.end() : end;
        }
        return groups.stream().map(AlertRules::search);
    }

    private static CalloutReason.SeekCover search(List<GapOfLine> group) {
        var line = group.getFirst().line();
        var ofOneLine = group.stream().allMatch(each -> each.line.equals(line));
        var end = group.stream().map(each -> each.gap.end()).max(Comparator.naturalOrder());
        return new CalloutReason.SeekCover(
                ofOneLine ? new DutyScope.OfLine(line.id()) : new DutyScope.OfRegion(line.region()),
                span(group.getFirst().gap.start(), end.orElseThrow()));
    }
}
