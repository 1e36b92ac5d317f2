package lv.helpline.planning.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterEditCodec;
import lv.helpline.shared.web.Csv;
import lv.helpline.shared.web.CsvTable;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.TableText;
import lv.helpline.shared.web.WrongCells;

/// The duties as a table that a spreadsheet opens: one row a weekly duty, a cover or an absence. What is over
/// already is neither written nor touched: a table says how the duties are to be from now on, all of them.
///
/// A cell that a spreadsheet would take for a formula is written with an apostrophe before it, and read without.
final class RosterCsv {

    private static final Locale LATVIAN = Locale.forLanguageTag("lv");

    /// What a spreadsheet makes of a time when it saves is understood too.
    private static final List<DateTimeFormatter> TIMES = formatters("H:mm[:ss]");

    private static final List<DateTimeFormatter> DATES = formatters("uuuu-MM-dd", "d.M.uuuu[.]");
    private static final List<DateTimeFormatter> MINUTES =
            formatters("uuuu-MM-dd'T'H:mm[:ss]", "uuuu-MM-dd H:mm[:ss]", "d.M.uuuu[.] H:mm[:ss]");

    private static final EnumSet<Column> OPTIONAL =
            EnumSet.of(Column.NAME, Column.CONSULTANT, Column.EVERY_WEEKS, Column.VERSION);

    /// The end of a day, as people write it: `24:00` after a date.
    private static final Pattern END_OF_DAY = Pattern.compile("(.*[ T])24:00(?::00)?");

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
        VALID_UNTIL,
        /// 1 for each week; so it is too where a table has no such column.
        EVERY_WEEKS,
        /// Of the table that the row was downloaded with.
        VERSION;

