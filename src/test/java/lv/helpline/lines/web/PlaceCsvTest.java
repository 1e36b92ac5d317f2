package lv.helpline.lines.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.lines.Places.Audience;
import lv.helpline.lines.Places.Entry;
import lv.helpline.lines.Places.Kind;
import lv.helpline.lines.Places.Phone;
import lv.helpline.lines.Places.Place;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import lv.helpline.roster.WeeklySpan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceCsvTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private static final Entry OFFICE = new Entry(
            1,
            new Place(
                    Kind.OTHER,
                    Region.RIGA,
                    Optional.empty(),
                    "=Lāčplēša iela 75, Rīga",
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Audience.EVERYBODY),
            LocalDate.parse("2026-05-01"));

    private static final Entry SHELTER = new Entry(
            2,
            new Place(
                    Kind.SHELTER,
                    Region.LATGALE,
                    Optional.of("Patversme; \"Māja\""),
                    "Slepenā iela 1, Rēzekne",
                    Optional.of(new Phone("64600000", Audience.CONSULTANTS)),
                    List.of(Language.LATVIAN, Language.RUSSIAN),
                    List.of(
                            new WeeklySpan(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(12, 30)),
                            new WeeklySpan(DayOfWeek.MONDAY, LocalTime.of(13, 0), LocalTime.of(17, 0)),
                            new WeeklySpan(DayOfWeek.SUNDAY, LocalTime.of(22, 0), LocalTime.of(6, 0))),
                    Audience.CONSULTANTS),
            LocalDate.parse("2026-06-01"));

    private static final List<Entry> PLACES = List.of(OFFICE, SHELTER);

    @Test
    void what_was_downloaded_changes_nothing() {
        for (var table : List.of(PlaceCsv.forASpreadsheet(PLACES), PlaceCsv.forTheApi(PLACES))) {
            var read = PlaceCsv.read(table.getBytes(UTF_8), PLACES, TODAY);
            assertThat(read.wrong()).isEmpty();
            assertThat(read.rows()).isEqualTo(2);
            assertThat(read.edit().size()).isZero();
        }
        assertThat(PlaceCsv.forTheApi(PLACES)).as("no formula").contains("'=Lāčplēša");
    }

    @Test
    void what_was_downloaded_makes_the_same_places_elsewhere() {
        var table = PlaceCsv.forTheApi(PLACES).replace("\n1,", "\n,").replace("\n2,", "\n,");
        var added = PlaceCsv.read(table, List.of(), TODAY).edit().added();
        assertThat(added).extracting(dated -> dated.place()).containsExactly(OFFICE.place(), SHELTER.place());
        assertThat(added)
                .extracting(dated -> dated.checkedOn())
                .containsExactly(OFFICE.checkedOn(), SHELTER.checkedOn());
    }

    /// A list from somewhere else: what it has no column for stays, and so does what it has no row for.
    @Test
    void a_row_without_an_id_is_the_place_of_that_name_at_that_address() {
        var read = PlaceCsv.read("""
            partner;region;address;phone
            "patversme; ""maja\"\"";latgale;slepena iela 1,  rezekne;64611111
            """, PLACES, TODAY);
        assertThat(read.wrong()).isEmpty();
        assertThat(read.edit().added()).isEmpty();
        assertThat(read.edit().changed()).singleElement().satisfies(change -> {
            assertThat(change.read()).isEqualTo(SHELTER);
            assertThat(change.to().checkedOn()).isEqualTo(TODAY);
            var to = change.to().place();
            assertThat(to.phone()).contains(new Phone("64611111", Audience.CONSULTANTS));
            assertThat(to.hours()).isEqualTo(SHELTER.place().hours());
            assertThat(to.audience()).isEqualTo(Audience.CONSULTANTS);
        });
    }

    @Test
    void a_shelter_is_for_consultants_only_unless_its_row_says_otherwise() {
        var read = PlaceCsv.read("""
            kind,region,address,phone,phone_for,shown_to,checked_on
            shelter,riga,Iela 1,,,,
            shelter,riga,Iela 2,,,everybody,
            library,Rīga,Iela 3,+371 67 000 000,,,23.11.2026
            crisis centre,riga,Iela 4,116006,everybody,consultants,
            """, PLACES, TODAY);
        assertThat(read.wrong()).isEmpty();
        assertThat(read.edit().added())
                .extracting(dated -> dated.place().audience())
                .containsExactly(Audience.CONSULTANTS, Audience.EVERYBODY, Audience.EVERYBODY, Audience.CONSULTANTS);
        assertThat(read.shownToEverybody()).isEqualTo(2);
        assertThat(read.edit().added().get(2)).satisfies(library -> {
            assertThat(library.place().phone()).contains(new Phone("67000000", Audience.CONSULTANTS));
            assertThat(library.checkedOn()).isEqualTo(LocalDate.parse("2026-11-23"));
        });
        assertThat(read.edit().added().get(3).place().phone()).contains(new Phone("116006", Audience.EVERYBODY));
    }

    @Test
    void a_place_is_taken_away_by_its_id() {
        var read = PlaceCsv.read("id,region,address,remove\n2,latgale,Slepenā iela 1,yes\n", PLACES, TODAY);
        assertThat(read.edit().removed()).containsExactly(SHELTER);
        assertThat(read.fingerprint())
                .isNotEqualTo(PlaceCsv.read("id,region,address,remove\n1,riga,Iela,yes\n", PLACES, TODAY)
                        .fingerprint());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        kind       | hotel         | places-csv.kind
        region     | estonia       | places-csv.region
        region     | ''            | places-csv.region
        address    | ''            | places-csv.address
        partner    | LONG          | places-csv.too-long
        address    | LONG          | places-csv.too-long
        phone      | 12            | places-csv.phone
        phone      | +371123       | -
        phone      | 0037167000000 | places-csv.phone
        phone_for  | nobody        | places-csv.audience
        shown_to   | public        | places-csv.audience
        languages  | lv elvish     | people.no-languages
        languages  | ''            | -
        monday     | sometimes     | places-csv.hours
        monday     | '9-12,11-13'  | constraint.place_hours_do_not_overlap
        sunday     | '20-10'       | constraint.place_hours_do_not_overlap
        checked_on | 2026-11-25    | places-csv.checked-on
        checked_on | 31.2.2026     | places-csv.checked-on
        id         | 7             | places-csv.id
        remove     | maybe         | places-csv.remove
        remove     | yes           | places-csv.remove-needs-id
        """)
    void what_makes_no_sense_is_named_by_its_row_and_column(String column, String cell, @Nullable String remedy) {
        var cells = new LinkedHashMap<>(Map.of("region", "riga", "address", "Iela 1", "monday", "9-17"));
        cells.put(column, cell.replace("LONG", "x".repeat(121)));
        var table = String.join(";", cells.keySet()) + "\n" + String.join(";", cells.values()) + "\n";
        var read = PlaceCsv.read(table, PLACES, TODAY);
        if (remedy == null) {
            assertThat(read.wrong()).isEmpty();
            return;
        }
        assertThat(read.edit().size()).isZero();
        assertThat(read.wrong()).singleElement().satisfies(wrong -> {
            assertThat(wrong.place()).isEqualTo("2");
            assertThat(wrong.remedy()).isEqualTo(remedy);
            assertThat(wrong.column()).contains(remedy.equals("places-csv.remove-needs-id") ? "id" : column);
        });
    }

    @Test
    void one_place_is_in_one_row() {
        var twice = PlaceCsv.read("id,region,address\n2,latgale,Iela 1\n2,latgale,Iela 2\n", PLACES, TODAY);
        assertThat(twice.wrong())
                .singleElement()
                .satisfies(wrong -> assertThat(wrong.rows()).containsExactly(3));
        assertThat(PlaceCsv.read("region,address\nriga,Iela 1\nriga,IELA  1\n", PLACES, TODAY)
                        .wrong())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:59, false",
        "2026-11-23T09:00, true",
        "2026-11-23T12:30, false",
        "2026-11-22T23:00, true",
        "2026-11-23T05:59, true",
        "2026-11-23T06:00, false"
    })
    void a_place_is_open_in_its_hours_and_beyond_midnight(LocalDateTime at, boolean open) {
        assertThat(SHELTER.place().isOpenAt(at)).isEqualTo(open);
    }
}
