package lv.helpline.lines.web;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.lines.Places;
import lv.helpline.lines.Places.Audience;
import lv.helpline.lines.Places.Changed;
import lv.helpline.lines.Places.Dated;
import lv.helpline.lines.Places.Entry;
import lv.helpline.lines.Places.Kind;
import lv.helpline.lines.Places.Phone;
import lv.helpline.lines.Places.Place;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.web.Csv;
import lv.helpline.shared.web.CsvTable;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.SpokenText;
import lv.helpline.shared.web.TableText;
import lv.helpline.shared.web.WrongCells;

/// Places as a table that a spreadsheet opens: one row a place. A row with an `id` changes that place, one without
/// adds a place, unless there is one of that name at that address already. A place that has no row stays, so a list
/// of libraries from somewhere else is a whole table. What a table has no column for stays as it is.
final class PlaceCsv {

    private static final int MOST_OF_A_NAME = 80;
    private static final int MOST_OF_AN_ADDRESS = 120;
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /// A Monday, to lay a week's hours out from.
    private static final LocalDate MONDAY = LocalDate.EPOCH.with(DayOfWeek.MONDAY);

    private static final List<DateTimeFormatter> DATES = Stream.of("uuuu-MM-dd", "d.M.uuuu[.]")
            .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT))
            .toList();

    private static final Set<Column> NEEDED = EnumSet.of(Column.REGION, Column.ADDRESS);

    private PlaceCsv() {}

    enum Column {
        ID,
        KIND,
        PARTNER,
        REGION,
        ADDRESS,
        PHONE,
        /// Who may see it; nothing for consultants only.
        PHONE_FOR,
        LANGUAGES,
        MONDAY,
        TUESDAY,
        WEDNESDAY,
        THURSDAY,
        FRIDAY,
        SATURDAY,
        SUNDAY,
        /// Who may see the place; nothing for what is usual for its kind.
        SHOWN_TO,
        /// Nothing for today.
        CHECKED_ON,
        /// `yes` takes the place away.
        REMOVE;

        static Column of(DayOfWeek day) {
            return valueOf(day.name());
        }
    }

    /// What was read: either what the table would change, or what is wrong with it.
    ///
    /// @param edit nothing when anything is wrong
    /// @param rows how many the table has
    record Read(Places.Edit edit, int rows, List<WrongCells> wrong) {

        boolean isGood() {
            return wrong.isEmpty();
        }

        /// The same for the same change, so that what was shown is what is done.
        String fingerprint() {
            return RandomTokens.digest(Stream.of(
                            edit.added().stream().map(place -> "+" + cells(0, place)),
                            edit.changed().stream()
                                    .map(each -> cells(each.read()) + "~"
                                            + cells(each.read().id(), each.to())),
                            edit.removed().stream().map(entry -> "-" + cells(entry)))
                    .flatMap(Function.identity())
                    .collect(joining("\n")));
        }

        /// Which of them everybody is to see.
        long shownToEverybody() {
            return Stream.concat(edit.added().stream(), edit.changed().stream().map(Changed::to))
                    .filter(each -> each.place().audience() == Audience.EVERYBODY)
                    .count();
        }
    }

    /// With the mark by which Excel knows UTF-8, and the semicolon that a Latvian one needs.
    static String forASpreadsheet(List<Entry> places) {
        return TableText.BYTE_ORDER_MARK + text(places, ';');
    }

    static String forTheApi(List<Entry> places) {
        return text(places, ',');
    }

    private static String text(List<Entry> places, char delimiter) {
        var text = new StringBuilder();
        try (var printer = CsvTable.format(delimiter).print(text)) {
            printer.printRecord(Arrays.stream(Column.values()).map(CsvTable::word));
            for (var entry : places) {
                printer.printRecord(cells(entry).values().stream().map(Csv::guarded));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    static Map<Column, String> cells(Entry entry) {
        return cells(entry.id(), new Dated(entry.place(), entry.checkedOn()));
    }

    /// In the order of the columns.
    static Map<Column, String> cells(int id, Dated dated) {
        var place = dated.place();
        var cells = new EnumMap<Column, String>(Column.class);
        cells.put(Column.ID, Integer.toString(id));
        cells.put(Column.KIND, place.kind().word());
        cells.put(Column.PARTNER, place.partner().orElse(""));
        cells.put(Column.REGION, place.region().name().toLowerCase(Locale.ROOT));
        cells.put(Column.ADDRESS, place.address());
        cells.put(Column.PHONE, place.phone().map(Phone::number).orElse(""));
        cells.put(
                Column.PHONE_FOR,
                place.phone().map(phone -> phone.audience().word()).orElse(""));
        cells.put(
                Column.LANGUAGES, place.languages().stream().map(Language::code).collect(joining(" ")));
        for (var day : DayOfWeek.values()) {
            cells.put(Column.of(day), HoursText.of(day, place.hours()));
        }
        cells.put(Column.SHOWN_TO, place.audience().word());
        cells.put(Column.CHECKED_ON, dated.checkedOn().toString());
        cells.put(Column.REMOVE, "");
        return cells;
    }

    static Read read(byte[] bytes, List<Entry> places, LocalDate today) {
        return read(CsvTable.read(bytes, Column.class, PlaceCsv::missing), places, today);
    }

    static Read read(String text, List<Entry> places, LocalDate today) {
        return read(CsvTable.read(text, Column.class, PlaceCsv::missing), places, today);
    }

    private static Set<Column> missing(Set<Column> there) {
        var missing = EnumSet.copyOf(NEEDED);
        missing.removeAll(there);
        return missing;
    }

    private static Read read(CsvTable<Column> table, List<Entry> places, LocalDate today) {
        var reader = new Reader(table, places, today);
        table.rows().forEach(reader::row);
        var wrong = table.wrong();
        return new Read(
                wrong.isEmpty()
                        ? new Places.Edit(reader.added, reader.changed, reader.removed)
                        : new Places.Edit(List.of(), List.of(), List.of()),
                table.size(),
                wrong);
    }

    /// By what a place is known that has no number yet.
    private static String key(Optional<String> partner, String address) {
        return TableText.word(partner.orElse("")) + "|" + TableText.word(address);
    }

    /// Makes places of the rows of one table.
    private static final class Reader {

        private final CsvTable<Column> table;
        private final Map<String, Entry> byId;
        private final Map<String, Entry> byName;
        private final LocalDate today;
        private final Map<String, Integer> rows = new HashMap<>();
        private final List<Dated> added = new ArrayList<>();
        private final List<Changed> changed = new ArrayList<>();
        private final List<Entry> removed = new ArrayList<>();

        Reader(CsvTable<Column> table, List<Entry> places, LocalDate today) {
            this.table = table;
            byId = places.stream().collect(toMap(entry -> Integer.toString(entry.id()), entry -> entry));
            byName = places.stream()
                    .collect(toMap(
                            entry -> key(entry.place().partner(), entry.place().address()),
                            entry -> entry,
                            (first, _) -> first));
            this.today = today;
        }

        void row(CsvTable<Column>.Row row) {
            var known = known(row);
            if (!row.get(Column.ID).isEmpty() && known.isEmpty()) {
                row.wrong(Column.ID, "places-csv.id");
                return;
            }
            var earlier = rows.putIfAbsent(
                    known.map(entry -> "id " + entry.id())
                            .orElseGet(() -> key(Optional.of(row.get(Column.PARTNER)), row.get(Column.ADDRESS))),
                    row.number());
            if (earlier != null) {
                row.wrong(Column.ADDRESS, "places-csv.twice", earlier);
                return;
            }
            if (isRemoved(row)) {
                known.ifPresentOrElse(removed::add, () -> row.wrong(Column.ID, "places-csv.remove-needs-id"));
                return;
            }
            var place = place(row, known.map(Entry::place));
            var checkedOn = checkedOn(row, known, place);
            if (place.isEmpty() || checkedOn.isEmpty()) {
                return;
            }
            var dated = new Dated(place.get(), checkedOn.get());
            if (known.isEmpty()) {
                added.add(dated);
            } else if (!dated.equals(new Dated(known.get().place(), known.get().checkedOn()))) {
                changed.add(new Changed(known.get(), dated));
            }
        }

        private Optional<Entry> known(CsvTable<Column>.Row row) {
            return row.get(Column.ID).isEmpty()
                    ? Optional.ofNullable(
                            byName.get(key(Optional.of(row.get(Column.PARTNER)), row.get(Column.ADDRESS))))
                    : Optional.ofNullable(byId.get(row.get(Column.ID)));
        }

        private static boolean isRemoved(CsvTable<Column>.Row row) {
            return switch (row.word(Column.REMOVE)) {
                case "" -> false;
                case "yes" -> true;
                default -> {
                    row.wrong(Column.REMOVE, "places-csv.remove");
                    yield false;
                }
            };
        }

        private Optional<Place> place(CsvTable<Column>.Row row, Optional<Place> known) {
            var kind = kind(row, known);
            var region = region(row);
            var partner = name(row, Column.PARTNER, MOST_OF_A_NAME, known.flatMap(Place::partner));
            var address = name(row, Column.ADDRESS, MOST_OF_AN_ADDRESS, Optional.empty());
            var phone = phone(row, known.flatMap(Place::phone));
            var languages = languages(row, known.map(Place::languages).orElse(List.of()));
            var hours = hours(row, known.map(Place::hours).orElse(List.of()));
            var audience = audience(row, Column.SHOWN_TO);
            if (address.isPresent() && address.get().isEmpty()) {
                row.wrong(Column.ADDRESS, "places-csv.address");
                return Optional.empty();
            }
            if (kind.isEmpty()
                    || region.isEmpty()
                    || partner.isEmpty()
                    || address.isEmpty()
                    || phone.isEmpty()
                    || languages.isEmpty()
                    || hours.isEmpty()
                    || audience.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Place(
                    kind.get(),
                    region.get(),
                    partner.filter(each -> !each.isEmpty()),
                    address.get(),
                    phone.get(),
                    languages.get(),
                    hours.get(),
                    audience.get()
                            .or(() -> known.filter(_ -> !table.has(Column.SHOWN_TO))
                                    .map(Place::audience))
                            .orElse(kind.get().usualAudience())));
        }

        private Optional<Kind> kind(CsvTable<Column>.Row row, Optional<Place> known) {
            if (row.get(Column.KIND).isEmpty()) {
                return Optional.of(known.map(Place::kind).orElse(Kind.OTHER));
            }
            var found = Stream.of(Kind.values())
                    .filter(kind -> kind.word().equals(row.word(Column.KIND).replace(' ', '-')))
                    .findFirst();
            if (found.isEmpty()) {
                row.wrong(Column.KIND, "places-csv.kind");
            }
            return found;
        }

        private static Optional<Region> region(CsvTable<Column>.Row row) {
            var found = Stream.of(Region.values())
                    .filter(region -> region.name().toLowerCase(Locale.ROOT).equals(row.word(Column.REGION)))
                    .findFirst();
            if (found.isEmpty()) {
                row.wrong(Column.REGION, "places-csv.region");
            }
            return found;
        }

        /// Empty for what makes no sense; an empty text for none.
        private Optional<String> name(CsvTable<Column>.Row row, Column column, int most, Optional<String> known) {
            if (!table.has(column)) {
                return Optional.of(known.orElse(""));
            }
            var typed = DisplayName.cleaned(row.get(column));
            if (typed.length() > most) {
                row.wrong(column, "places-csv.too-long", most);
                return Optional.empty();
            }
            return Optional.of(typed);
        }

        /// The outer one is empty for what makes no sense.
        private Optional<Optional<Phone>> phone(CsvTable<Column>.Row row, Optional<Phone> known) {
            var audience = audience(row, Column.PHONE_FOR);
            if (audience.isEmpty()) {
                return Optional.empty();
            }
            if (!table.has(Column.PHONE)) {
                return Optional.of(known);
            }
            var number = row.get(Column.PHONE).replaceAll("[\\s-]", "").replaceFirst("^\\+371", "");
            if (number.isEmpty()) {
                return Optional.of(Optional.empty());
            }
            if (!number.matches("[0-9]{3,8}")) {
                row.wrong(Column.PHONE, "places-csv.phone");
                return Optional.empty();
            }
            return Optional.of(Optional.of(new Phone(
                    number,
                    audience.get()
                            .or(() -> known.filter(_ -> !table.has(Column.PHONE_FOR))
                                    .map(Phone::audience))
                            .orElse(Audience.CONSULTANTS))));
        }

        /// The outer one is empty for what makes no sense.
        private static Optional<Optional<Audience>> audience(CsvTable<Column>.Row row, Column column) {
            var typed = row.word(column);
            var found = Stream.of(Audience.values())
                    .filter(audience -> audience.word().equals(typed))
                    .findFirst();
            if (found.isEmpty() && !typed.isEmpty()) {
                row.wrong(column, "places-csv.audience");
                return Optional.empty();
            }
            return Optional.of(found);
        }

        private Optional<List<Language>> languages(CsvTable<Column>.Row row, List<Language> known) {
            if (!table.has(Column.LANGUAGES)) {
                return Optional.of(known);
            }
            var read = SpokenText.parse(row.get(Column.LANGUAGES));
            if (!read.unknown().isEmpty()) {
                row.wrong(Column.LANGUAGES, "people.no-languages", String.join(", ", read.unknown()));
                return Optional.empty();
            }
            return Optional.of(read.languages());
        }

        private Optional<List<WeeklySpan>> hours(CsvTable<Column>.Row row, List<WeeklySpan> known) {
            var hours = new ArrayList<WeeklySpan>();
            var taken = new BitSet();
            var isRead = true;
            for (var day : DayOfWeek.values()) {
                var column = Column.of(day);
                var spans = table.has(column)
                        ? HoursText.parse(day, row.get(column))
                        : Optional.of(
                                known.stream().filter(span -> span.day() == day).toList());
                if (spans.isEmpty()) {
                    row.wrong(column, "places-csv.hours");
                } else if (!spans.get().stream().allMatch(span -> isFree(span, taken))) {
                    row.wrong(column, "constraint.place_hours_do_not_overlap");
                    isRead = false;
                }
                isRead &= spans.isPresent();
                hours.addAll(spans.orElse(List.of()));
            }
            return isRead ? Optional.of(hours) : Optional.empty();
        }

        /// Marks its minutes of the week as taken.
        private static boolean isFree(WeeklySpan span, BitSet taken) {
            var week = 7 * MINUTES_OF_A_DAY;
            var on = span.on(MONDAY.plusDays(span.day().getValue() - 1L));
            var first = (span.day().getValue() - 1) * MINUTES_OF_A_DAY
                    + span.start().toSecondOfDay() / 60;
            var minutes = (int) Duration.between(on.start(), on.end()).toMinutes();
            for (var minute = first; minute < first + minutes; minute++) {
                if (taken.get(minute % week)) {
                    return false;
                }
                taken.set(minute % week);
            }
            return true;
        }

        /// What is as it was has been checked when it was.
        private Optional<LocalDate> checkedOn(CsvTable<Column>.Row row, Optional<Entry> known, Optional<Place> place) {
            var typed = row.get(Column.CHECKED_ON);
            if (typed.isEmpty()) {
                return Optional.of(known.filter(entry -> place.equals(Optional.of(entry.place())))
                        .map(Entry::checkedOn)
                        .orElse(today));
            }
            var found = DATES.stream()
                    .flatMap(format -> date(typed, format).stream())
                    .filter(date -> !date.isAfter(today)
                            || known.filter(entry -> entry.checkedOn().equals(date))
                                    .isPresent())
                    .findFirst();
            if (found.isEmpty()) {
                row.wrong(Column.CHECKED_ON, "places-csv.checked-on");
            }
            return found;
        }

        private static Optional<LocalDate> date(String typed, DateTimeFormatter format) {
            try {
                return Optional.of(LocalDate.parse(typed, format));
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        }
    }
}
