package lv.helpline.roster.edit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Closure;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;

/// An edit and its parts as text: how a form carries them and how a draft is kept. A line an entry, such as
/// `+ cover 9 region:RIGA 2026-11-25T09:00 2026-11-25T17:00`.
///
/// What cannot be read throws `IllegalArgumentException` or `DateTimeException`.
public final class RosterEditCodec {

    private static final String NO_END = "..";

    /// Of a closure of all lines; no line is called so, for a line's id names a place.
    private static final String ALL = "*";

    private RosterEditCodec() {}

    public static String of(RosterEdit edit) {
        return Stream.of(
                        lines("weekly", edit.weeklyDuties(), RosterEditCodec::of),
                        lines("cover", edit.covers(), cover -> of(DutyOccurrence.of(cover))),
                        lines("absence", edit.absences(), RosterEditCodec::of),
                        lines("closure", edit.closures(), RosterEditCodec::of),
                        lines("opening", edit.specialOpenings(), opening -> opening.line() + " " + of(opening.span())),
                        lines("hours", edit.hours(), RosterEditCodec::of))
                .flatMap(Function.identity())
                .collect(Collectors.joining("\n"));
    }

    public static RosterEdit edit(String text) {
        var removed = new Entries();
        var added = new Entries();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            var words = words(line);
            switch (words.next()) {
                case "-" -> removed.read(words);
                case "+" -> added.read(words);
                default -> throw new IllegalArgumentException("edit: a line begins with + or -");
            }
        });
        return new RosterEdit(
                new RosterEdit.Part<>(removed.weekly, added.weekly),
                new RosterEdit.Part<>(removed.covers, added.covers),
                new RosterEdit.Part<>(removed.absences, added.absences),
                new RosterEdit.Part<>(removed.closures, added.closures),
                new RosterEdit.Part<>(removed.openings, added.openings),
                new RosterEdit.Part<>(removed.hours, added.hours));
    }

    public static String of(DutyOccurrence dutyOccurrence) {
        return dutyOccurrence.consultant() + " " + of(dutyOccurrence.coverage()) + " " + of(dutyOccurrence.span());
    }

    public static DutyOccurrence shift(String text) {
        var words = words(text);
        var dutyOccurrence = words.shift();
        words.end();
        return dutyOccurrence;
    }

    public static String of(DutyScope dutyScope) {
        return switch (dutyScope) {
            case DutyScope.OfRegion(var region) -> "region:" + region;
            case DutyScope.OfLine(var line) -> "line:" + line;
            case DutyScope.CoordinatorOnCall() -> "coordination";
        };
    }

    /// For people who read a table, such as `region latgale`.
    public static String spelt(DutyScope dutyScope) {
        return switch (dutyScope) {
            case DutyScope.OfRegion(var region) -> "region " + region.name().toLowerCase(Locale.ROOT);
            case DutyScope.OfLine(var line) -> "line " + line;
            case DutyScope.CoordinatorOnCall() -> "coordination";
        };
    }

    public static DutyScope coverage(String text) {
        var parts = text.split(":", 2);
        return switch (parts[0]) {
            case "region" -> new DutyScope.OfRegion(Region.valueOf(parts[parts.length - 1]));
            case "line" -> new DutyScope.OfLine(new LineId(parts[parts.length - 1]));
            case "coordination" -> new DutyScope.CoordinatorOnCall();
            default -> throw new IllegalArgumentException("coverage: a region, a line or the coordination");
        };
    }

    static String of(Absence absence) {
        return absence.consultant() + " " + of(absence.span());
    }

    static String of(WeeklyDuty duty) {
        return "%s %s %s %s %s %s %s%s"
                .formatted(
                        duty.consultant(),
                        of(duty.coverage()),
                        duty.span().day(),
                        duty.span().start(),
                        duty.span().end(),
                        duty.from(),
                        duty.until().map(LocalDate::toString).orElse(NO_END),
                        duty.everyWeeks() == 1 ? "" : " " + duty.everyWeeks());
    }

    /// A message is written in base 64, for it has spaces.
    private static String of(Closure closure) {
        return closure.line().map(LineId::value).orElse(ALL)
                + " "
                + of(closure.span())
                + closure.message().entrySet().stream()
                        .map(each -> " "
                                + each.getKey()
                                + "="
                                + Base64.getEncoder()
                                        .encodeToString(each.getValue().text().getBytes(UTF_8)))
                        .sorted()
                        .collect(Collectors.joining());
    }

    private static String of(LineHours hours) {
        return hours.line()
                + hours.hours().stream()
                        .map(each -> " "
                                + String.join(
                                        "/",
                                        each.span().day().toString(),
                                        each.span().start().toString(),
                                        each.span().end().toString(),
                                        each.from().toString(),
                                        each.until().map(LocalDate::toString).orElse(NO_END)))
                        .collect(Collectors.joining());
    }

    private static String of(LocalSpan span) {
        return span.start() + " " + span.end();
    }

    private static <T> Stream<String> lines(String kind, RosterEdit.Part<T> part, Function<T, String> text) {
        return Stream.concat(
                part.removed().stream().map(entry -> "- " + kind + " " + text.apply(entry)),
                part.added().stream().map(entry -> "+ " + kind + " " + text.apply(entry)));
    }

    private static Words words(String line) {
        return new Words(List.of(line.split(" ")));
    }

    private static final class Entries {
        private final List<WeeklyDuty> weekly = new ArrayList<>();
        private final List<Cover> covers = new ArrayList<>();
        private final List<Absence> absences = new ArrayList<>();
        private final List<Closure> closures = new ArrayList<>();
        private final List<SpecialOpening> openings = new ArrayList<>();
        private final List<LineHours> hours = new ArrayList<>();

        void read(Words words) {
            switch (words.next()) {
                case "weekly" -> weekly.add(words.weekly());
                case "cover" -> covers.add(words.shift().asCover());
                case "absence" -> absences.add(new Absence(words.consultant(), words.span()));
                case "closure" -> closures.add(words.closure());
                case "opening" -> openings.add(new SpecialOpening(new LineId(words.next()), words.span()));
                case "hours" -> hours.add(words.hours());
                default ->
                    throw new IllegalArgumentException(
                            "edit: an entry is weekly, a cover, an absence, a closure, an opening or hours");
            }
            words.end();
        }
    }

    /// The words of a line, one after the other.
    private static final class Words {
        private final List<String> words;
        private int read;

        Words(List<String> words) {
            this.words = words;
        }

        String next() {
            if (read == words.size()) {
                throw new IllegalArgumentException("edit: a line ends too soon");
            }
            return words.get(read++);
        }

        void end() {
            if (read < words.size()) {
                throw new IllegalArgumentException("edit: a line goes on too long");
            }
        }

        ConsultantId consultant() {
            return new ConsultantId(Integer.parseInt(next()));
        }

        LocalSpan span() {
            return new LocalSpan(LocalDateTime.parse(next()), LocalDateTime.parse(next()));
        }

        DutyOccurrence shift() {
            return new DutyOccurrence(consultant(), coverage(next()), span());
        }

        Closure closure() {
            var line = Optional.of(next()).filter(each -> !each.equals(ALL)).map(LineId::new);
            var span = span();
            var message = new HashMap<Language, Announcement>();
            while (read < words.size()) {
                var parts = next().split("=", 2);
                message.put(
                        new Language(parts[0]),
                        new Announcement(new String(Base64.getDecoder().decode(parts[parts.length - 1]), UTF_8)));
            }
            return new Closure(line, span, message);
        }

        LineHours hours() {
            var line = new LineId(next());
            var spans = new ArrayList<OpeningSpan>();
            while (read < words.size()) {
                var parts = next().split("/", -1);
                if (parts.length != 5) {
                    throw new IllegalArgumentException("edit: hours are a day, a start, an end and two dates");
                }
                spans.add(new OpeningSpan(
                        new WeeklySpan(
                                DayOfWeek.valueOf(parts[0]), LocalTime.parse(parts[1]), LocalTime.parse(parts[2])),
                        LocalDate.parse(parts[3]),
                        Optional.of(parts[4])
                                .filter(until -> !until.equals(NO_END))
                                .map(LocalDate::parse)));
            }
            return new LineHours(line, spans);
        }

        WeeklyDuty weekly() {
            return new WeeklyDuty(
                    consultant(),
                    coverage(next()),
                    new WeeklySpan(DayOfWeek.valueOf(next()), LocalTime.parse(next()), LocalTime.parse(next())),
                    LocalDate.parse(next()),
                    Optional.of(next()).filter(until -> !until.equals(NO_END)).map(LocalDate::parse),
                    everyWeeks());
        }

        /// One of each week does not say it.
        int everyWeeks() {
            return read == words.size() ? 1 : Integer.parseInt(next());
        }
    }
}
