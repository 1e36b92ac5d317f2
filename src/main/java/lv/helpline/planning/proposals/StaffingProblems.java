package lv.helpline.planning.proposals;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.planning.proposals.StaffingPerson.Busy;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyHours;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.CoverageGap;
import lv.helpline.roster.staffing.CoverageGaps;
import lv.helpline.roster.staffing.DutyPreference;
import lv.helpline.roster.staffing.Shifts;
import lv.helpline.roster.staffing.Substitutes;

/// Makes of a roster the problem that a solver is given.
///
/// The gaps of a region's lines are looked at together. Each is cut only at whole hours: where somebody who could fill
/// it becomes free or is free no more, and else into parts of about four hours.
public final class StaffingProblems {

    /// What somebody usually has is looked up in so many days before now: the roster knows a month.
    private static final int USUAL_DAYS = 28;

    private static final Duration PART = Duration.ofHours(4);
    private static final Duration AROUND = Duration.ofDays(2);

    private final Roster roster;
    private final List<DutyPreference> preferences;
    private final Instant from;
    private final Instant until;
    private final Map<ConsultantId, Duration> plannedOf = new HashMap<>();
    private final DutyHours usual;
    private final DutyHours planned;
    private final double timesTheUsual;
    private final NavigableSet<Instant> changes;

    private StaffingProblems(
            Roster roster, List<DutyPreference> preferences, LocalDate from, LocalDate until, Instant now) {
        this.roster = roster;
        this.preferences = preferences;
        this.from = from.atStartOfDay(Roster.ZONE).toInstant();
        this.until = until.atStartOfDay(Roster.ZONE).toInstant();
        usual = DutyHours.between(roster, now.minus(Duration.ofDays(USUAL_DAYS)), now);
        planned = DutyHours.between(roster, this.from, this.until);
        timesTheUsual = (double) ChronoUnit.DAYS.between(from, until) / USUAL_DAYS;
        changes = changes();
    }

    /// The gaps of the days `[from, until)`.
    public static StaffingProblem of(
            Roster roster,
            List<DutyPreference> preferences,
            LocalDate from,
            LocalDate until,
            Instant now,
            StaffingLimits limits) {
        var problems = new StaffingProblems(roster, preferences, from, until, now);
        var parts = problems.parts();
        return new StaffingProblem(parts, problems.people(parts), limits);
    }

    private List<GapPart> parts() {
        var parts = new ArrayList<GapPart>();
        for (var region : Region.values()) {
            for (var block : blocks(region)) {
                pieces(block).forEach(piece -> parts.add(part(parts.size(), block.scope(), piece)));
            }
        }
        return parts;
    }

    private record Block(DutyScope scope, CoverageGap gap) {}

    /// The gaps of the region's lines as they overlap: in each block the same is needed.
    private List<Block> blocks(Region region) {
        var gaps = new HashMap<Line, List<CoverageGap>>();
        linesOf(region).forEach(line -> gaps.put(line, CoverageGaps.of(roster, line, from, until)));
        var edges = gaps.values().stream()
                .flatMap(List::stream)
                .flatMap(gap -> Stream.of(gap.start(), gap.end()))
                .collect(Collectors.toCollection(TreeSet::new));
        var blocks = new ArrayList<Block>();
        for (var start : edges) {
            var end = edges.higher(start);
            if (end != null) {
                scope(
                                region,
                                linesOf(region)
                                        .filter(line -> gaps.getOrDefault(line, List.of()).stream()
                                                .anyMatch(gap -> !gap.start().isAfter(start)
                                                        && gap.end().isAfter(start)))
                                        .toList())
                        .ifPresent(scope -> append(blocks, new Block(scope, new CoverageGap(start, end))));
            }
        }
        return blocks;
    }

    private Stream<Line> linesOf(Region region) {
        return roster.data().lines().stream().filter(line -> line.region() == region);
    }

