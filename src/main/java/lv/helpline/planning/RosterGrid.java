package lv.helpline.planning;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyHours;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Ranges;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.staffing.DutyPreference;
import lv.helpline.roster.staffing.Staffing;

/// What a fortnight of the roster looks like: a table of days, and of lines or people.
///
/// @param groups the lines by region, and the coordinator on call; or one group of people
public record RosterGrid(LocalDate from, List<Day> days, List<Group> groups) {

    public static final int DAYS = 14;

    public RosterGrid {
        days = List.copyOf(days);
        groups = List.copyOf(groups);
    }

    /// @param holiday its key, if the date is one
    /// @param open    whether any line is
    /// @param gaps    how many lines have a gap then
    public record Day(LocalDate date, Optional<String> holiday, boolean open, int gaps) {}

    /// What a row is about.
    public sealed interface Subject {
        /// @param lines two or more: a region of one line needs no row beside that line's
        record OfRegion(Region region, List<Line> lines) implements Subject {
            public OfRegion {
                lines = List.copyOf(lines);
            }
        }

        record OfLine(Line line) implements Subject {}

        record OfCoordination() implements Subject {}

        record OfPerson(Consultant person) implements Subject {}
    }

    /// Rows that belong together: a region's duties, once for all its lines, and each of the lines.
    public record Group(List<Row> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /// @param from  when the earliest of its strips begins, in minutes since midnight
    /// @param to    when the latest ends
    /// @param hours of a person; empty for other rows
    public record Row(Subject subject, List<Cell> cells, int from, int to, Optional<Hours> hours) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// How long somebody is on duty for callers in the fortnight, see [DutyHours].
    ///
    /// @param more than the average of those who have any duty, in minutes; negative for less
    public record Hours(int minutes, int more) {}

    /// @param hours when the line, or a line of the region, is open, in order; none for other rows
    /// @param strip how the line's open time is staffed, in order; none when it is closed, and for other rows
    public record Cell(LocalDate date, boolean open, List<Opening> hours, List<Segment> strip, List<Chip> chips) {
        public Cell {
            hours = List.copyOf(hours);
            strip = List.copyOf(strip);
            chips = List.copyOf(chips);
        }

        public String openTimes() {
            return hours.stream().map(Opening::times).collect(joining(", "));
        }

        /// Whether somebody is there as long as anybody could call.
        public boolean isFilledBy(Chip chip) {
            return !hours.isEmpty() && chip.from <= hours.getFirst().from && chip.to >= hours.getLast().to;
        }
    }

    /// An open time, in minutes since midnight.
    public record Opening(int from, int to) {
        public String times() {
            return RosterGrid.times(from, to);
        }
    }

    /// A part of a strip, in minutes since midnight.
    ///
    /// @param people how many are on duty
    public record Segment(int from, int to, int people) {
        public boolean isGap() {
            return people == 0;
        }

        public String times() {
            return RosterGrid.times(from, to);
        }
    }

    public enum Kind {
        /// On duty.
        HELD,
        /// On duty once the draft is published.
        DRAFTED,
        /// On duty until the draft is published.
        DROPPED,
        /// Would be on duty, and cannot come.
        AWAY,
        /// Can take a duty more.
        CAN,
        /// Would rather not be on duty.
        UNWILLING;

        /// Whether it says what somebody prefers, and not what the roster has.
        public boolean isPreference() {
            return this == CAN || this == UNWILLING;
        }

        private static Kind of(DutyPreference.Kind preference) {
            return switch (preference) {
                case CAN -> CAN;
                case RATHER_NOT -> UNWILLING;
            };
        }
    }

    /// Somebody's duty, or absence, on a day.
    ///
    /// @param shift empty for an absence from nothing, and for a preference
    /// @param from in minutes since midnight
    public record Chip(Kind kind, Consultant person, Optional<DutyOccurrence> shift, LocalSpan span, int from, int to) {
        public String times() {
            return RosterGrid.times(from, to);
        }

        /// First name and initial.
        public String shortName() {
            var parts = person.name().split(" +", -1);
            return parts.length == 1 ? parts[0] : parts[0] + " " + parts[parts.length - 1].substring(0, 1) + ".";
        }
    }

    /// By lines: the lines by region and name, and the coordinator on call.
    ///
    /// @param view   the roster with the draft
    /// @param roster as it is; the same as `view` where there is no draft
    public static RosterGrid ofLines(Roster view, Roster roster, Holidays holidays, LocalDate from) {
        var drawn = new Drawn(view.data(), from);
        var saved = view == roster ? drawn : new Drawn(roster.data(), from);
        var strips = strips(view, from);
        var groups = new ArrayList<Group>();
        strips.keySet().stream()
                .collect(groupingBy(Line::region, LinkedHashMap::new, toList()))
                .forEach((region, lines) -> groups.add(groupOf(region, lines, strips, drawn, saved, from)));
        groups.add(new Group(List.of(row(
                new Subject.OfCoordination(),
                dates(from)
                        .map(date -> cell(
                                date,
                                chips(
                                        drawn,
                                        saved,
                                        List.of(new DutyScope.CoordinatorOnCall()),
                                        date,
                                        MinutesOfDay.WHOLE_DAY)))
                        .toList(),
                Optional.empty()))));
        return new RosterGrid(from, days(holidays, from, strips.values()), groups);
    }

    /// By people, in the order of their names; of those who have left, only who had duties then.
    ///
    /// @param preferences when they can take a duty more, or would rather not
    public static RosterGrid ofPeople(
            Roster view, Roster roster, List<DutyPreference> preferences, Holidays holidays, LocalDate from) {
        var drawn = new Drawn(view.data(), from);
        var saved = view == roster ? drawn : new Drawn(roster.data(), from);
        var time = DutyHours.between(view, midnight(from), midnight(from.plusDays(DAYS)));
        var minutes = new HashMap<ConsultantId, Integer>();
        view.data()
                .consultants()
                .forEach(person ->
                        minutes.put(person.id(), (int) time.of(person.id()).toMinutes()));
        var average = (int) Math.round(minutes.values().stream()
                .mapToInt(each -> each)
                .filter(each -> each > 0)
                .average()
                .orElse(0));
        var rows = view.data().consultants().stream()
                .filter(person -> !person.left() || drawn.hasDuties(person.id()) || saved.hasDuties(person.id()))
                .sorted(comparing(Consultant::name).thenComparing(Consultant::id))
                .map(person -> row(
                        new Subject.OfPerson(person),
                        dates(from)
                                .map(date -> cell(
                                        date,
                                        Stream.concat(
                                                        chips(drawn, saved, person, date).stream(),
                                                        preferred(preferences, person, date))
                                                .sorted(IN_ORDER)
                                                .toList()))
                                .toList(),
                        Optional.of(new Hours(
                                minutes.getOrDefault(person.id(), 0), minutes.getOrDefault(person.id(), 0) - average))))
                .toList();
        return new RosterGrid(from, days(holidays, from, strips(view, from).values()), List.of(new Group(rows)));
    }

    private static Group groupOf(
            Region region,
            List<Line> lines,
            Map<Line, Map<LocalDate, List<Segment>>> strips,
            Drawn drawn,
            Drawn saved,
            LocalDate from) {
        var ofRegion = new DutyScope.OfRegion(region);
        if (lines.size() == 1) {
            var line = lines.getFirst();
            return new Group(List.of(
                    rowOf(line, List.of(ofRegion, new DutyScope.OfLine(line.id())), strips, drawn, saved, from)));
        }
        var ofAll = dates(from)
                .map(date -> {
                    var open = open(lines, strips, date);
                    return cell(date, open, List.of(), chips(drawn, saved, List.of(ofRegion), date, open));
                })
                .toList();
        return new Group(Stream.concat(
                        Stream.of(row(new Subject.OfRegion(region, lines), ofAll, Optional.empty())),
                        lines.stream()
                                .map(line -> rowOf(
                                        line, List.of(new DutyScope.OfLine(line.id())), strips, drawn, saved, from)))
                .toList());
    }

    /// @param coverages of what duties it shows
    private static Row rowOf(
            Line line,
            List<DutyScope> coverages,
            Map<Line, Map<LocalDate, List<Segment>>> strips,
            Drawn drawn,
            Drawn saved,
            LocalDate from) {
        var cells = dates(from)
                .map(date -> {
                    var open = open(List.of(line), strips, date);
                    return cell(date, open, strip(line, strips, date), chips(drawn, saved, coverages, date, open));
                })
                .toList();
        return row(new Subject.OfLine(line), cells, Optional.empty());
    }

    private static List<Segment> strip(Line line, Map<Line, Map<LocalDate, List<Segment>>> strips, LocalDate date) {
        return strips.getOrDefault(line, Map.of()).getOrDefault(date, List.of());
    }

    /// When at least one of the lines is open.
    private static ImmutableRangeSet<Integer> open(
            List<Line> lines, Map<Line, Map<LocalDate, List<Segment>>> strips, LocalDate date) {
        return Ranges.union(lines.stream()
                .flatMap(line -> strip(line, strips, date).stream())
                .map(each -> Ranges.range(each.from, each.to)));
    }

    private static Cell cell(LocalDate date, ImmutableRangeSet<Integer> open, List<Segment> strip, List<Chip> chips) {
        var hours = open.asRanges().stream()
                .map(part -> new Opening(part.lowerEndpoint(), part.upperEndpoint()))
                .toList();
        return new Cell(date, !hours.isEmpty(), hours, strip, chips);
    }

    /// Of somebody, who has no opening hours.
    private static Cell cell(LocalDate date, List<Chip> chips) {
        return new Cell(date, true, List.of(), List.of(), chips);
    }

    private static Row row(Subject subject, List<Cell> cells, Optional<Hours> hours) {
        var strips = cells.stream().flatMap(cell -> cell.strip.stream()).toList();
        return new Row(
                subject,
                cells,
                strips.stream().mapToInt(Segment::from).min().orElse(0),
                strips.stream().mapToInt(Segment::to).max().orElse(MinutesOfDay.DAY),
                hours);
    }

    /// @param strips of each line
    private static List<Day> days(Holidays holidays, LocalDate from, Collection<Map<LocalDate, List<Segment>>> strips) {
        return dates(from)
                .map(date -> new Day(
                        date, holidays.on(date), strips.stream().anyMatch(strip -> strip.containsKey(date)), (int)
                                strips.stream()
                                        .filter(strip -> strip.getOrDefault(date, List.of()).stream()
                                                .anyMatch(Segment::isGap))
                                        .count()))
                .toList();
    }

    /// How each line is staffed, by region and name.
    private static Map<Line, Map<LocalDate, List<Segment>>> strips(Roster view, LocalDate from) {
        var strips = new LinkedHashMap<Line, Map<LocalDate, List<Segment>>>();
        view.data().lines().stream()
                .sorted(comparing(Line::region).thenComparing(Line::name))
                .forEach(line -> strips.put(line, segments(line, view, from)));
        return strips;
    }

    private static Map<LocalDate, List<Segment>> segments(Line line, Roster view, LocalDate from) {
        var byDate = new HashMap<LocalDate, List<Segment>>();
        var intervals = Staffing.of(view, line, midnight(from), midnight(from.plusDays(DAYS)));
        for (var staffingInterval : intervals) {
            var span = new LocalSpanOf(staffingInterval.start(), staffingInterval.end());
            for (var date = span.firstDate(); date.isBefore(span.dateAfter()); date = date.plusDays(1)) {
                var on = date;
                span.on(date)
                        .asRanges()
                        .forEach(part -> byDate.computeIfAbsent(on, _ -> new ArrayList<>())
                                .add(new Segment(
                                        part.lowerEndpoint(),
                                        part.upperEndpoint(),
                                        staffingInterval.onDuty().size())));
            }
        }
        return byDate;
    }

    private static List<Chip> chips(
            Drawn drawn, Drawn saved, List<DutyScope> coverages, LocalDate date, ImmutableRangeSet<Integer> open) {
        return merged(drawn.chips(coverages, date, open), drawn == saved, () -> saved.chips(coverages, date, open));
    }

    private static List<Chip> chips(Drawn drawn, Drawn saved, Consultant person, LocalDate date) {
        return merged(drawn.chips(person, date), drawn == saved, () -> saved.chips(person, date));
    }

    /// What only one of the two has is marked: it comes, or goes, with the draft.
    private static List<Chip> merged(List<Chip> drawn, boolean same, Supplier<List<Chip>> savedChips) {
        if (same) {
            return drawn;
        }
        var saved = savedChips.get();
        var before = new HashSet<>(saved);
        var after = new HashSet<>(drawn);
        return Stream.concat(
                        drawn.stream()
                                .map(chip -> before.contains(chip) || chip.kind == Kind.AWAY
                                        ? chip
                                        : as(Kind.DRAFTED, chip)),
                        saved.stream()
                                .filter(chip -> !after.contains(chip) && chip.kind == Kind.HELD)
                                .map(chip -> as(Kind.DROPPED, chip)))
                .sorted(IN_ORDER)
                .toList();
    }

    private static final Comparator<Chip> IN_ORDER = comparingInt(Chip::from)
            .thenComparingInt(Chip::to)
            .thenComparing(chip -> chip.person.name())
            .thenComparing(Chip::kind);

    private static Chip as(Kind kind, Chip chip) {
        return new Chip(kind, chip.person, chip.shift, chip.span, chip.from, chip.to);
    }

    private static Stream<LocalDate> dates(LocalDate from) {
        return from.datesUntil(from.plusDays(DAYS));
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay(Roster.ZONE).toInstant();
    }

    private static String times(int from, int to) {
        return clock(from) + "–" + clock(to);
    }

    private static String clock(int minutes) {
        return minutes % 60 == 0 ? String.valueOf(minutes / 60) : "%d:%02d".formatted(minutes / 60, minutes % 60);
    }

    /// An interval by the clock on the wall. What the clocks show twice, or never, is as long as they show it.
    private record LocalSpanOf(LocalDateTime start, LocalDateTime end) {

        LocalSpanOf(Instant start, Instant end) {
            this(LocalDateTime.ofInstant(start, Roster.ZONE), LocalDateTime.ofInstant(end, Roster.ZONE));
        }

        LocalDate firstDate() {
            return start.toLocalDate();
        }

        LocalDate dateAfter() {
            return end.toLocalDate().plusDays(1);
        }

        ImmutableRangeSet<Integer> on(LocalDate date) {
            return start.isBefore(end) ? MinutesOfDay.of(new LocalSpan(start, end), date) : ImmutableRangeSet.of();
        }
    }

    private static Stream<Chip> preferred(List<DutyPreference> preferences, Consultant person, LocalDate date) {
        return preferences.stream()
                .filter(preference -> preference.consultant().equals(person.id()))
                .flatMap(preference -> MinutesOfDay.of(preference.span(), date).asRanges().stream()
                        .map(part -> new Chip(
                                Kind.of(preference.kind()),
                                person,
                                Optional.empty(),
                                preference.span(),
                                part.lowerEndpoint(),
                                part.upperEndpoint())));
    }

    /// The shifts and absences of one state of the roster in a fortnight, ready to be drawn.
    private static final class Drawn {
        private final Map<ConsultantId, Consultant> people;
        private final Map<OnDate<DutyScope>, List<DutyOccurrence>> byCoverage = new HashMap<>();
        private final Map<OnDate<ConsultantId>, List<DutyOccurrence>> byPerson = new HashMap<>();
        private final Map<ConsultantId, List<Absence>> absences;
        private final LocalDate from;

        Drawn(RosterData data, LocalDate from) {
            var shifts = DutyOccurrence.touching(data, from, from.plusDays(DAYS)).stream()
                    .distinct()
                    .toList();
            this.from = from;
            people = data.consultants().stream().collect(toMap(Consultant::id, each -> each));
            absences = data.absences().stream().collect(groupingBy(Absence::consultant));
            for (var dutyOccurrence : shifts) {
                var after = dutyOccurrence.span().end().toLocalDate().plusDays(1);
                dutyOccurrence.span().start().toLocalDate().datesUntil(after).forEach(date -> {
                    listed(byCoverage, dutyOccurrence.coverage(), date).add(dutyOccurrence);
                    listed(byPerson, dutyOccurrence.consultant(), date).add(dutyOccurrence);
                });
            }
        }

        /// The shifts of a coverage or a person that touch a date are looked up, not looked for.
        private record OnDate<K>(K of, LocalDate date) {}

        private static <K> List<DutyOccurrence> listed(
                Map<OnDate<K>, List<DutyOccurrence>> shifts, K of, LocalDate date) {
            return shifts.computeIfAbsent(new OnDate<>(of, date), _ -> new ArrayList<>());
        }

        List<Chip> chips(List<DutyScope> coverages, LocalDate date, ImmutableRangeSet<Integer> open) {
            return coverages.stream()
                    .flatMap(dutyScope -> byCoverage.getOrDefault(new OnDate<>(dutyScope, date), List.of()).stream())
                    .flatMap(dutyOccurrence -> chips(dutyOccurrence, date, open))
                    .sorted(IN_ORDER)
                    .toList();
        }

        List<Chip> chips(Consultant person, LocalDate date) {
            var shifts = byPerson.getOrDefault(new OnDate<>(person.id(), date), List.of()).stream()
                    .flatMap(dutyOccurrence -> chips(dutyOccurrence, date, MinutesOfDay.WHOLE_DAY))
                    .toList();
            var missed = Ranges.union(shifts.stream()
                    .filter(chip -> chip.kind == Kind.AWAY)
                    .map(chip -> Ranges.range(chip.from, chip.to)));
            var free = absences.getOrDefault(person.id(), List.of()).stream()
                    .filter(absence -> !MinutesOfDay.of(absence.span(), date).isEmpty())
                    .filter(absence -> MinutesOfDay.of(absence.span(), date)
                            .intersection(missed)
                            .isEmpty())
                    .flatMap(absence -> MinutesOfDay.of(absence.span(), date).asRanges().stream()
                            .map(part -> new Chip(
                                    Kind.AWAY,
                                    person,
                                    Optional.empty(),
                                    absence.span(),
                                    part.lowerEndpoint(),
                                    part.upperEndpoint())));
            return Stream.concat(shifts.stream(), free).sorted(IN_ORDER).toList();
        }

        boolean hasDuties(ConsultantId person) {
            return dates(from).anyMatch(date -> byPerson.containsKey(new OnDate<>(person, date)));
        }

        private Stream<Chip> chips(DutyOccurrence dutyOccurrence, LocalDate date, ImmutableRangeSet<Integer> open) {
            var time = MinutesOfDay.of(dutyOccurrence.span(), date).intersection(open);
            if (time.isEmpty()) {
                return Stream.empty();
            }
            var away = Ranges.union(absences.getOrDefault(dutyOccurrence.consultant(), List.of()).stream()
                    .flatMap(absence -> MinutesOfDay.of(absence.span(), date).asRanges().stream()));
            return Stream.concat(
                    MinutesOfDay.across(time.difference(away), open).map(part -> chip(Kind.HELD, dutyOccurrence, part)),
                    MinutesOfDay.across(time.intersection(away), open)
                            .map(part -> chip(Kind.AWAY, dutyOccurrence, part)));
        }

        private Chip chip(Kind kind, DutyOccurrence dutyOccurrence, Range<Integer> part) {
            var person = people.get(dutyOccurrence.consultant());
            if (person == null) {
                throw new IllegalStateException("the roster is whole: whoever has a duty is in it");
            }
            return new Chip(
                    kind,
                    person,
                    Optional.of(dutyOccurrence),
                    dutyOccurrence.span(),
                    part.lowerEndpoint(),
                    part.upperEndpoint());
        }
    }
}
