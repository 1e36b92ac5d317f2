package lv.helpline.planning.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterEditCodec;
import lv.helpline.shared.web.Csv;
import lv.helpline.shared.web.RandomTokens;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/// The duties as a table that a spreadsheet opens: one row a weekly duty, a cover or an absence. What is over
/// already is neither written nor touched: a table says how the duties are to be from now on, all of them.
///
/// A cell that a spreadsheet would take for a formula is written with an apostrophe before it, and read without.
final class RosterCsv {

    /// Rows of a table at most.
    static final int ROWS = 10_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Locale LATVIAN = Locale.forLanguageTag("lv");

    /// What a spreadsheet makes of a time when it saves is understood too.
    private static final List<DateTimeFormatter> TIMES = formatters("H:mm[:ss]");

    private static final List<DateTimeFormatter> DATES = formatters("uuuu-MM-dd", "d.M.uuuu[.]");
    private static final List<DateTimeFormatter> MINUTES =
            formatters("uuuu-MM-dd'T'H:mm[:ss]", "uuuu-MM-dd H:mm[:ss]", "d.M.uuuu[.] H:mm[:ss]");

    private RosterCsv() {}

    enum Column {
        KIND,
        CONSULTANT,
        NAME,
        COVERS,
        DAY,
        START,
        END,
        VALID_FROM,
        VALID_UNTIL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A cell that makes no sense.
    ///
    /// @param row    as a spreadsheet numbers it, the heading being 1
    /// @param column empty when it is the whole row
    /// @param remedy the message's key, with its arguments
    public record Wrong(int row, Optional<Column> column, String remedy, List<Object> arguments) {}

    /// What was read: either what the table would change, or what is wrong with it.
    ///
    /// @param edit nothing when anything is wrong
    record Read(RosterEdit edit, int rows, List<Wrong> wrong) {
        boolean isGood() {
            return wrong.isEmpty();
        }

        /// The same for the same change, so that what was shown is what is done.
        String fingerprint() {
            return RandomTokens.digest(RosterEditCodec.of(edit));
        }
    }

    /// For Excel, which needs the mark to know UTF-8, and a Latvian one the semicolon.
    static String forASpreadsheet(RosterData books, LocalDateTime now) {
        return BYTE_ORDER_MARK + text(books, now, ';');
    }

    static String forAProgram(RosterData books, LocalDateTime now) {
        return text(books, now, ',');
    }

