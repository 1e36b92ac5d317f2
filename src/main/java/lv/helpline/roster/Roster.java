package lv.helpline.roster;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.google.common.collect.ImmutableRangeSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// The roster, ready to be asked. Immutable.
///
/// Everything is indexed when it is made, so that a question costs microseconds however large the roster is.
/// Whoever has a weekly duty or a cover is on duty, unless absent: an absence wins over both, because nobody is to
/// count upon somebody who cannot come.
public final class Roster {

    /// All wall-clock times are in this zone.
    public static final ZoneId ZONE = ZoneId.of("Europe/Riga");

    private final RosterData data;
    private final Map<String, Line> linesByNumber;
    private final Map<ConsultantId, Consultant> consultants;
    private final Map<LineId, OpeningHours> hours = new HashMap<>();
    private final Map<DutyScope, DutyIndex> duties = new HashMap<>();
    private final Map<ConsultantId, ImmutableRangeSet<Instant>> absences;
    private final Map<ConsultantId, ImmutableRangeSet<Instant>> pauses;
    private final Map<Referral, OpeningHours> outsideHours = new LinkedHashMap<>();

    public Roster(RosterData data, Holidays holidays) {
        this.data = data;
        linesByNumber = data.lines().stream().collect(toMap(Line::number, Function.identity()));
        consultants = data.consultants().stream().collect(toMap(Consultant::id, Function.identity()));
        data.lines().forEach(line -> hours.put(line.id(), indexHours(line, data, holidays)));
        data.weeklyDuties().forEach(duty -> dutiesToFill(duty.coverage()).add(duty));
        data.covers().forEach(cover -> dutiesToFill(cover.coverage()).add(cover));
        absences = data.absences().stream()
                .collect(groupingBy(
                        Absence::consultant, collectingAndThen(mapping(Absence::span, toList()), Ranges::of)));
        data.outsideHelp().forEach(help -> outsideHours.put(help, hours(help, holidays)));
        pauses = data.pauses().stream()
                .collect(groupingBy(Pause::consultant, collectingAndThen(toList(), Ranges::ofPauses)));
    }

    public RosterData data() {
        return data;
    }

    /// The line with that national number of 8 digits.
    public Optional<Line> findLine(String number) {
        return Optional.ofNullable(linesByNumber.get(number));
    }

