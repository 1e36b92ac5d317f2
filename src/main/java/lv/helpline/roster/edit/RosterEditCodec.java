package lv.helpline.roster.edit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;

/// An edit and its parts as text: how a form carries them and how a draft is kept. A line an entry, such as
/// `+ cover 9 region:RIGA 2026-11-25T09:00 2026-11-25T17:00`.
///
/// What cannot be read throws `IllegalArgumentException` or `DateTimeException`.
public final class RosterEditCodec {

    private static final String NO_END = "..";

    private RosterEditCodec() {}

    public static String of(RosterEdit edit) {
        return Stream.of(
                        lines("weekly", edit.weeklyDuties(), RosterEditCodec::of),
                        lines("cover", edit.covers(), cover -> of(DutyOccurrence.of(cover))),
                        lines("absence", edit.absences(), absence -> absence.consultant() + " " + of(absence.span())))
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
                new RosterEdit.Part<>(removed.absences, added.absences));
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

    /// For people who read a table or the audit, such as `region latgale`.
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

    private static String of(WeeklyDuty duty) {
        return "%s %s %s %s %s %s %s"
                .formatted(
                        duty.consultant(),
                        of(duty.coverage()),
                        duty.span().day(),
                        duty.span().start(),
                        duty.span().end(),
                        duty.from(),
                        duty.until().map(LocalDate::toString).orElse(NO_END));
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

        void read(Words words) {
            switch (words.next()) {
                case "weekly" -> weekly.add(words.weekly());
                case "cover" -> covers.add(words.shift().asCover());
                case "absence" -> absences.add(new Absence(words.consultant(), words.span()));
                default -> throw new IllegalArgumentException("edit: an entry is weekly, a cover or an absence");
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

        WeeklyDuty weekly() {
            return new WeeklyDuty(
                    consultant(),
                    coverage(next()),
                    new WeeklySpan(DayOfWeek.valueOf(next()), LocalTime.parse(next()), LocalTime.parse(next())),
                    LocalDate.parse(next()),
                    Optional.of(next()).filter(until -> !until.equals(NO_END)).map(LocalDate::parse));
        }
    }
}
