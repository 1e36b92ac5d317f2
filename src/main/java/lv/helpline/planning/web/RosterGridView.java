package lv.helpline.planning.web;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.planning.RosterGrid;
import lv.helpline.planning.RosterGrid.Kind;
import lv.helpline.planning.RosterGrid.Segment;
import lv.helpline.planning.RosterGrid.Subject;
import lv.helpline.planning.web.SwappedDuty.Hindrance;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import org.jspecify.annotations.Nullable;

/// The rows of the roster as the page shows them: each part with its words, its classes and where it leads, so that the
/// template has one plain expression for each. A large house has thousands of them on a page.
final class RosterGridView {

    private static final int DAY = 24 * 60;

    private final RosterGrid rosterGrid;
    private final RosterPlace place;
    private final LocalDate today;
    private final RosterLinks links;
    private final Optional<SwappedDuty> swapped;
    private final RosterChangeFormatter.Spoken words;
    private final String addWords;

    /// @param swapped the duty whose other one is being picked: then nothing but duties can be pressed
    RosterGridView(
            RosterGrid rosterGrid,
            RosterPlace place,
            LocalDate today,
            Optional<SwappedDuty> swapped,
            RosterChangeFormatter.Spoken words) {
        this.rosterGrid = rosterGrid;
        this.place = place;
        this.today = today;
        this.swapped = swapped;
        this.links = new RosterLinks(place);
        this.words = words;
        this.addWords = words.text("roster.add-here");
    }

    /// Rows that belong together.
    public record Group(List<Row> rows) {}

    /// @param detail  names of a region's lines; number of a line; hours of a person
    /// @param hours   when the line is open on most days
    /// @param balance of a person's hours against the average
    /// @param heads   whether it heads its group
    /// @param box     the part of the day that its strips show, as an SVG's `viewBox`
    public record Row(
            String name,
            @Nullable String detail,
            @Nullable String hours,
            @Nullable String balance,
            boolean heads,
            String box,
            List<Cell> cells) {}

    /// @param strip   none when the line is closed, and in other rows
    /// @param hours   when the line is open, if that is unlike its other days
    /// @param add     where somebody can be given a duty, or put on call, if there is none
    /// @param word    that the line or region is closed
    /// @param holiday why it is, if the date is one
    public record Cell(
            String style,
            @Nullable Strip strip,
            @Nullable String hours,
            List<Chip> chips,
            @Nullable Add add,
            @Nullable String word,
            @Nullable String holiday,
            LocalDate date) {}

    /// Where an empty cell leads.
    public record Add(String link, String words) {}

    /// How the open time is staffed: paths of an SVG that is 100 high, none for what there is not.
    ///
    /// @param link none while a duty is being picked
    /// @param full where two or more are on duty
    /// @param thin where one is
    /// @param gap  where nobody is
    public record Strip(
            @Nullable String link,
            @Nullable String full,
            @Nullable String thin,
            @Nullable String gap,
            String times) {}

    /// @param link     none for a preference, which leads nowhere
    /// @param hindered whether it cannot be picked; its note says why
    /// @param times    none when it is as long as the line is open
    public record Chip(
            String style,
            @Nullable String link,
            boolean hindered,
            @Nullable String times,
            String who,
            @Nullable String note) {}

    List<Group> groups() {
        return rosterGrid.groups().stream()
                .map(group -> new Group(group.rows().stream()
                        .map(row -> row(row, group.rows().size() == 1))
                        .toList()))
                .toList();
    }

    /// @param alone whether its group has no other
    private Row row(RosterGrid.Row row, boolean alone) {
        var usual = usualHours(row);
        var cells = IntStream.range(0, row.cells().size())
                .mapToObj(n -> cell(
                        row.subject(), row.cells().get(n), rosterGrid.days().get(n), usual))
                .toList();
        var box = row.from() + " 0 " + (row.to() - row.from()) + " 100";
        return switch (row.subject()) {
            case Subject.OfRegion(var region, var lines) ->
                new Row(
                        words.where(new DutyScope.OfRegion(region)),
                        lines.stream().map(Line::name).collect(joining(" · ")),
                        null,
                        null,
                        true,
                        box,
                        cells);
            case Subject.OfLine(var line) ->
                new Row(line.name(), detail(line, alone), orNull(usual), null, false, box, cells);
            case Subject.OfCoordination() ->
                new Row(words.text("roster.coordination"), null, null, null, false, box, cells);
            case Subject.OfPerson(var person) -> {
                var hours = row.hours().orElseThrow();
                yield new Row(
                        person.name(),
                        words.hours(hours.minutes()),
                        null,
                        words.balance(hours.more()),
                        false,
                        box,
                        cells);
            }
        };
    }