    private static Optional<DutyScope> scope(Region region, List<Line> lines) {
        return switch (lines.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new DutyScope.OfLine(lines.getFirst().id()));
            default -> Optional.of(new DutyScope.OfRegion(region));
        };
    }

    private static void append(List<Block> blocks, Block next) {
        if (!blocks.isEmpty()
                && blocks.getLast().scope().equals(next.scope())
                && blocks.getLast().gap().end().equals(next.gap().start())) {
            var start = blocks.removeLast().gap().start();
            blocks.add(new Block(next.scope(), new CoverageGap(start, next.gap().end())));
        } else {
            blocks.add(next);
        }
    }

    private List<CoverageGap> pieces(Block block) {
        var gap = block.gap();
        var edges = changes.subSet(gap.start(), gap.end()).stream()
                .filter(edge -> isWithin(edge, gap))
                .collect(Collectors.toCollection(TreeSet::new));
        edges.add(gap.start());
        edges.add(gap.end());
        for (var start : List.copyOf(edges)) {
            var end = edges.higher(start);
            if (end != null) {
                evenly(start, end).filter(edge -> isWithin(edge, gap)).forEach(edges::add);
            }
        }
        return edges.stream()
                .filter(start -> start.isBefore(gap.end()))
                .map(start -> new CoverageGap(
                        start, Optional.ofNullable(edges.higher(start)).orElse(gap.end())))
                .toList();
    }

    /// Where somebody becomes free or is free no more, outwards to the whole hour; where they can, inwards.
    private NavigableSet<Instant> changes() {
        var duties = roster.data().consultants().stream()
                .filter(Consultant::hasVerifiedPhone)
                .flatMap(consultant -> roster.dutyPeriodsOf(consultant.id(), from, until).stream())
                .flatMap(period -> outwards(period.start(), period.end()));
        var absences = roster.data().absences().stream()
                .map(Absence::span)
                .flatMap(span -> outwards(span.startsAt(), span.endsAt()));
        var preferred = preferences.stream().flatMap(preference -> switch (preference.kind()) {
            case CAN -> inwards(preference.span().startsAt(), preference.span().endsAt());
            case RATHER_NOT ->
                outwards(preference.span().startsAt(), preference.span().endsAt());
        });
        return Stream.of(duties, absences, preferred)
                .flatMap(edges -> edges)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Instant> outwards(Instant start, Instant end) {
        return Stream.of(hourBefore(start), hourAfter(end));
    }

    private static Stream<Instant> inwards(Instant start, Instant end) {
        return Stream.of(hourAfter(start), hourBefore(end));
    }

    /// Whole hours that cut it into parts of about four hours.
    private static Stream<Instant> evenly(Instant start, Instant end) {
        var length = Duration.between(start, end);
        var count = length.plus(PART).minusNanos(1).dividedBy(PART);
        return Stream.iterate(1L, next -> next < count, next -> next + 1)
                .map(next -> hourBefore(start.plus(length.multipliedBy(next).dividedBy(count))));
    }

    /// A cover is said in the time that clocks show, so none begins in the hour that autumn repeats.
    private static boolean isWithin(Instant edge, CoverageGap gap) {
        var local = LocalDateTime.ofInstant(edge, Roster.ZONE);
        return edge.isAfter(gap.start())
                && edge.isBefore(gap.end())
                && Roster.ZONE.getRules().getValidOffsets(local).size() == 1;
    }

    private static Instant hourBefore(Instant instant) {
        return instant.truncatedTo(ChronoUnit.HOURS);
    }

    private static Instant hourAfter(Instant instant) {
        return hourBefore(instant.plus(Duration.ofHours(1)).minusNanos(1));
    }

    private GapPart part(int id, DutyScope scope, CoverageGap piece) {
        var span = LocalSpan.between(piece.start(), piece.end());
        var candidates = Substitutes.of(roster, preferences, scope, span, this::planned);
        return new GapPart(id, scope, languages(scope), piece.start(), piece.end(), candidates);
    }

    private List<Language> languages(DutyScope scope) {
        return roster.data().lines().stream()
                .filter(line -> scope.equals(new DutyScope.OfLine(line.id()))
                        || scope.equals(new DutyScope.OfRegion(line.region())))
                .flatMap(line -> line.languages().stream())
                .distinct()
                .toList();
    }

    private List<StaffingPerson> people(List<GapPart> parts) {
        var ids = parts.stream()
                .flatMap(part -> part.candidates().stream())
                .map(candidate -> candidate.consultant().id())
                .collect(Collectors.toCollection(TreeSet::new));
        var busy = new TreeMap<ConsultantId, List<Busy>>();
        Shifts.of(roster, ids, from.minus(AROUND), until.plus(AROUND))
                .forEach((id, shifts) -> busy.put(
                        id,
                        shifts.stream()
                                .filter(shift -> !shift.lines().isEmpty())
                                .map(shift -> new Busy(shift.start(), shift.end()))
                                .sorted(comparing(Busy::start))
                                .toList()));
        return ids.stream()
                .map(id -> new StaffingPerson(id, balance(id), busy.getOrDefault(id, List.of())))
                .toList();
    }

    private Duration planned(ConsultantId consultant) {
        return plannedOf.computeIfAbsent(consultant, planned::of);
    }

    /// Who had no duty before is compared with what they have in these weeks.
    private long balance(ConsultantId consultant) {
        var before = usual.of(consultant).toMinutes();
        return before == 0 ? 0 : planned(consultant).toMinutes() - Math.round(before * timesTheUsual);
    }
}
