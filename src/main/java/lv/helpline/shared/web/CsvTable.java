package lv.helpline.shared.web;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/// A table that somebody has made in a spreadsheet. Each cell that makes no sense is noted under its cause, and the
/// reading goes on.
///
/// @param <C> its columns, whose names in small letters are the headings
public final class CsvTable<C extends Enum<C>> {

    /// Rows of a table at most.
    public static final int ROWS = 10_000;

    private final Class<C> type;
    private final UnaryOperator<Set<C>> missing;
    private final Map<Cause, List<Integer>> causes = new LinkedHashMap<>();
    private final Map<C, Integer> places;
    private final List<Row> rows = new ArrayList<>();
    private int columns;
    private int size;

    /// A cause for which cells make no sense.
    private record Cause(Optional<String> column, String remedy, List<Object> arguments) {}

    private CsvTable(Class<C> type, UnaryOperator<Set<C>> missing) {
        this.type = type;
        this.missing = missing;
        places = new EnumMap<>(type);
    }

    /// @param missing which columns are still needed beside these
    public static <C extends Enum<C>> CsvTable<C> read(byte[] bytes, Class<C> type, UnaryOperator<Set<C>> missing) {
        if (TableText.isWorkbook(bytes)) {
            return new CsvTable<>(type, missing).refused(1, "csv.workbook");
        }
        return TableText.decoded(bytes)
                .map(text -> read(text, type, missing))
                .orElseGet(() -> new CsvTable<>(type, missing).refused(1, "csv.not-utf-8"));
    }

    public static <C extends Enum<C>> CsvTable<C> read(String text, Class<C> type, UnaryOperator<Set<C>> missing) {
        return new CsvTable<>(type, missing).read(TableText.of(text));
    }

    private CsvTable<C> read(TableText text) {
        if (text.isBinary()) {
            return refused(1, "csv.no-table");
        }
        List<CSVRecord> records = new ArrayList<>();
        try (var parser = CSVParser.parse(new StringReader(text.text()), format(text.delimiter()))) {
            for (var each : parser) {
                records.add(each);
            }
        } catch (IOException | UncheckedIOException unbalanced) {
            return refused(records.size() + 1, "csv.quotes");
        }
        if (records.isEmpty()) {
            return refused(1, "csv.empty");
        }
        if (records.size() > ROWS) {
            return refused(ROWS + 1, "csv.too-many-rows", ROWS);
        }
        if (heading(records.getFirst())) {
            records.stream().skip(1).forEach(this::row);
        }
        return this;
    }

    public static CSVFormat format(char delimiter) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
                .get();
    }

    /// A column's heading.
    public static String word(Enum<?> column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    private CsvTable<C> refused(int row, String remedy, Object... arguments) {
        note(row, Optional.empty(), remedy, arguments);
        return this;
    }

    private boolean heading(CSVRecord heading) {
        var known = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(CsvTable::word, each -> each, (one, _) -> one, LinkedHashMap::new));
        var unknown = new ArrayList<String>();
        for (var place = 0; place < heading.size(); place++) {
            var word = TableText.word(heading.get(place));
            var column = known.get(word);
            if (column == null) {
                Stream.of(TableText.cell(heading.get(place)))
                        .filter(cell -> !cell.isEmpty())
                        .forEach(unknown::add);
            } else if (places.put(column, place) != null) {
                note(1, Optional.empty(), "csv.column-twice", word);
            }
        }
        columns = heading.size();
        if (places.isEmpty()) {
            var words = List.of(String.join(" ", unknown).split("[^a-z_]+"));
            var named = known.entrySet().stream()
                    .filter(each -> words.contains(each.getKey()))
                    .map(Map.Entry::getValue)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
            note(1, Optional.empty(), missing.apply(named).isEmpty() ? "csv.separator" : "csv.no-heading");
            return false;
        }
        noteColumns(
                unknown,
                missing.apply(places.keySet()).stream().map(CsvTable::word).toList(),
                known.keySet());
        return causes.isEmpty();
    }

    private void noteColumns(List<String> unknown, List<String> needed, Set<String> known) {
        if (!unknown.isEmpty() && !needed.isEmpty()) {
            note(1, Optional.empty(), "csv.columns", String.join(", ", unknown), String.join(", ", needed));
        } else if (!unknown.isEmpty()) {
            note(1, Optional.empty(), "csv.unknown-column", String.join(", ", unknown), String.join(", ", known));
        } else if (!needed.isEmpty()) {
            note(1, Optional.empty(), "csv.missing-column", String.join(", ", needed));
        }
    }

    private void row(CSVRecord cells) {
        var row = new Row(cells);
        if (row.isBlank()) {
            return;
        }
        size++;
        if (row.hasAnotherSeparator()) {
            note(row.number(), Optional.empty(), "csv.separator");
        } else if (row.hasMoreCellsThanTheHeading()) {
            note(row.number(), Optional.empty(), "csv.too-many-cells");
        } else {
            rows.add(row);
        }
    }

    /// How many rows it has, the heading and blank ones aside.
    public int size() {
        return size;
    }

    /// Those of them that can be read; none under a heading that makes no sense.
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    public boolean has(C column) {
        return places.containsKey(column);
    }

    public void note(int row, Optional<C> column, String remedy, Object... arguments) {
        causes.computeIfAbsent(
                        new Cause(column.map(CsvTable::word), remedy, List.of(arguments)), _ -> new ArrayList<>())
                .add(row);
    }

    public List<WrongCells> wrong() {
        return causes.entrySet().stream()
                .map(each -> new WrongCells(
                        each.getValue().stream().distinct().sorted().toList(),
                        each.getKey().column(),
                        each.getKey().remedy(),
                        each.getKey().arguments()))
                .sorted(Comparator.comparingInt(WrongCells::row))
                .toList();
    }

    /// A row below the heading.
    public final class Row {

        private final CSVRecord cells;

        private Row(CSVRecord cells) {
            this.cells = cells;
        }

        /// As a spreadsheet counts them.
        public int number() {
            return Math.toIntExact(cells.getRecordNumber());
        }

        /// Nothing of a column that is not there.
        public String get(C column) {
            var place = places.get(column);
            return place == null || place >= cells.size() ? "" : TableText.cell(Csv.unguarded(cells.get(place)));
        }

        /// Without capitals and diacritics.
        public String word(C column) {
            return TableText.word(get(column));
        }

        public void wrong(C column, String remedy, Object... arguments) {
            note(number(), Optional.of(column), remedy, arguments);
        }

        private boolean isBlank() {
            return cells.stream().allMatch(cell -> TableText.cell(cell).isEmpty());
        }

        /// Whether it is one cell to the separator of the heading, and several to another.
        private boolean hasAnotherSeparator() {
            return cells.size() == 1 && columns > 1 && Stream.of(",", ";", "\t").anyMatch(cells.get(0)::contains);
        }

        private boolean hasMoreCellsThanTheHeading() {
            return cells.stream()
                    .skip(columns)
                    .anyMatch(cell -> !TableText.cell(cell).isEmpty());
        }
    }
}