    /// Throws `NoSuchElementException` for a line that is not in the roster.
    public Line getLine(LineId id) {
        return data.lines().stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("line " + id + " is not in the roster"));
    }

    /// Throws `NoSuchElementException` for a consultant who is not in the roster.
    public Consultant getConsultant(ConsultantId id) {
        var consultant = consultants.get(id);
        if (consultant == null) {
            throw new NoSuchElementException("consultant " + id + " is not in the roster");
        }
        return consultant;
    }

    /// Whether the line is open, why, and until when. Looks one year ahead.
    ///
    /// @throws NoSuchElementException for a line that is not in the roster
    public OpeningStatus opening(Line line, Instant at) {
        return hoursOf(line).opening(at);
    }

    /// What opens or closes the line: the part of [#opening] that needs no look ahead.
    ///
    /// @throws NoSuchElementException for a line that is not in the roster
    public OpeningStatus.Cause openingCause(Line line, Instant at) {
        return hoursOf(line).cause(LocalInstant.of(at));
    }

    /// Whether the line was open at any instant of `[from, at]`.
    ///
    /// @throws NoSuchElementException for a line that is not in the roster
    public boolean wasOpen(Line line, Instant from, Instant at) {
        return Stream.concat(Stream.of(from), hoursOf(line).edges(from, at))
                .anyMatch(instant -> openingCause(line, instant).opens());
    }

    /// What the callers of a line hear, in a language, while a dated closure is in force: the message of a closure of
    /// this line before one of all lines, else nothing of their own.
    public Optional<Announcement> findClosureMessage(Line line, Language language, Instant at) {
        return data.closures().stream()
                .filter(closure -> closure.closes(line.id())
                        && Ranges.of(List.of(closure.span())).contains(at))
                .sorted(comparing(closure -> closure.line().isEmpty()))
                .flatMap(closure -> Stream.ofNullable(closure.message().get(language)))
                .findFirst();
    }

    /// The first entry of the list of outside help that is open, one that speaks the language before any other.
    public Optional<Referral> findOutsideHelp(Language language, Instant at) {
        return outsideHours.entrySet().stream()
                .filter(entry -> entry.getKey().hours().isEmpty()
                        || entry.getValue().cause(LocalInstant.of(at)).opens())
                .map(Map.Entry::getKey)
                .min(comparing(help -> !help.languages().contains(language)));
    }

    /// Who was on duty for the line, its region included, at any instant of `[from, at]` and is not absent at its end,
    /// in the order of their ids.
    public List<Consultant> wereOnDuty(Line line, Instant from, Instant at) {
        return Stream.concat(Stream.of(from), changes(from, at).stream())
                .flatMap(instant -> onDuty(line, instant).stream())
                .filter(consultant -> !absencesOf(consultant.id()).contains(at))
                .distinct()
                .sorted(comparing(Consultant::id))
                .toList();
    }

    /// Who is on duty for the line, its region included, absences and covers applied, pauses not; in the order of
    /// their ids.
    public List<Consultant> onDuty(Line line, Instant at) {
        return onDuty(coverages(line), at);
    }

    /// Who is on duty for a region as a whole, in the order of their ids.
    public List<Consultant> onDuty(Region region, Instant at) {
        return onDuty(Stream.of(new DutyScope.OfRegion(region)), at);
    }

    /// Who is on duty for callers anywhere, in the order of their ids.
    public List<Consultant> onDutyAnywhere(Instant at) {
        return onDuty(duties.keySet().stream().filter(DutyScope::servesCallers), at);
    }

    /// Whose duty it is to be phoned when something is amiss, in the order of their ids.
    public List<Consultant> coordinators(Instant at) {
        return onDuty(Stream.of(new DutyScope.CoordinatorOnCall()), at);
    }

    /// Whether somebody is neither absent nor on duty for callers in any part of the span, nor resting when it starts.
    public boolean isFree(ConsultantId consultant, LocalSpan span) {
        var from = span.startsAt();
        var until = span.endsAt();
        return !isAbsent(consultant, span)
                && !Ranges.touch(dutyTime(consultant, from, until), from, until)
                && !isPaused(consultant, from);
    }

    /// Whether somebody is absent in any part of the span.
    public boolean isAbsent(ConsultantId consultant, LocalSpan span) {
        return Ranges.touch(absencesOf(consultant), span.startsAt(), span.endsAt());
    }

    /// Whether somebody coordinates at any time that the roster knows of.
    public boolean mayCoordinate(Consultant consultant) {
        return Stream.concat(
                        data.weeklyDuties().stream()
                                .filter(duty -> duty.consultant().equals(consultant.id()))
                                .map(WeeklyDuty::coverage),
                        data.covers().stream()
                                .filter(cover -> cover.consultant().equals(consultant.id()))
                                .map(Cover::coverage))
                .anyMatch(DutyScope.CoordinatorOnCall.class::isInstance);
    }

    public boolean isPaused(ConsultantId consultant, Instant at) {
        return pausesOf(consultant).contains(at);
    }

    /// When the pause that is under way ends; pauses that overlap or follow each other at once are one.
    public Optional<Instant> pausedUntil(ConsultantId consultant, Instant at) {
        return isPaused(consultant, at)
                ? Ranges.edges(pausesOf(consultant))
                        .filter(edge -> edge.isAfter(at))
                        .findFirst()
                : Optional.empty();
    }

    /// Somebody's duties that touch `[from, until)`, cut to it, in their order.
    public List<DutyPeriod> dutyPeriodsOf(ConsultantId consultant, Instant from, Instant until) {
        var own = new HashMap<DutyScope, DutyIndex>();
        data.weeklyDuties().stream()
                .filter(duty -> duty.consultant().equals(consultant))
                .forEach(duty -> own.computeIfAbsent(duty.coverage(), _ -> new DutyIndex())
                        .add(duty));
        data.covers().stream()
                .filter(cover -> cover.consultant().equals(consultant))
                .forEach(cover -> own.computeIfAbsent(cover.coverage(), _ -> new DutyIndex())
                        .add(cover));
        var absent = absencesOf(consultant);
        var edges = Stream.concat(Ranges.edges(absent), own.values().stream().flatMap(some -> some.edges(from, until)))
                .filter(edge -> edge.isAfter(from) && edge.isBefore(until));
        var instants =
                Stream.concat(Stream.of(from, until), edges).sorted().distinct().toList();
        var periods = new ArrayList<DutyPeriod>();
        for (var i = 1; i < instants.size(); i++) {
            var start = instants.get(i - 1);
            var localInstant = LocalInstant.of(start);
            var covers = own.entrySet().stream()
                    .filter(each -> !absent.contains(start) && each.getValue().areOn(localInstant))
                    .map(Map.Entry::getKey)
                    .collect(toSet());
            var end = instants.get(i);
            if (!periods.isEmpty()
                    && periods.getLast().end().equals(start)
                    && periods.getLast().covers().equals(covers)) {
                periods.set(
                        periods.size() - 1,
                        new DutyPeriod(covers, periods.getLast().start(), end));
            } else if (!covers.isEmpty()) {
                periods.add(new DutyPeriod(covers, start, end));
            }
        }
        return periods;
    }

    /// The instants in `[from, until)` at which an answer about any line may change: openings, closings, starts and
    /// ends of duties, absences and pauses. Sorted, without doubles.
    ///
    /// They are the same for all lines, because a closed line offers an open one and a call may overflow to
    /// whoever is on duty elsewhere. Between two of them an answer changes only when an opening a year ahead comes
    /// into view.
    public List<Instant> changes(Instant from, Instant until) {
        var openings = Stream.of(hours, outsideHours)
                .flatMap(some -> some.values().stream())
                .flatMap(some -> some.edges(from, until));
        var dutyEdges = duties.values().stream().flatMap(some -> some.edges(from, until));
        var rests = Stream.of(absences, pauses)
                .flatMap(some -> some.values().stream().flatMap(Ranges::edges));
        return Stream.of(openings, dutyEdges, rests)
                .flatMap(Function.identity())
                .filter(edge -> !edge.isBefore(from) && edge.isBefore(until))
                .sorted()
                .distinct()
                .toList();
    }

    /// The instants in `[from, until)` at which the line may open or close, or who is on duty for it may change, and
    /// `from` itself. Sorted, without doubles; empty for an empty span.
    public List<Instant> changes(Line line, Instant from, Instant until) {
        var openings = hoursOf(line).edges(from, until);
        var dutyEdges = coverages(line)
                .map(dutyScope -> duties.getOrDefault(dutyScope, DutyIndex.NONE))
                .flatMap(some -> some.edges(from, until));
        var rests = absences.values().stream().flatMap(Ranges::edges);
        return Stream.of(Stream.of(from), openings, dutyEdges, rests)
                .flatMap(Function.identity())
                .filter(edge -> !edge.isBefore(from) && edge.isBefore(until))
                .sorted()
                .distinct()
                .toList();
    }

    /// When the line is open within `[from, until)`.
    ImmutableRangeSet<Instant> openTime(Line line, Instant from, Instant until) {
        var hours = hoursOf(line);
        var edges = Stream.of(Stream.of(from), hours.edges(from, until), Stream.of(until))
                .flatMap(Function.identity())
                .sorted()
                .distinct()
                .toList();
        return Ranges.between(
                edges, start -> hours.cause(LocalInstant.of(start)).opens());
    }

    ImmutableRangeSet<Instant> absencesOf(ConsultantId consultant) {
        return absences.getOrDefault(consultant, ImmutableRangeSet.of());
    }

    private ImmutableRangeSet<Instant> pausesOf(ConsultantId consultant) {
        return pauses.getOrDefault(consultant, ImmutableRangeSet.of());
    }

    private ImmutableRangeSet<Instant> dutyTime(ConsultantId consultant, Instant from, Instant until) {
        return Ranges.all(dutiesByScope(consultant, from, until).values());
    }

    /// Somebody's duties for callers that touch `[from, until)`, absent or not, by what they are for.
    Map<DutyScope, ImmutableRangeSet<Instant>> dutiesByScope(ConsultantId consultant, Instant from, Instant until) {
        var dates = LocalDate.ofInstant(from, ZONE)
                .minusDays(1)
                .datesUntil(LocalDate.ofInstant(until, ZONE).plusDays(1))
                .toList();
        var weekly = data.weeklyDuties().stream()
                .filter(duty ->
                        duty.consultant().equals(consultant) && duty.coverage().servesCallers())
                .flatMap(duty -> dates.stream()
                        .filter(date -> date.getDayOfWeek() == duty.span().day() && duty.isInForceOn(date))
                        .map(date -> new Cover(
                                consultant, duty.coverage(), duty.span().on(date))));
        var dated = data.covers().stream()
                .filter(cover -> cover.consultant().equals(consultant)
                        && cover.coverage().servesCallers());
        return Stream.concat(weekly, dated)
                .collect(groupingBy(Cover::coverage, collectingAndThen(mapping(Cover::span, toList()), Ranges::of)));
    }

    private static Stream<DutyScope> coverages(Line line) {
        return Stream.of(new DutyScope.OfRegion(line.region()), new DutyScope.OfLine(line.id()));
    }

    /// Whether somebody has that very coverage, absences applied.
    public boolean has(ConsultantId consultant, DutyScope dutyScope, Instant at) {
        return onDuty(Stream.of(dutyScope), at).stream()
                .anyMatch(each -> each.id().equals(consultant));
    }

    private List<Consultant> onDuty(Stream<DutyScope> coverages, Instant at) {
        var localInstant = LocalInstant.of(at);
        var ids = new TreeSet<ConsultantId>();
        coverages.forEach(
                dutyScope -> duties.getOrDefault(dutyScope, DutyIndex.NONE).forEachOnDuty(localInstant, ids::add));
        return ids.stream()
                .filter(id -> !absencesOf(id).contains(at))
                .map(this::getConsultant)
                .toList();
    }

    private OpeningHours hoursOf(Line line) {
        var found = hours.get(line.id());
        if (found == null) {
            throw new NoSuchElementException("line " + line.id() + " is not in the roster");
        }
        return found;
    }

    private DutyIndex dutiesToFill(DutyScope dutyScope) {
        return duties.computeIfAbsent(dutyScope, _ -> new DutyIndex());
    }

    private static OpeningHours hours(Referral help, Holidays holidays) {
        return new OpeningHours(
                OpeningSpan.always(help.hours()), holidays, ImmutableRangeSet.of(), ImmutableRangeSet.of());
    }

    private static OpeningHours indexHours(Line line, RosterData data, Holidays holidays) {
        var specialOpenings = data.specialOpenings().stream()
                .filter(opening -> opening.line().equals(line.id()))
                .map(SpecialOpening::span)
                .toList();
        var closures = data.closures().stream()
                .filter(closure -> closure.closes(line.id()))
                .map(Closure::span)
                .toList();
        return new OpeningHours(line.hours(), holidays, Ranges.of(specialOpenings), Ranges.of(closures));
    }
}