    /// The hours of most days; empty when it is closed on all, and for other rows.
    private static String usualHours(RosterGrid.Row row) {
        return row.cells().stream()
                .map(RosterGrid.Cell::openTimes)
                .filter(times -> !times.isEmpty())
                .collect(groupingBy(times -> times, LinkedHashMap::new, counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /// A region of one line has no heading of its own, so the line says of which it is.
    private String detail(Line line, boolean alone) {
        var region = words.where(new DutyScope.OfRegion(line.region()));
        return alone && !line.name().equals(region) ? region + " · " + line.number() : line.number();
    }

    private Cell cell(Subject subject, RosterGrid.Cell cell, RosterGrid.Day day, String usual) {
        var empty = cell.chips().isEmpty();
        var scope = scope(subject);
        var closed = scope.isPresent() && !cell.open();
        return new Cell(
                style(cell, day),
                cell.strip().isEmpty() ? null : strip(scope.orElseThrow(), cell),
                cell.strip().isEmpty() || cell.openTimes().equals(usual) ? null : cell.openTimes(),
                Stream.concat(scope.stream().flatMap(each -> gaps(each, cell)), people(cell))
                        .toList(),
                empty && swapped.isEmpty() ? add(subject, cell) : null,
                closed ? words.text("who.day-closed") : null,
                closed ? day.holiday().map("holiday."::concat).map(words::text).orElse(null) : null,
                cell.date());
    }

    /// What a row of lines is for; empty for rows without opening hours.
    private static Optional<DutyScope> scope(Subject subject) {
        return switch (subject) {
            case Subject.OfRegion heading -> Optional.of(new DutyScope.OfRegion(heading.region()));
            case Subject.OfLine(var line) -> Optional.of(new DutyScope.OfLine(line.id()));
            case Subject.OfCoordination(), Subject.OfPerson _ -> Optional.empty();
        };
    }

    /// An open line has its strip to be pressed.
    private @Nullable Add add(Subject subject, RosterGrid.Cell cell) {
        return switch (subject) {
            case Subject.OfRegion heading ->
                cell.open() ? new Add(whole(new DutyScope.OfRegion(heading.region()), cell), addWords) : null;
            case Subject.OfLine _ -> null;
            case Subject.OfCoordination() ->
                new Add(
                        links.time(new DutyScope.CoordinatorOnCall(), cell.date(), 0, DAY),
                        words.text("roster.nobody-coordinates"));
            case Subject.OfPerson(var person) ->
                person.left() ? null : new Add(links.plan(person.id(), cell.date()), addWords);
        };
    }

    /// The sheet of all the time that is open.
    private String whole(DutyScope scope, RosterGrid.Cell cell) {
        return links.time(
                scope,
                cell.date(),
                cell.hours().getFirst().from(),
                cell.hours().getLast().to());
    }

    private String style(RosterGrid.Cell cell, RosterGrid.Day day) {
        var styles = new ArrayList<String>();
        styles.add((cell.open() && day.open()) || !cell.chips().isEmpty() ? "open" : "shut");
        if (cell.date().equals(today)) {
            styles.add("today");
        }
        if (cell.date().equals(place.day())) {
            styles.add("chosen");
        }
        if (cell.date().getDayOfWeek() == DayOfWeek.MONDAY) {
            styles.add("week");
        }
        if (!day.open()) {
            styles.add("narrow");
        }
        return String.join(" ", styles);
    }

    private Strip strip(DutyScope scope, RosterGrid.Cell cell) {
        var full = new StringBuilder();
        var thin = new StringBuilder();
        var gap = new StringBuilder();
        for (var part : cell.strip()) {
            switch (part.people()) {
                case 0 -> gap.append(RosterLinks.hatching(part.from(), part.to()));
                case 1 -> thin.append(bar(part, 34, 66));
                default -> full.append(bar(part, 0, 100));
            }
        }
        return new Strip(
                swapped.isPresent() ? null : whole(scope, cell),
                orNull(full),
                orNull(thin),
                orNull(gap),
                cell.openTimes());
    }

    private static String bar(Segment part, int top, int bottom) {
        return "M" + part.from() + " " + top + "H" + part.to() + "V" + bottom + "H" + part.from() + "Z";
    }

    private static @Nullable String orNull(CharSequence text) {
        return text.isEmpty() ? null : text.toString();
    }

    /// None while a duty is being picked: a gap is none.
    private Stream<Chip> gaps(DutyScope scope, RosterGrid.Cell cell) {
        return cell.strip().stream()
                .filter(part -> part.isGap() && swapped.isEmpty())
                .map(part -> new Chip(
                        "chip gap",
                        links.time(scope, cell.date(), part.from(), part.to()),
                        false,
                        part.times(),
                        words.text("who.gap"),
                        null));
    }

    private Stream<Chip> people(RosterGrid.Cell cell) {
        return cell.chips().stream().map(chip -> {
            var kind = chip.kind().name().toLowerCase(Locale.ROOT);
            var hindrance = hindrance(chip);
            var notes = Stream.concat(
                    chip.kind() == Kind.HELD ? Stream.empty() : Stream.of("roster.kind." + kind),
                    hindrance.stream().map(each -> "roster.swap-not." + each.word()));
            return new Chip(
                    "chip " + kind + (hindrance.equals(Optional.of(Hindrance.ITSELF)) ? " picked" : ""),
                    hindrance.isPresent() ? null : link(chip, cell.date()),
                    hindrance.isPresent(),
                    cell.isFilledBy(chip) ? null : chip.times(),
                    place.isByPeople() ? where(chip) : chip.shortName(),
                    orNull(notes.map(words::text).collect(joining(" · "))));
        });
    }

    private Optional<Hindrance> hindrance(RosterGrid.Chip chip) {
        return swapped.flatMap(duty -> chip.shift().flatMap(duty::hindrance));
    }

    private @Nullable String link(RosterGrid.Chip chip, LocalDate date) {
        if (chip.kind().isPreference()) {
            return null;
        }
        return swapped.isPresent() ? swap(swapped.get(), chip, date) : links.chip(chip, date);
    }

    /// What goes with the draft, and an absence from nothing, is no duty to be had.
    private @Nullable String swap(SwappedDuty duty, RosterGrid.Chip chip, LocalDate date) {
        return chip.shift()
                .filter(_ -> chip.kind() != Kind.DROPPED)
                .map(other -> links.swap(duty.duty(), other, date))
                .orElse(null);
    }

    private String where(RosterGrid.Chip chip) {
        return chip.shift()
                .map(dutyOccurrence -> dutyOccurrence.coverage().servesCallers()
                        ? words.where(dutyOccurrence)
                        : words.text("roster.coordinates"))
                .orElse("");
    }
}