        String word() {
            return CsvTable.word(this);
        }
    }

    /// What was read: either what the table would change, or what is wrong with it.
    ///
    /// @param edit      nothing when anything is wrong; the past stays as it is, see [RosterEdit#fromNowOn]
    /// @param wanted    the difference of the table to the roster, which does not change from minute to minute as
    ///                  the edit does; or to the table that it was made from, if that is known
    /// @param version   of the table that it was made from, if its rows name one
    /// @param meanwhile what others have changed since that table was downloaded; it stays
    /// @param lost      what the table would take away and others have changed meanwhile; it stays too
    record Read(
            RosterEdit edit,
            RosterEdit wanted,
            int rows,
            List<WrongCells> wrong,
            Optional<String> version,
            RosterEdit meanwhile,
            RosterEdit lost) {

        Read(RosterEdit edit, RosterEdit wanted, int rows, List<WrongCells> wrong, Optional<String> version) {
            this(edit, wanted, rows, wrong, version, RosterEdit.NONE, RosterEdit.NONE);
        }

        boolean isGood() {
            return wrong.isEmpty();
        }

        /// The same as a change of the table that it was made from: what is not in it because it was entered after
        /// the download is not taken away.
        ///
        /// @param base the table that was downloaded
        /// @param data the roster that this was read with
        Read since(String base, RosterData data, LocalDateTime now) {
            var downloaded = RosterCsv.read(base, data, now);
            if (!isGood() || !downloaded.isGood()) {
                return this;
            }
            var since = downloaded.wanted.inverse();
            var mine = since.then(wanted);
            var fitting = mine.rebasedOn(data);
            return new Read(
                    fitting.edit().fromNowOn(data, now.truncatedTo(ChronoUnit.MINUTES)),
                    mine,
                    rows,
                    wrong,
                    version,
                    since,
                    fitting.lost());
        }

        /// The same for the same change, so that what was shown is what is done.
        String fingerprint() {
            return RandomTokens.digest(RosterEditCodec.of(wanted));
        }
    }

    /// For Excel, which needs the mark to know UTF-8, and a Latvian one the semicolon. Each row has the version, which
    /// so outlives whatever is done to other rows.
    static String forASpreadsheet(RosterData roster, LocalDateTime now) {
        return TableText.BYTE_ORDER_MARK + text(roster, now, ';', Optional.of(version(forTheApi(roster, now))));
    }

    static String forTheApi(RosterData roster, LocalDateTime now) {
        return text(roster, now, ',', Optional.empty());
    }

    /// @param table as API clients get it
    static String version(String table) {
        return RandomTokens.digest(table).substring(0, 16);
    }

    private static String text(RosterData roster, LocalDateTime now, char delimiter, Optional<String> version) {
        var current = Entries.of(roster, now);
        var names = new NamesOf(roster);
        var text = new StringBuilder();
        try (var printer = CsvTable.format(delimiter).print(text)) {
            printer.printRecord(Arrays.stream(Column.values())
                    .filter(column -> column != Column.VERSION || version.isPresent())
                    .map(Column::word));
            for (var duty : current.weekly()) {
                printer.printRecord(with(version, cells(duty, names)));
            }
            for (var cover : current.covers()) {
                printer.printRecord(with(version, cells(cover, names)));
            }
            for (var absence : current.absences()) {
                printer.printRecord(with(version, cells(absence, names)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static Stream<Object> cells(WeeklyDuty duty, NamesOf names) {
        return Stream.of(
                "weekly",
                duty.consultant(),
                Csv.guarded(names.of(duty.consultant())),
                RosterEditCodec.spelt(duty.coverage()),
                duty.span().day().name().toLowerCase(Locale.ROOT),
                duty.span().start(),
                duty.span().end(),
                duty.from(),
                duty.until().map(LocalDate::toString).orElse(""),
                duty.everyWeeks());
    }

    private static Stream<Object> cells(Cover cover, NamesOf names) {
        return dated("cover", cover.consultant(), RosterEditCodec.spelt(cover.coverage()), cover.span(), names);
    }

    private static Stream<Object> cells(Absence absence, NamesOf names) {
        return dated("absence", absence.consultant(), "", absence.span(), names);
    }

    private static Stream<Object> dated(
            String kind, ConsultantId consultant, String scope, LocalSpan span, NamesOf names) {
        return Stream.of(
                kind, consultant, Csv.guarded(names.of(consultant)), scope, "", span.start(), span.end(), "", "", "");
    }

    private static Stream<Object> with(Optional<String> version, Stream<Object> cells) {
        return Stream.concat(cells, version.stream());
    }

    static Read read(byte[] bytes, RosterData roster, LocalDateTime now) {
        return read(CsvTable.read(bytes, Column.class, RosterCsv::missing), roster, now);
    }

    static Read read(String text, RosterData roster, LocalDateTime now) {
        return read(CsvTable.read(text, Column.class, RosterCsv::missing), roster, now);
    }

    private static Read read(CsvTable<Column> table, RosterData roster, LocalDateTime now) {
        var reader = new Reader(table, roster, now);
        reader.read();
        var wrong = table.wrong();
        return wrong.isEmpty()
                ? new Read(reader.edit(), reader.wanted(), table.size(), wrong, reader.version())
                : new Read(RosterEdit.NONE, RosterEdit.NONE, table.size(), wrong, Optional.empty());
    }

    /// Of number and name one is enough.
    private static Set<Column> missing(Set<Column> there) {
        var missing = EnumSet.complementOf(OPTIONAL);
        missing.removeAll(there);
        if (!there.contains(Column.CONSULTANT) && !there.contains(Column.NAME)) {
            missing.add(Column.CONSULTANT);
        }
        return missing;
    }

    private static List<DateTimeFormatter> formatters(String... patterns) {
        return Arrays.stream(patterns)
                .map(pattern ->
                        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }

    /// The duties that are not over, in an order that does not change with the roster's own.
    private record Entries(List<WeeklyDuty> weekly, List<Cover> covers, List<Absence> absences) {
        static Entries of(RosterData roster, LocalDateTime now) {
            return new Entries(
                    roster.weeklyDuties().stream()
                            .filter(duty -> !Entries.isOver(duty, now))
                            .sorted(Comparator.comparing(WeeklyDuty::consultant)
                                    .thenComparing(duty -> RosterEditCodec.spelt(duty.coverage()))
                                    .thenComparing(WeeklyDuty::from)
                                    .thenComparing(duty -> duty.span().day())
                                    .thenComparing(duty -> duty.span().start()))
                            .toList(),
                    roster.covers().stream()
                            .filter(cover -> !Entries.isOver(cover.span(), now))
                            .sorted(Comparator.comparing(
                                            (Cover cover) -> cover.span().start())
                                    .thenComparing(Cover::consultant))
                            .toList(),
                    roster.absences().stream()
                            .filter(absence -> !Entries.isOver(absence.span(), now))
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

        NamesOf(RosterData roster) {
            roster.consultants().forEach(consultant -> names.put(consultant.id(), consultant.name()));
        }

        String of(ConsultantId id) {
            return names.getOrDefault(id, "");
        }
    }

    /// An entry with the row that it came from.
    private record Numbered<T>(int row, T entry) {}

    /// Makes duties of the rows of one table.
    private static final class Reader {

        private final CsvTable<Column> table;
        private final RosterData roster;
        private final LocalDateTime now;
        private final List<Numbered<WeeklyDuty>> weekly = new ArrayList<>();
        private final List<Numbered<Cover>> covers = new ArrayList<>();
        private final List<Numbered<Absence>> absences = new ArrayList<>();
        private final Map<String, Integer> versions = new LinkedHashMap<>();

        Reader(CsvTable<Column> table, RosterData roster, LocalDateTime now) {
            this.table = table;
            this.roster = roster;
            this.now = now;
        }

        void read() {
            table.rows().forEach(cells -> row(new Row(cells)));
            checkOverlaps();
            checkWhoServes();
            checkTimes();
            checkVersions();
        }

        private void row(Row row) {
            if (!row.get(Column.VERSION).isEmpty()) {
                versions.putIfAbsent(row.get(Column.VERSION), row.number);
            }
            switch (row.word(Column.KIND)) {
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
                            absences.add(new Numbered<>(row.number, absence));
                        }
                    });
                default -> row.wrong(Column.KIND, "csv.kind");
            }
        }

        /// Two duties of somebody for the same may not overlap: the database would refuse them, and not say which.
        private void checkOverlaps() {
            removeDuplicates(weekly);
            removeDuplicates(covers);
            overlaps(weekly, WeeklyDuty::overlaps);
            overlaps(covers, Cover::overlaps);
        }

        /// Rows that were added by hand name none.
        Optional<String> version() {
            return versions.keySet().stream().findFirst();
        }

        /// Rows of tables that were downloaded at different times: what was entered between is in some of them only.
        private void checkVersions() {
            versions.values().stream().skip(1).forEach(row -> note(row, Optional.of(Column.VERSION), "csv.versions"));
        }

        /// Who has left has what was theirs, and nothing new.
        private void checkWhoServes() {
            notOfWhoHasLeft(weekly, roster.weeklyDuties(), WeeklyDuty::consultant);
            notOfWhoHasLeft(covers, roster.covers(), Cover::consultant);
        }

        private <T> void removeDuplicates(List<Numbered<T>> entries) {
            var seen = new HashSet<T>();
            entries.removeIf(each -> {
                var again = !seen.add(each.entry());
                if (again) {
                    note(each.row(), Optional.empty(), "csv.twice");
                }
                return again;
            });
        }

        /// A dated time that the clocks leave out in spring is a mistake, unless the roster has it already.
        private void checkTimes() {
            existing(covers, roster.covers(), Cover::span);
            existing(absences, roster.absences(), Absence::span);
        }

        private <T> void existing(List<Numbered<T>> entries, List<T> known, Function<T, LocalSpan> span) {
            entries.stream().filter(each -> !known.contains(each.entry())).forEach(each -> {
                existing(each.row(), Column.START, span.apply(each.entry()).start());
                existing(each.row(), Column.END, span.apply(each.entry()).end());
            });
        }

        private void existing(int row, Column column, LocalDateTime time) {
            var change = Roster.ZONE.getRules().getTransition(time);
            if (change != null && change.isGap()) {
                note(
                        row,
                        Optional.of(column),
                        "csv.no-such-time",
                        time.toLocalDate() + " " + time.toLocalTime(),
                        change.getDateTimeAfter().toLocalTime().toString());
            }
        }

        private <T> void notOfWhoHasLeft(List<Numbered<T>> entries, List<T> known, Function<T, ConsultantId> whose) {
            entries.stream()
                    .filter(each -> !known.contains(each.entry()))
                    .forEach(each -> roster.consultants().stream()
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

        RosterEdit edit() {
            return wanted().fromNowOn(roster, now.truncatedTo(ChronoUnit.MINUTES));
        }

        RosterEdit wanted() {
            var current = Entries.of(roster, now);
            return new RosterEdit(
                    part(current.weekly(), entries(weekly)),
                    part(current.covers(), entries(covers)),
                    part(current.absences(), entries(absences)));
        }

        private static <T> List<T> entries(List<Numbered<T>> rows) {
            return rows.stream().map(Numbered::entry).toList();
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
            table.note(row, column, remedy, arguments);
        }

        private final class Row {

            private final CsvTable<Column>.Row cells;
            private final int number;

            Row(CsvTable<Column>.Row cells) {
                this.cells = cells;
                number = cells.number();
            }

            String get(Column column) {
                return cells.get(column);
            }

            String word(Column column) {
                return cells.word(column);
            }

            void wrong(Column column, String remedy, Object... arguments) {
                cells.wrong(column, remedy, arguments);
            }

            Optional<WeeklyDuty> weekly() {
                var consultant = consultant();
                var coverage = coverage();
                var day = day();
                var start = minute(Column.START, TIMES, LocalTime::from, "csv.time");
                var end = get(Column.END).matches("24:00(:00)?")
                        ? Optional.of(LocalTime.MIDNIGHT)
                        : minute(Column.END, TIMES, LocalTime::from, "csv.time");
                var from = one(Column.VALID_FROM, DATES, LocalDate::from, "csv.date");
                var until = get(Column.VALID_UNTIL).isEmpty()
                        ? Optional.<LocalDate>empty()
                        : one(Column.VALID_UNTIL, DATES, LocalDate::from, "csv.date");
                var everyWeeks = everyWeeks();
                if (from.isPresent() && until.isPresent() && !until.get().isAfter(from.get())) {
                    wrong(Column.VALID_UNTIL, "csv.until-after-from");
                    return Optional.empty();
                }
                if (consultant.isEmpty()
                        || coverage.isEmpty()
                        || day.isEmpty()
                        || start.isEmpty()
                        || end.isEmpty()
                        || from.isEmpty()
                        || everyWeeks.isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(new WeeklyDuty(
                        consultant.get(),
                        coverage.get(),
                        new WeeklySpan(day.get(), start.get(), end.get()),
                        from.get(),
                        until,
                        everyWeeks.get()));
            }

            private Optional<Integer> everyWeeks() {
                var typed = get(Column.EVERY_WEEKS);
                if (typed.isEmpty()) {
                    return Optional.of(1);
                }
                if (typed.length() > 1 || typed.charAt(0) < '1' || typed.charAt(0) > '0' + WeeklyDuty.MOST_WEEKS) {
                    wrong(Column.EVERY_WEEKS, "csv.every-weeks", WeeklyDuty.MOST_WEEKS);
                    return Optional.empty();
                }
                return Optional.of(typed.charAt(0) - '0');
            }

            Optional<Cover> cover() {
                var consultant = consultant();
                var coverage = coverage();
                nothingIn(Column.DAY, Column.VALID_FROM, Column.VALID_UNTIL, Column.EVERY_WEEKS);
                var span = span();
                return consultant.flatMap(
                        who -> coverage.flatMap(what -> span.map(when -> new Cover(who, what, when))));
            }

            Optional<Absence> absence() {
                var consultant = consultant();
                nothingIn(Column.COVERS, Column.DAY, Column.VALID_FROM, Column.VALID_UNTIL, Column.EVERY_WEEKS);
                var span = span();
                return consultant.flatMap(who -> span.map(when -> new Absence(who, when)));
            }

            private Optional<ConsultantId> consultant() {
                return get(Column.CONSULTANT).isEmpty() ? called(get(Column.NAME)) : numbered(get(Column.CONSULTANT));
            }

            private Optional<ConsultantId> numbered(String typed) {
                var found = roster.consultants().stream()
                        .filter(each -> each.id().toString().equals(typed))
                        .findFirst();
                if (found.isEmpty()) {
                    wrong(Column.CONSULTANT, "csv.consultant");
                }
                found.filter(each -> !get(Column.NAME).isEmpty() && !isCalled(each, get(Column.NAME)))
                        .ifPresent(
                                each -> wrong(Column.NAME, "csv.name", each.id().toString(), each.name()));
                return found.map(Consultant::id);
            }

            /// Who has that name, if one person does.
            private Optional<ConsultantId> called(String name) {
                var found = roster.consultants().stream()
                        .filter(each -> isCalled(each, name))
                        .map(Consultant::id)
                        .toList();
                if (name.isEmpty()) {
                    wrong(Column.CONSULTANT, "csv.consultant-missing");
                } else if (found.isEmpty()) {
                    wrong(Column.NAME, "csv.nobody-called", name);
                } else if (found.size() > 1) {
                    wrong(
                            Column.NAME,
                            "csv.several-called",
                            name,
                            found.stream().map(ConsultantId::toString).collect(Collectors.joining(", ")));
                }
                return found.size() == 1 && !name.isEmpty() ? Optional.of(found.getFirst()) : Optional.empty();
            }

            private static boolean isCalled(Consultant consultant, String name) {
                return TableText.cell(consultant.name()).equalsIgnoreCase(name);
            }

            private Optional<DutyScope> coverage() {
                var typed = word(Column.COVERS);
                var words = typed.split(" ", 2);
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
                                    roster.lines().stream()
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
                        roster.lines().stream()
                                .map(line -> line.id())
                                .filter((LineId each) -> each.value().equals(name))
                                .findFirst()
                                .map(DutyScope.OfLine::new);
                    default -> Optional.empty();
                };
            }

            /// In English or in Latvian.
            private Optional<DayOfWeek> day() {
                var typed = word(Column.DAY);
                var found = Arrays.stream(DayOfWeek.values())
                        .filter(day -> TableText.word(day.name()).equals(typed)
                                || TableText.word(day.getDisplayName(TextStyle.FULL_STANDALONE, LATVIAN))
                                        .equals(typed))
                        .findFirst();
                if (found.isEmpty()) {
                    wrong(Column.DAY, "csv.day");
                }
                return found;
            }

            private Optional<LocalSpan> span() {
                var start = dated(Column.START);
                var end = dated(Column.END);
                if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
                    wrong(Column.END, "csv.end-after-start");
                    return Optional.empty();
                }
                return start.flatMap(begin -> end.map(stop -> new LocalSpan(begin, stop)));
            }

            private Optional<LocalDateTime> dated(Column column) {
                var endOfDay = END_OF_DAY.matcher(get(column));
                return endOfDay.matches()
                        ? one(column, endOfDay.group(1) + "0:00", MINUTES, LocalDateTime::from, "csv.minute")
                                .map(midnight -> midnight.plusDays(1))
                        : minute(column, MINUTES, LocalDateTime::from, "csv.minute");
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
                return one(column, get(column), formatters, query, remedy);
            }

            private <T> Optional<T> one(
                    Column column,
                    String typed,
                    List<DateTimeFormatter> formatters,
                    TemporalQuery<T> query,
                    String remedy) {
                for (var formatter : formatters) {
                    try {
                        return Optional.of(formatter.parse(typed, query));
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
