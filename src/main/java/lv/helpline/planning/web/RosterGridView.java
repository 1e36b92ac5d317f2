package lv.helpline.planning.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.planning.RosterGrid;
import lv.helpline.planning.RosterGrid.Kind;
import lv.helpline.planning.RosterGrid.Segment;
import lv.helpline.planning.RosterGrid.Subject;
import org.jspecify.annotations.Nullable;

/// The rows of the roster as the page shows them: each part with its words, its classes and where it leads, so that the
/// template has one plain expression for each. A large house has thousands of them on a page.
final class RosterGridView {

    private static final int DAY = 24 * 60;

    private final RosterGrid rosterGrid;
    private final RosterPlace place;
    private final LocalDate today;
    private final RosterLinks links;
    private final RosterChangeFormatter.Spoken words;
    private final String addWords;

    RosterGridView(RosterGrid rosterGrid, RosterPlace place, LocalDate today, RosterChangeFormatter.Spoken words) {
        this.rosterGrid = rosterGrid;
        this.place = place;
        this.today = today;
        this.links = new RosterLinks(place);
        this.words = words;
        this.addWords = words.text("roster.add-here");
    }

    /// @param balance of a person's hours against the average
    /// @param box     the part of the day that its strips show, as an SVG's `viewBox`
    public record Row(
            String name, @Nullable String detail, @Nullable String balance, String box, List<Cell> cells) {}

    /// @param strip none when the line is closed, and in other rows
    /// @param add   where somebody can be given a duty, or put on call, if there is none
    /// @param word  why the day of a line is empty
    public record Cell(
            String style,
            @Nullable Strip strip,
            List<Chip> chips,
            @Nullable Add add,
            @Nullable String word,
            LocalDate date) {}

    /// Where an empty cell leads.
    public record Add(String link, String words) {}

    /// How the open time is staffed: paths of an SVG that is 100 high, none for what there is not.
    ///
    /// @param full where two or more are on duty
    /// @param thin where one is
    /// @param gap  where nobody is
    public record Strip(
            String link,
            @Nullable String full,
            @Nullable String thin,
            @Nullable String gap,
            String times) {}

    /// @param link  none for a preference, which leads nowhere
    /// @param times none when it is as long as the line is open
    public record Chip(
            String style,
            @Nullable String link,
            @Nullable String times,
            String who,
            @Nullable String note) {}

    List<Row> rows() {
        return rosterGrid.rows().stream().map(this::row).toList();
    }

    private Row row(RosterGrid.Row row) {
        var cells = IntStream.range(0, row.cells().size())
                .mapToObj(n -> cell(
                        row.subject(), row.cells().get(n), rosterGrid.days().get(n)))
                .toList();
        var box = row.from() + " 0 " + (row.to() - row.from()) + " 100";
        return switch (row.subject()) {
            case Subject.OfLine(var line) -> new Row(line.name(), line.number(), null, box, cells);
            case Subject.OfCoordination() -> new Row(words.text("roster.coordination"), null, null, box, cells);
            case Subject.OfPerson(var person) -> {
                var hours = row.hours().orElseThrow();
                yield new Row(
                        person.name(),
                        words.text("roster.hours", words.hours(hours.minutes())),
                        words.balance(hours.more()),
                        box,
                        cells);
            }
        };
    }

    private Cell cell(Subject subject, RosterGrid.Cell cell, RosterGrid.Day day) {
        var empty = cell.chips().isEmpty();
        var closed = cell.strip().isEmpty() && empty;
        return new Cell(
                style(cell, day),
                cell.strip().isEmpty() ? null : strip(subject, cell),
                Stream.concat(gaps(subject, cell), people(cell)).toList(),
                empty ? add(subject, cell.date()) : null,
                subject instanceof Subject.OfLine && closed
                        ? words.text(day.holiday().map("holiday."::concat).orElse("who.day-closed"))
                        : null,
                cell.date());
    }

    private @Nullable Add add(Subject subject, LocalDate date) {
        return switch (subject) {
            case Subject.OfLine _ -> null;
            case Subject.OfCoordination() ->
                new Add(links.time(subject, date, 0, DAY), words.text("roster.nobody-coordinates"));
            case Subject.OfPerson(var person) ->
                person.left() ? null : new Add(links.plan(person.id(), date), addWords);
        };
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

    private Strip strip(Subject subject, RosterGrid.Cell cell) {
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
                links.time(
                        subject,
                        cell.date(),
                        cell.strip().getFirst().from(),
                        cell.strip().getLast().to()),
                orNull(full),
                orNull(thin),
                orNull(gap),
                cell.openTimes());
    }

    private static String bar(Segment part, int top, int bottom) {
        return "M" + part.from() + " " + top + "H" + part.to() + "V" + bottom + "H" + part.from() + "Z";
    }

    private static @Nullable String orNull(StringBuilder path) {
        return path.isEmpty() ? null : path.toString();
    }

    private Stream<Chip> gaps(Subject subject, RosterGrid.Cell cell) {
        return cell.strip().stream()
                .filter(Segment::isGap)
                .map(part -> new Chip(
                        "chip gap",
                        links.time(subject, cell.date(), part.from(), part.to()),
                        part.times(),
                        words.text("who.gap"),
                        null));
    }

    private Stream<Chip> people(RosterGrid.Cell cell) {
        var open = cell.openTimes();
        return cell.chips().stream().map(chip -> {
            var kind = chip.kind().name().toLowerCase(Locale.ROOT);
            return new Chip(
                    "chip " + kind,
                    chip.kind().isPreference() ? null : links.chip(chip, cell.date()),
                    chip.times().equals(open) ? null : chip.times(),
                    place.isByPeople() ? where(chip) : chip.shortName(),
                    chip.kind() == Kind.HELD ? null : words.text("roster.kind." + kind));
        });
    }

    private String where(RosterGrid.Chip chip) {
        return chip.shift()
                .map(dutyOccurrence -> dutyOccurrence.coverage().servesCallers()
                        ? words.where(dutyOccurrence)
                        : words.text("roster.coordinates"))
                .orElse("");
    }
}