    private static String text(RosterData books, LocalDateTime now, char delimiter) {
        var current = Entries.of(books, now);
        var names = new NamesOf(books);
        var text = new StringBuilder();
        try (var printer = format(delimiter).print(text)) {
            printer.printRecord(Arrays.stream(Column.values()).map(Column::word));
            for (var duty : current.weekly()) {
                printer.printRecord(
                        "weekly",
                        duty.consultant(),
                        Csv.guarded(names.of(duty.consultant())),
                        RosterEditCodec.spelt(duty.coverage()),
                        duty.span().day().name().toLowerCase(Locale.ROOT),
                        duty.span().start(),
                        duty.span().end(),
                        duty.from(),
                        duty.until().map(LocalDate::toString).orElse(""));
            }
            for (var cover : current.covers()) {
                printer.printRecord(
                        "cover",
                        cover.consultant(),
                        Csv.guarded(names.of(cover.consultant())),
                        RosterEditCodec.spelt(cover.coverage()),
                        "",
                        cover.span().start(),
                        cover.span().end(),
                        "",
                        "");
            }
            for (var absence : current.absences()) {
                printer.printRecord(
                        "absence",
                        absence.consultant(),
                        Csv.guarded(names.of(absence.consultant())),
                        "",
                        "",
                        absence.span().start(),
                        absence.span().end(),
                        "",
                        "");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /// Empty for what is no UTF-8.
    static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    static Read read(byte[] bytes, RosterData books, LocalDateTime now) {
        return decoded(bytes).map(text -> read(text, books, now)).orElseGet(() -> refused(1, "csv.not-utf-8"));
    }

    static Read read(String text, RosterData books, LocalDateTime now) {
        var plain = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        List<CSVRecord> records = new ArrayList<>();
        try (var parser = CSVParser.parse(new StringReader(plain), format(delimiterOf(plain)))) {
            for (var each : parser) {
                records.add(each);
            }
        } catch (IOException | UncheckedIOException unbalanced) {
            return refused(records.size() + 1, "csv.quotes");
        }
        if (records.isEmpty()) {
            return refused(1, "csv.empty");
        }
        return records.size() > ROWS ? refused(ROWS + 1, "csv.too-many-rows", ROWS) : read(records, books, now);
    }

    private static Read read(List<CSVRecord> records, RosterData books, LocalDateTime now) {
        var reader = new Reader(books, now);
        if (!reader.heading(records.getFirst())) {
            return new Read(RosterEdit.NONE, 0, reader.wrong);
        }
        records.stream().skip(1).forEach(reader::row);
        reader.checkOverlaps();
        reader.checkWhoServes();
        return reader.wrong.isEmpty()
                ? new Read(reader.edit(), reader.rows, List.of())
                : new Read(RosterEdit.NONE, reader.rows, List.copyOf(reader.wrong));
    }

    private static Read refused(int row, String remedy, Object... arguments) {
        return new Read(RosterEdit.NONE, 0, List.of(new Wrong(row, Optional.empty(), remedy, List.of(arguments))));
    }

    private static CSVFormat format(char delimiter) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
                .get();
    }

    /// What separates the words of the heading, in which there is no other punctuation.
    private static char delimiterOf(String text) {
        var heading = text.lines().findFirst().orElse("");
        return Stream.of(';', '\t')
                .filter(each -> heading.indexOf(each) >= 0)
                .findFirst()
                .orElse(',');
    }

    private static List<DateTimeFormatter> formatters(String... patterns) {
        return Arrays.stream(patterns)
                .map(pattern ->
                        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }

    /// The duties that are not over, in an order that does not change with the books' own.
    private record Entries(List<WeeklyDuty> weekly, List<Cover> covers, List<Absence> absences) {
        static Entries of(RosterData books, LocalDateTime now) {
            return new Entries(
                    books.weeklyDuties().stream()
                            .filter(duty -> !isOver(duty, now))
                            .sorted(Comparator.comparing(WeeklyDuty::consultant)
                                    .thenComparing(duty -> RosterEditCodec.spelt(duty.coverage()))
                                    .thenComparing(WeeklyDuty::from)
                                    .thenComparing(duty -> duty.span().day())
                                    .thenComparing(duty -> duty.span().start()))
                            .toList(),
                    books.covers().stream()
                            .filter(cover -> !isOver(cover.span(), now))
                            .sorted(Comparator.comparing(
                                            (Cover cover) -> cover.span().start())
                                    .thenComparing(Cover::consultant))
                            .toList(),
                    books.absences().stream()
                            .filter(absence -> !isOver(absence.span(), now))
                            .sorted(Comparator.comparing(
                                            (Absence absence) -> absence.span().start())
                                    .thenComparing(Absence::consultant))
                            .toList());
        }

        static boolean isOver(WeeklyDuty duty, LocalDateTime now) {
            return duty.until()
                    .filter(until -> !until.isAfter(now.toLocalDate()))
                    .isPresent();
        }

        static boolean isOver(LocalSpan span, LocalDateTime now) {
            return !span.end().isAfter(now);
        }
    }

    private static final class NamesOf {

        private final Map<ConsultantId, String> names = new HashMap<>();

        NamesOf(RosterData books) {
            books.consultants().forEach(consultant -> names.put(consultant.id(), consultant.name()));
        }

        String of(ConsultantId id) {
            return names.getOrDefault(id, "");
        }
    }

    /// An entry with the row that it came from.
    private record Numbered<T>(int row, T entry) {}

    /// Reads one table; each cell that makes no sense is noted, and the reading goes on.
    private static final class Reader {

        private final RosterData books;
        private final LocalDateTime now;
        private final List<Wrong> wrong = new ArrayList<>();
        private final List<Numbered<WeeklyDuty>> weekly = new ArrayList<>();
        private final List<Numbered<Cover>> covers = new ArrayList<>();
        private final List<Absence> absences = new ArrayList<>();
        private final Map<Column, Integer> places = new EnumMap<>(Column.class);
        private int rows;

        Reader(RosterData books, LocalDateTime now) {
            this.books = books;
            this.now = now;
        }

        boolean heading(CSVRecord heading) {
            var known = Arrays.stream(Column.values()).map(Column::word).toList();
            for (var place = 0; place < heading.size(); place++) {
                var word = heading.get(place).strip().toLowerCase(Locale.ROOT);
                if (word.isEmpty()) {
                    continue;
                }
                if (!known.contains(word)) {
                    note(1, Optional.empty(), "csv.unknown-column", place + 1, String.join(", ", known));
                } else if (places.put(Column.valueOf(word.toUpperCase(Locale.ROOT)), place) != null) {
                    note(1, Optional.empty(), "csv.column-twice", word);
                }
            }
            Arrays.stream(Column.values())
                    .filter(column -> column != Column.NAME && !places.containsKey(column))
                    .forEach(column -> note(1, Optional.of(column), "csv.missing-column"));
            return wrong.isEmpty();
        }

        void row(CSVRecord cells) {
            var row = new Row(cells);
            if (row.isBlank()) {
                return;
            }
            rows++;
            switch (row.get(Column.KIND).toLowerCase(Locale.ROOT)) {
                case "weekly" ->
                    row.weekly().ifPresent(duty -> {
                        if (!Entries.isOver(duty, now)) {
                            weekly.add(new Numbered<>(row.number, duty));
                        }
                    });
                case "cover" ->
                    row.cover().ifPresent(cover -> {
                        if (!Entries.isOver(cover.span(), now)) {
                            covers.add(new Numbered<>(row.number, cover));
                        }
                    });
                case "absence" ->
                    row.absence().ifPresent(absence -> {
                        if (!Entries.isOver(absence.span(), now)) {
                            absences.add(absence);
                        }
                    });
                default -> row.wrong(Column.KIND, "csv.kind");
            }
        }

        /// Two duties of somebody for the same may not overlap: the books would refuse them, and not say which.
        void checkOverlaps() {
            overlaps(
                    weekly,
                    (one, other) -> one.consultant().equals(other.consultant())
                            && one.coverage().equals(other.coverage())
                            && overlap(one, other));
            overlaps(
                    covers,
                    (one, other) -> one.consultant().equals(other.consultant())
                            && one.coverage().equals(other.coverage())
                            && one.span().overlaps(other.span()));
        }

        /// Who has left has what was theirs, and nothing new.
        void checkWhoServes() {
            notOfWhoHasLeft(weekly, books.weeklyDuties(), WeeklyDuty::consultant);
            notOfWhoHasLeft(covers, books.covers(), Cover::consultant);
        }

        private <T> void notOfWhoHasLeft(List<Numbered<T>> entries, List<T> known, Function<T, ConsultantId> whose) {
            entries.stream()
                    .filter(each -> !known.contains(each.entry()))
                    .forEach(each -> books.consultants().stream()
                            .filter(who -> who.left() && who.id().equals(whose.apply(each.entry())))
                            .forEach(who -> note(each.row(), Optional.of(Column.CONSULTANT), "csv.left", who.name())));
        }

        private <T> void overlaps(List<Numbered<T>> entries, BiPredicate<T, T> overlap) {
            for (var later = 1; later < entries.size(); later++) {
                for (var earlier = 0; earlier < later; earlier++) {
                    if (overlap.test(
                            entries.get(earlier).entry(), entries.get(later).entry())) {
                        note(
                                entries.get(later).row(),
                                Optional.of(Column.START),
                                "csv.overlaps",
                                entries.get(earlier).row());
                        break;
                    }
                }
            }
        }

        private static boolean overlap(WeeklyDuty one, WeeklyDuty other) {
            var inForceTogether =
                    other.until().filter(until -> !one.from().isBefore(until)).isEmpty()
                            && one.until()
                                    .filter(until -> !other.from().isBefore(until))
                                    .isEmpty();
            var week = 7 * 24 * 60;
            return inForceTogether
                    && Stream.of(-week, 0, week)
                            .anyMatch(shift -> minute(one.span()) + shift < minute(other.span()) + length(other.span())
                                    && minute(other.span()) < minute(one.span()) + shift + length(one.span()));
        }

        private static int minute(WeeklySpan span) {
            return (span.day().getValue() - 1) * 24 * 60 + span.start().toSecondOfDay() / 60;
        }

        private static int length(WeeklySpan span) {
            var minutes = (span.end().toSecondOfDay() - span.start().toSecondOfDay()) / 60;
            return minutes > 0 ? minutes : minutes + 24 * 60;
        }

        RosterEdit edit() {
            var current = Entries.of(books, now);
            return new RosterEdit(
                    part(current.weekly(), weekly.stream().map(Numbered::entry).toList()),
                    part(current.covers(), covers.stream().map(Numbered::entry).toList()),
                    part(current.absences(), absences));
        }

        private static <T> RosterEdit.Part<T> part(List<T> before, List<T> after) {
            return new RosterEdit.Part<>(without(before, after), without(after, before));
        }

        private static <T> List<T> without(List<T> all, List<T> others) {
            var left = new ArrayList<>(all);
            others.forEach(left::remove);
            return left;
        }

        private void note(int row, Optional<Column> column, String remedy, Object... arguments) {
            wrong.add(new Wrong(row, column, remedy, List.of(arguments)));
        }

        private final class Row {

            private final CSVRecord cells;
            private final int number;

            Row(CSVRecord cells) {
                this.cells = cells;
                number = Math.toIntExact(cells.getRecordNumber());
            }

            boolean isBlank() {
                return cells.stream().allMatch(String::isBlank);
            }

            String get(Column column) {
                var place = places.get(column);
                return place == null || place >= cells.size()
                        ? ""
                        : Csv.unguarded(cells.get(place)).strip();
            }

            void wrong(Column column, String remedy, Object... arguments) {
                note(number, Optional.of(column), remedy, arguments);
            }

            Optional<WeeklyDuty> weekly() {
                var consultant = consultant();
                var coverage = coverage();
                var day = day();
                var start = minute(Column.START, TIMES, LocalTime::from, "csv.time");
                var end = minute(Column.END, TIMES, LocalTime::from, "csv.time");
                var from = one(Column.VALID_FROM, DATES, LocalDate::from, "csv.date");
                var until = get(Column.VALID_UNTIL).isEmpty()
                        ? Optional.<LocalDate>empty()
                        : one(Column.VALID_UNTIL, DATES, LocalDate::from, "csv.date");
                if (from.isPresent() && until.isPresent() && !until.get().isAfter(from.get())) {
                    wrong(Column.VALID_UNTIL, "csv.until-after-from");
                    return Optional.empty();
                }
                if (consultant.isEmpty()
                        || coverage.isEmpty()
                        || day.isEmpty()
                        || start.isEmpty()
                        || end.isEmpty()
                        || from.isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(new WeeklyDuty(
                        consultant.get(),
                        coverage.get(),
                        new WeeklySpan(day.get(), start.get(), end.get()),
                        from.get(),
                        until));
            }

            Optional<Cover> cover() {
                var consultant = consultant();
                var coverage = coverage();
                nothingIn(Column.DAY, Column.VALID_FROM, Column.VALID_UNTIL);
                var span = span();
                return consultant.flatMap(
                        who -> coverage.flatMap(what -> span.map(when -> new Cover(who, what, when))));
            }

            Optional<Absence> absence() {
                var consultant = consultant();
                nothingIn(Column.COVERS, Column.DAY, Column.VALID_FROM, Column.VALID_UNTIL);
                var span = span();
                return consultant.flatMap(who -> span.map(when -> new Absence(who, when)));
            }

            private Optional<ConsultantId> consultant() {
                var typed = get(Column.CONSULTANT);
                var found = books.consultants().stream()
                        .filter(each -> each.id().toString().equals(typed))
                        .findFirst();
                if (found.isEmpty()) {
                    wrong(Column.CONSULTANT, "csv.consultant");
                }
                found.filter(each -> !get(Column.NAME).isEmpty()
                                && !get(Column.NAME).equals(each.name().strip()))
                        .ifPresent(
                                each -> wrong(Column.NAME, "csv.name", each.id().toString(), each.name()));
                return found.map(Consultant::id);
            }

            private Optional<DutyScope> coverage() {
                var typed = get(Column.COVERS).toLowerCase(Locale.ROOT);
                var words = typed.split("\\s+", 2);
                var found = words.length == 2
                        ? named(words[0], words[1])
                        : Optional.<DutyScope>of(new DutyScope.CoordinatorOnCall())
                                .filter(each -> typed.equals("coordination"));
                if (found.isEmpty()) {
                    wrong(
                            Column.COVERS,
                            "csv.covers",
                            String.join(
                                    ", ",
                                    books.lines().stream()
                                            .map(line -> line.id().value())
                                            .toList()));
                }
                return found;
            }

            private Optional<DutyScope> named(String kind, String name) {
                return switch (kind) {
                    case "region" ->
                        Arrays.stream(Region.values())
                                .filter(each ->
                                        each.name().toLowerCase(Locale.ROOT).equals(name))
                                .findFirst()
                                .map(DutyScope.OfRegion::new);
                    case "line" ->
                        books.lines().stream()
                                .map(line -> line.id())
                                .filter((LineId each) -> each.value().equals(name))
                                .findFirst()
                                .map(DutyScope.OfLine::new);
                    default -> Optional.empty();
                };
            }

            /// In English or in Latvian.
            private Optional<DayOfWeek> day() {
                var typed = get(Column.DAY).toLowerCase(Locale.ROOT);
                var found = Arrays.stream(DayOfWeek.values())
                        .filter(day -> day.name().toLowerCase(Locale.ROOT).equals(typed)
                                || day.getDisplayName(TextStyle.FULL_STANDALONE, LATVIAN)
                                        .toLowerCase(LATVIAN)
                                        .equals(typed))
                        .findFirst();
                if (found.isEmpty()) {
                    wrong(Column.DAY, "csv.day");
                }
                return found;
            }

            private Optional<LocalSpan> span() {
                var start = minute(Column.START, MINUTES, LocalDateTime::from, "csv.minute");
                var end = minute(Column.END, MINUTES, LocalDateTime::from, "csv.minute");
                if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
                    wrong(Column.END, "csv.end-after-start");
                    return Optional.empty();
                }
                return start.flatMap(begin -> end.map(stop -> new LocalSpan(begin, stop)));
            }

            private void nothingIn(Column... columns) {
                Arrays.stream(columns)
                        .filter(Predicate.not(column -> get(column).isEmpty()))
                        .forEach(column -> wrong(column, "csv.leave-empty"));
            }

            private <T extends TemporalAccessor> Optional<T> minute(
                    Column column, List<DateTimeFormatter> formatters, TemporalQuery<T> query, String remedy) {
                var found = one(column, formatters, query, remedy);
                if (found.isPresent() && found.get().get(ChronoField.SECOND_OF_MINUTE) != 0) {
                    wrong(column, remedy);
                    return Optional.empty();
                }
                return found;
            }

            private <T> Optional<T> one(
                    Column column, List<DateTimeFormatter> formatters, TemporalQuery<T> query, String remedy) {
                for (var formatter : formatters) {
                    try {
                        return Optional.of(formatter.parse(get(column), query));
                    } catch (DateTimeParseException _) {
                        // Another of them may do.
                    }
                }
                wrong(column, remedy);
                return Optional.empty();
            }
        }
    }
}
