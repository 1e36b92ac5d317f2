package lv.helpline.planning.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.AnyRoster;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.web.Csv;
import lv.helpline.shared.web.CsvTable;
import lv.helpline.shared.web.WrongCells;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterCsvTest {

    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-24T10:00");
    private static final String HEADING = "kind,consultant,name,covers,day,start,end,valid_from,valid_until\r\n";

    private final RosterData roster = TwoPeople.of("Anna");

    /// Whatever is in the roster, its table changes nothing, for a spreadsheet and for a program.
    @Property(tries = 300)
    @Domain(AnyRoster.class)
    void a_table_that_is_read_again_changes_nothing(@ForAll AnyRoster.Question question) {
        var now = question.day().atTime(10, 0);
        for (var text :
                List.of(RosterCsv.forASpreadsheet(question.data(), now), RosterCsv.forTheApi(question.data(), now))) {
            var read = RosterCsv.read(text.getBytes(UTF_8), question.data(), now);
            Assume.that(read.wrong().stream()
                    .noneMatch(wrong -> Set.of("csv.overlaps", "csv.twice").contains(wrong.remedy())));
            assertThat(read.wrong()).isEmpty();
            assertThat(read.edit()).isEqualTo(RosterEdit.NONE);
        }
    }

    /// The table of another roster over the same lines and people makes this one like it, from now on: it changes
    /// nothing when it is read once more. No past minute changes.
    @Property(tries = 300)
    @Domain(AnyRoster.class)
    void a_table_makes_the_roster_what_it_says(@ForAll AnyRoster.Question one, @ForAll AnyRoster.Question other) {
        var now = other.day().atTime(10, 0);
        var before = one.data();
        var wanted = new RosterData(
                before.lines(),
                before.consultants(),
                other.data().weeklyDuties(),
                other.data().covers(),
                other.data().absences(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        var table = RosterCsv.forTheApi(wanted, now);
        var read = RosterCsv.read(table, before, now);
        Assume.that(read.isGood());
        Assume.that(
                RosterCsv.read(RosterCsv.forTheApi(before, now), before, now).isGood());
        var after = read.edit().appliedTo(before);
        assertThat(RosterCsv.read(table, after, now).edit()).isEqualTo(RosterEdit.NONE);

        var from = now.minusDays(9).atZone(Roster.ZONE).toInstant();
        var until = now.atZone(Roster.ZONE).toInstant();
        var was = new Roster(before, new LatvianHolidays());
        var is = new Roster(after, new LatvianHolidays());
        Stream.concat(was.changes(from, until).stream(), is.changes(from, until).stream())
                .distinct()
                .forEach(at -> assertThat(onDuty(is, at)).as("at %s", at).isEqualTo(onDuty(was, at)));
    }

    /// Whatever others have entered since a table was downloaded: it changes nothing if nothing was changed in it.
    @Property(tries = 300)
    @Domain(AnyRoster.class)
    void a_table_that_comes_back_as_it_was_takes_nothing_away_that_was_entered_meanwhile(
            @ForAll AnyRoster.Question one, @ForAll AnyRoster.Question other) {
        var now = other.day().atTime(10, 0);
        var downloaded = one.data();
        var data = new RosterData(
                downloaded.lines(),
                downloaded.consultants(),
                other.data().weeklyDuties(),
                other.data().covers(),
                other.data().absences(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        var table = RosterCsv.forTheApi(downloaded, now);
        var read = RosterCsv.read(RosterCsv.forASpreadsheet(downloaded, now).getBytes(UTF_8), data, now);
        // A table without rows does not say when it was downloaded.
        Assume.that(read.isGood() && read.version().isPresent());
        assertThat(read.version()).hasValue(RosterCsv.version(table));
        var since = read.since(table, data, now);
        assertThat(since.edit()).isEqualTo(RosterEdit.NONE);
        assertThat(since.lost()).isEqualTo(RosterEdit.NONE);
    }

    /// Anna reports an absence after the download; the spreadsheet gives Ilze one.
    @Test
    void only_what_was_changed_in_the_spreadsheet_is_changed() {
        var reported = absence(1, "2026-12-01T09:00", "2026-12-01T17:00");
        var mine = absence(2, "2026-12-02T09:00", "2026-12-02T17:00");
        var data = RosterEdit.ofAbsences(List.of(), List.of(reported)).appliedTo(roster);
        var base = RosterCsv.forTheApi(roster, NOW);
        var table = RosterCsv.forTheApi(
                RosterEdit.ofAbsences(List.of(), List.of(mine)).appliedTo(roster), NOW);
        var read = RosterCsv.read(table, data, NOW);
        assertThat(read.edit().absences().removed()).as("without the version").contains(reported);

        var since = read.since(base, data, NOW);
        assertThat(since.edit()).isEqualTo(RosterEdit.ofAbsences(List.of(), List.of(mine)));
        assertThat(since.meanwhile()).isEqualTo(RosterEdit.ofAbsences(List.of(), List.of(reported)));
    }

    /// Others have shortened the absence that the spreadsheet takes away: theirs stays, and is named.
    @Test
    void what_others_have_changed_is_not_taken_away() {
        var was = absence(1, "2026-12-01T09:00", "2026-12-01T17:00");
        var shorter = absence(1, "2026-12-01T09:00", "2026-12-01T12:00");
        var downloaded = RosterEdit.ofAbsences(List.of(), List.of(was)).appliedTo(roster);
        var data = RosterEdit.ofAbsences(List.of(was), List.of(shorter)).appliedTo(downloaded);
        var since = RosterCsv.read(RosterCsv.forTheApi(roster, NOW), data, NOW)
                .since(RosterCsv.forTheApi(downloaded, NOW), data, NOW);
        assertThat(since.edit()).isEqualTo(RosterEdit.NONE);
        assertThat(since.lost()).isEqualTo(RosterEdit.ofAbsences(List.of(was), List.of()));
    }

    @Test
    void rows_of_two_downloads_are_not_mixed() {
        var read = RosterCsv.read(
                HEADING.replace("\r\n", ",version\r\n")
                        + "absence,1,,,,2026-12-01T09:00,2026-12-01T17:00,,,0123456789abcdef\r\n"
                        + "absence,1,,,,2026-12-02T09:00,2026-12-02T17:00,,,\r\n"
                        + "absence,1,,,,2026-12-03T09:00,2026-12-03T17:00,,,fedcba9876543210\r\n",
                roster,
                NOW);
        assertThat(read.wrong())
                .extracting(WrongCells::place, WrongCells::remedy)
                .containsExactly(tuple("4", "csv.versions"));
    }

    private static Absence absence(int consultant, String start, String end) {
        return new Absence(
                new ConsultantId(consultant), new LocalSpan(LocalDateTime.parse(start), LocalDateTime.parse(end)));
    }

    private static List<List<Consultant>> onDuty(Roster roster, Instant at) {
        return roster.data().lines().stream()
                .map(line -> roster.onDuty(line, at))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+371",
                "-1",
                "@cmd",
                "\t=1",
                "'=1+1",
                "''=1",
                "'Anna",
                "Anna",
                "An;na",
                "\"Anna\"",
                "=HYPERLINK(\"http://evil.example\";\"x\")"
            })
    void a_name_that_a_spreadsheet_would_run_is_only_a_name_and_comes_back(String name) {
        var evil = TwoPeople.of(name);
        var table = RosterCsv.forASpreadsheet(evil, NOW);
        assertThat(table.lines().skip(1)).noneMatch(row -> row.matches(".*;\"?[=+@\\t-].*"));
        assertThat(Csv.unguarded(Csv.guarded(name))).isEqualTo(name);
        var read = RosterCsv.read(table, evil, NOW);
        assertThat(read.wrong()).isEmpty();
        assertThat(read.edit().isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        weekly,1,,region latgale,monday,9:00,17:00,2026-11-01,                     |
        weekly,1,,region latgale,Pirmdiena,9:00:00,17:00,01.11.2026,31.12.2026.    |
        weekly,1,Anna,line latgale,sunday,22:00,06:00,2026-11-01,2027-01-01        |
        weekly,1,,coordination,monday,00:00,00:00,2026-11-01,                      |
        cover,1,,region latgale,,24.11.2026 9:00,2026-11-24 17:00:00,,             |
        absence,1,,,,2026-11-24T09:00,2026-11-25T09:00,,                           |
        holiday,1,,,,,,,                                                           | kind csv.kind
        weekly,9,,region latgale,monday,9:00,17:00,2026-11-01,                     | consultant csv.consultant
        weekly,1,Ilze,region latgale,monday,9:00,17:00,2026-11-01,                 | name csv.name
        weekly,1,,latgale,monday,9:00,17:00,2026-11-01,                            | covers csv.covers
        weekly,1,,line nowhere,monday,9:00,17:00,2026-11-01,                       | covers csv.covers
        weekly,1,,region latgale,someday,9:00,17:00,2026-11-01,                    | day csv.day
        weekly,1,,region latgale,monday,9,17:00,2026-11-01,                        | start csv.time
        weekly,1,,region latgale,monday,9:00,17:00:30,2026-11-01,                  | end csv.time
        weekly,1,,region latgale,monday,9:00,17:00,,                               | valid_from csv.date
        weekly,1,,region latgale,monday,9:00,17:00,2026-02-30,                     | valid_from csv.date
        weekly,1,,region latgale,monday,9:00,17:00,2026-11-01,2026-11-01           | valid_until csv.until-after-from
        cover,1,,region latgale,,2026-11-24T09:00,2026-11-24T09:00,,               | end csv.end-after-start
        cover,1,,region latgale,monday,2026-11-24T09:00,2026-11-24T10:00,,         | day csv.leave-empty
        cover,1,,region latgale,,9:00,2026-11-24T10:00,,                           | start csv.minute
        absence,1,,region latgale,,2026-11-24T09:00,2026-11-24T10:00,,             | covers csv.leave-empty
        """)
    void names_the_cell_that_makes_no_sense(String row, String wrong) {
        var read = RosterCsv.read(HEADING + row + "\r\n", roster, NOW);
        if (wrong == null) {
            assertThat(read.wrong()).isEmpty();
            assertThat(read.rows()).isEqualTo(1);
        } else {
            assertThat(read.edit()).isEqualTo(RosterEdit.NONE);
            assertThat(read.wrong())
                    .singleElement()
                    .satisfies(each -> assertThat(each.column().orElseThrow() + " " + each.remedy())
                            .isEqualTo(wrong));
            assertThat(read.wrong().getFirst().rows().getFirst()).isEqualTo(2);
        }
    }

    @Test
    void names_all_that_is_wrong_at_once_by_the_rows_of_the_spreadsheet() {
        var read = RosterCsv.read(HEADING + "absence,9,,,,x,y,,\r\n,,,,,,,,\r\nholiday,1,,,,,,,\r\n", roster, NOW);
        assertThat(read.wrong())
                .extracting(
                        wrong -> wrong.rows().getFirst() + " " + wrong.column().orElseThrow())
                .containsExactly("2 consultant", "2 start", "2 end", "4 kind");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
        kind,consultant                                                      | csv.missing-column
        kind,consultant,covers,day,start,end,valid_from,valid_until,phone    | csv.unknown-column
        kind,kind,consultant,covers,day,start,end,valid_from,valid_until     | csv.column-twice
        """)
    void a_heading_says_what_the_columns_are(String heading, String remedy) {
        assertThat(RosterCsv.read(heading + "\r\n", roster, NOW).wrong())
                .extracting(WrongCells::remedy)
                .contains(remedy)
                .containsOnly(remedy);
    }

    /// What spreadsheets, word processors and people make of a table that says what it said before.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a first line that names the separator  | sep=;~HEADING~weekly;1;Anna;region latgale;monday;09:00;17:00;2020-01-01;~
        another separator, which is named      | sep=,~HEADING~weekly;1;Anna;region latgale;monday;09:00;17:00;2020-01-01;~
        an end of file of old programs         | HEADING~weekly;1;Anna;region latgale;monday;09:00;17:00;2020-01-01;~^Z
        no-break spaces                        | HEADING~weekly;1_;Anna;region_latgale;_monday;09:00_;17:00;2020-01-01;~
        two spaces and capitals                | HEADING~Weekly;1;ANNA;Region  Latgale;MONDAY;09:00;17:00;2020-01-01;~
        no number but a name                   | HEADING~weekly;;anna;region latgale;monday;09:00;17:00;2020-01-01;~
        blank rows                             | HEADING~;;;;;;;;~weekly;1;;region latgale;monday;09:00;17:00;2020-01-01;~~
        cells after the last column            | HEADING~weekly;1;Anna;region latgale;monday;09:00;17:00;2020-01-01;;;~
        """)
    void reads_a_table_as_people_and_programs_save_it(String how, String table) {
        var text = table.replace("HEADING", HEADING.strip().replace(',', ';'))
                .replace("~", "\r\n")
                .replace("_", "\u00a0")
                .replace("valid\u00a0", "valid_")
                .replace("^Z", "\u001a");
        var written = text.startsWith("sep=,") ? text.replace(';', ',') : text;
        for (var each : List.of(written, "\uFEFF" + written, written.replace("\r\n", "\n"))) {
            var read = RosterCsv.read(each, roster, NOW);
            assertThat(read.wrong()).as(how).isEmpty();
            assertThat(read.edit()).as(how).isEqualTo(RosterEdit.NONE);
            assertThat(read.rows()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"region Rīga", "region riga", "REGION RĪGA", "region Ri\u0304ga"})
    void a_region_may_be_written_as_it_is_called(String covers) {
        var read = RosterCsv.read(
                HEADING + "cover,2,," + covers + ",,2026-12-01T09:00,2026-12-01T24:00,,\r\n", roster, NOW);
        assertThat(read.wrong()).isEmpty();
        assertThat(read.edit().covers().added())
                .containsExactly(new Cover(
                        new ConsultantId(2),
                        new DutyScope.OfRegion(Region.RIGA),
                        new LocalSpan(
                                LocalDateTime.parse("2026-12-01T09:00"), LocalDateTime.parse("2026-12-02T00:00"))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        weekly,1,,coordination,tuesday,18:00,24:00,2026-12-01,       | 18:00 00:00
        weekly,1,,coordination,tuesday,00:00,24:00:00,2026-12-01,    | 00:00 00:00
        weekly,1,,coordination,tuesday,24:00,06:00,2026-12-01,       | csv.time
        weekly,1,,coordination,tuesday,18:00,24:30,2026-12-01,       | csv.time
        cover,1,,coordination,,1.12.2026 24:01,2026-12-03T24:00,,    | csv.minute
        cover,1,,coordination,,1.12.2026 24:00,2026-12-03T24:00,,    | 2026-12-02T00:00 2026-12-04T00:00
        """)
    void a_day_may_end_at_24(String row, String span) {
        var read = RosterCsv.read(RosterCsv.forTheApi(roster, NOW) + row + "\r\n", roster, NOW);
        if (span.startsWith("csv")) {
            assertThat(read.wrong()).extracting(WrongCells::remedy).containsExactly(span);
        } else if (row.startsWith("weekly")) {
            assertThat(read.edit().weeklyDuties().added())
                    .extracting(duty -> duty.span().start() + " " + duty.span().end())
                    .containsExactly(span);
        } else {
            assertThat(read.edit().covers().added())
                    .extracting(
                            cover -> cover.span().start() + " " + cover.span().end())
                    .containsExactly(span);
        }
    }

    /// Whoever picks the wrong file is told so, and what to do, in one sentence.
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
        PK^C^D^T^@^F^@                                                               | csv.workbook
        ^@^@^A^B                                                                     | csv.no-table
        weekly,1,Anna,region latgale,monday,09:00,17:00,2020-01-01,~                 | csv.no-heading
        <!DOCTYPE html>~<html>~                                                      | csv.no-heading
        kind+consultant+covers+day+start+end+valid_from+valid_until~weekly+1~        | csv.separator
        HEADING~weekly;1;;region latgale;monday~weekly;2;;region latgale;monday~     | csv.separator
        kind,consultant,covers,start~weekly,1,region latgale,9:00~                   | csv.missing-column
        HEADING,phone,mail~weekly,1,,region latgale,monday,9:00,17:00,2020-01-01,~   | csv.unknown-column
        kind,consultant,covers,days,start,ends,valid_from,valid_until~weekly,1~      | csv.columns
        """)
    void a_file_that_cannot_be_read_is_told_by_one_sentence(String file, String remedy) {
        var text = file.replace("HEADING", HEADING.strip())
                .replace("~", "\r\n")
                .replace("^@", "\0")
                .replace("^A", "\1")
                .replace("^B", "\2")
                .replace("^C", "\3")
                .replace("^D", "\4")
                .replace("^F", "\6")
                .replace("^T", "\24");
        assertThat(RosterCsv.read(text.getBytes(UTF_8), roster, NOW).wrong())
                .extracting(WrongCells::remedy)
                .containsExactly(remedy);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        weekly,1,,region latgale,DAY,9:00,17:00,24/11/2026,                                            | csv.date
        weekly,99,,region latgale,DAY,9:00,17:00,2026-11-01,                                           | csv.consultant
        weekly,,Jauna Persona,region latgale,DAY,9:00,17:00,2026-11-01,                                | csv.nobody-called
        weekly,,,region latgale,DAY,9:00,17:00,2026-11-01,                                             | csv.consultant-missing
        weekly,1,,"region, latgale",DAY,9:00,17:00,2026-11-01,                                         | csv.covers
        weekly,1,,region,latgale,DAY,9:00,17:00,2026-11-01,,more                                       | csv.too-many-cells
        """)
    void what_is_wrong_in_each_row_for_one_cause_is_said_once(String row, String remedy) {
        var days = List.of("monday", "tuesday", "wednesday");
        var read = RosterCsv.read(
                HEADING
                        + days.stream()
                                .map(day -> row.replace("DAY", day) + "\r\n")
                                .collect(Collectors.joining()),
                roster,
                NOW);
        assertThat(read.wrong()).extracting(WrongCells::remedy).containsExactly(remedy);
        assertThat(read.edit()).isEqualTo(RosterEdit.NONE);
    }

    @Test
    void a_row_that_is_there_twice_is_said_once() {
        var row = "weekly,1,,region latgale,monday,9:00,17:00,2026-11-01,\r\n";
        assertThat(RosterCsv.read(HEADING + row + row + row, roster, NOW).wrong())
                .extracting(WrongCells::remedy)
                .containsExactly("csv.twice");
    }

    @Test
    void two_of_one_name_are_both_named() {
        var namesakes = TwoPeople.of("Ilze");
        var read = RosterCsv.read(HEADING + "absence,,ilze,,,2026-12-01T09:00,2026-12-01T17:00,,\r\n", namesakes, NOW);
        assertThat(read.wrong()).singleElement().satisfies(wrong -> {
            assertThat(wrong.remedy()).isEqualTo("csv.several-called");
            assertThat(wrong.arguments()).isEqualTo(List.of("ilze", "1, 2"));
        });
    }

    /// The clocks go from 3:00 to 4:00 on 28 March 2027, and back from 4:00 to 3:00 on 31 October.
    @Test
    void a_time_that_does_not_exist_is_refused_unless_it_is_in_the_roster_already() {
        var spring = "cover,1,,region latgale,,2027-03-28 03:30,2027-03-28 04:30,,\r\n";
        var autumn = "cover,1,,region latgale,,2027-10-31 03:30,2027-10-31 04:30,,\r\n";
        assertThat(RosterCsv.read(HEADING + autumn, roster, NOW).wrong()).isEmpty();
        assertThat(RosterCsv.read(HEADING + spring, roster, NOW).wrong())
                .singleElement()
                .satisfies(wrong -> {
                    assertThat(wrong.column()).contains("start");
                    assertThat(wrong.remedy()).isEqualTo("csv.no-such-time");
                    assertThat(wrong.arguments()).isEqualTo(List.of("2027-03-28 03:30", "04:00"));
                });
        var known = RosterEdit.ofCovers(
                        List.of(),
                        List.of(new Cover(
                                new ConsultantId(1),
                                new DutyScope.OfRegion(Region.LATGALE),
                                new LocalSpan(
                                        LocalDateTime.parse("2027-03-28T03:30"),
                                        LocalDateTime.parse("2027-03-28T04:30")))))
                .appliedTo(roster);
        assertThat(RosterCsv.read(HEADING + spring, known, NOW).wrong()).isEmpty();
    }

    @Test
    void columns_may_stand_in_any_order_and_the_name_may_be_left_out() {
        var read = RosterCsv.read("""
            start;end;kind;consultant;covers;day;valid_from;valid_until
            2026-12-01 9:00;2026-12-01 17:00;absence;1;;;;
            """, roster, NOW);
        assertThat(read.wrong()).isEmpty();
        assertThat(read.edit().absences().added())
                .containsExactly(new Absence(
                        new ConsultantId(1),
                        new LocalSpan(
                                LocalDateTime.parse("2026-12-01T09:00"), LocalDateTime.parse("2026-12-01T17:00"))));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', textBlock = """
        weekly,1,,region latgale,sunday,22:00,06:00,2026-11-01,           | weekly,1,,region latgale,monday,5:00,9:00,2026-11-01,             | true
        weekly,1,,region latgale,sunday,22:00,06:00,2026-11-01,           | weekly,1,,region latgale,monday,6:00,9:00,2026-11-01,             | false
        weekly,1,,region latgale,monday,9:00,17:00,2026-11-01,2026-12-01  | weekly,1,,region latgale,monday,9:00,17:00,2026-12-01,            | false
        weekly,1,,region latgale,monday,9:00,17:00,2026-11-01,2026-12-02  | weekly,1,,region latgale,monday,9:00,17:00,2026-12-01,            | true
        weekly,1,,region latgale,monday,9:00,17:00,2026-11-01,            | weekly,1,,region riga,monday,9:00,17:00,2026-12-01,               | false
        weekly,1,,region latgale,monday,9:00,17:00,2026-11-01,            | weekly,2,,region latgale,monday,9:00,17:00,2026-12-01,            | false
        cover,1,,coordination,,2026-12-01T09:00,2026-12-01T17:00,,        | cover,1,,coordination,,2026-12-01T16:00,2026-12-01T18:00,,        | true
        cover,1,,coordination,,2026-12-01T09:00,2026-12-01T17:00,,        | cover,1,,coordination,,2026-12-01T17:00,2026-12-01T18:00,,        | false
        """)
    void two_duties_of_somebody_for_the_same_may_not_overlap(String one, String other, boolean overlap) {
        var read = RosterCsv.read(HEADING + one + "\r\n" + other + "\r\n", roster, NOW);
        if (overlap) {
            assertThat(read.wrong()).singleElement().satisfies(wrong -> {
                assertThat(wrong.rows().getFirst()).isEqualTo(3);
                assertThat(wrong.remedy()).isEqualTo("csv.overlaps");
                assertThat(wrong.arguments()).isEqualTo(List.of(2));
            });
        } else {
            assertThat(read.wrong()).isEmpty();
        }
    }

    /// Weeks are counted on through the end of 2026, which has 53 of them.
    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', textBlock = """
        monday,9:00,17:00,2026-11-30,,2  | monday,9:00,17:00,2026-12-07,,2      | false
        monday,9:00,17:00,2026-11-30,,2  | monday,9:00,17:00,2026-12-14,,2      | true
        monday,9:00,17:00,2026-12-28,,2  | monday,9:00,17:00,2027-01-04,,2      | false
        monday,9:00,17:00,2026-11-30,,2  | monday,9:00,17:00,2026-12-07,,4      | false
        monday,9:00,17:00,2026-11-30,,2  | monday,9:00,17:00,2026-12-14,,4      | true
        monday,9:00,17:00,2026-11-30,,2  | monday,9:00,17:00,2026-12-07,,3      | true
        monday,9:00,17:00,2026-11-30,,2  | monday,9:00,17:00,2026-12-07,,       | true
        sunday,22:00,06:00,2026-11-30,,2 | monday,5:00,9:00,2026-12-07,,2       | true
        sunday,22:00,06:00,2026-11-30,,2 | monday,5:00,9:00,2026-11-30,,2       | false
        """)
    void duties_of_every_few_weeks_overlap_if_they_ever_come_in_one_week(String one, String other, boolean overlap) {
        var heading = HEADING.replace("\r\n", ",every_weeks\r\n");
        var row = "weekly,1,,region latgale,";
        var read = RosterCsv.read(heading + row + one + "\r\n" + row + other + "\r\n", roster, NOW);

        assertThat(read.wrong())
                .extracting(WrongCells::place, WrongCells::remedy)
                .isEqualTo(overlap ? List.of(tuple("3", "csv.overlaps")) : List.of());
        assertThat(read.edit().weeklyDuties().added())
                .filteredOn(duty -> duty.everyWeeks() == 2)
                .hasSize(overlap ? 0 : one.endsWith("2") && other.endsWith("2") ? 2 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "two", "22"})
    void a_duty_comes_every_1_to_4_weeks(String weeks) {
        var heading = HEADING.replace("\r\n", ",every_weeks\r\n");
        var read = RosterCsv.read(
                heading + "weekly,1,,region latgale,monday,9:00,17:00,2026-11-30,," + weeks
                        + "\r\ncover,2,,coordination,,2026-12-01T09:00,2026-12-01T17:00,,," + weeks + "\r\n",
                roster,
                NOW);
        assertThat(read.wrong())
                .extracting(WrongCells::place, WrongCells::remedy)
                .containsExactly(tuple("2", "csv.every-weeks"), tuple("3", "csv.leave-empty"));
    }

    @Test
    void who_has_left_has_what_was_theirs_and_nothing_new() {
        var theirs = "weekly,1,,region latgale,monday,09:00,17:00,2020-01-01,";
        var without = new RosterData(
                roster.lines(),
                roster.consultants().stream()
                        .map(each -> each.id().value() == 1 ? RosterBuilder.left(each) : each)
                        .toList(),
                roster.weeklyDuties(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        var read = RosterCsv.read(
                HEADING + theirs + "\r\n" + theirs.replace("monday", "friday") + "\r\n"
                        + "cover,1,,region latgale,,2026-12-01T09:00,2026-12-01T17:00,,\r\n",
                without,
                NOW);
        assertThat(read.wrong())
                .extracting(wrong -> wrong.place() + " " + wrong.column().orElseThrow() + " " + wrong.remedy())
                .containsExactly("3–4 consultant csv.left");
    }

    @Test
    void what_is_over_is_neither_written_nor_touched() {
        var over = new RosterEdit(
                        new RosterEdit.Part<>(List.of(), List.of()),
                        new RosterEdit.Part<>(
                                List.of(),
                                List.of(new Cover(
                                        new ConsultantId(1),
                                        new DutyScope.OfRegion(Region.RIGA),
                                        new LocalSpan(NOW.minusHours(5), NOW)))),
                        new RosterEdit.Part<>(List.of(), List.of()))
                .appliedTo(roster);
        assertThat(RosterCsv.forTheApi(over, NOW)).isEqualTo(RosterCsv.forTheApi(roster, NOW));
        assertThat(RosterCsv.read(RosterCsv.forTheApi(over, NOW.minusHours(1)), roster, NOW)
                        .edit()
                        .isEmpty())
                .as("a table from before it was over")
                .isTrue();
    }

    @Test
    void a_missing_row_is_taken_away() {
        var read = RosterCsv.read(HEADING, roster, NOW);
        assertThat(read.wrong()).isEmpty();
        assertThat(read.edit().weeklyDuties().removed()).isEqualTo(roster.weeklyDuties());
        assertThat(read.edit().weeklyDuties().added())
                .as("it ends, and keeps its past")
                .extracting(WeeklyDuty::from, WeeklyDuty::until)
                .containsExactly(tuple(LocalDate.of(2020, 1, 1), Optional.of(NOW.toLocalDate())));
        assertThat(read.fingerprint())
                .isNotEqualTo(RosterCsv.read(RosterCsv.forTheApi(roster, NOW), roster, NOW)
                        .fingerprint());
    }

    @ParameterizedTest(name = "valid until {0}")
    @CsvSource(delimiter = '|', textBlock = """
        2026-11-24 | 2026-11-24
        2026-06-01 | 2026-11-24
        2026-12-01 | 2026-12-01
        """)
    void a_weekly_duty_that_a_table_ends_keeps_its_past(LocalDate written, LocalDate ends) {
        var row = "weekly,1,Anna,region latgale,monday,09:00,17:00,2020-01-01," + written + "\r\n";
        var read = RosterCsv.read(HEADING + row, roster, NOW);
        assertThat(read.edit().appliedTo(roster).weeklyDuties())
                .extracting(WeeklyDuty::from, WeeklyDuty::until)
                .containsExactly(tuple(LocalDate.of(2020, 1, 1), Optional.of(ends)));
    }

    @Test
    void what_was_shown_is_the_same_a_minute_later() {
        var row = "absence,1,,,,2026-11-24T08:00,2026-11-24T17:00,,\r\n";
        var shown = RosterCsv.read(HEADING + row, roster, NOW);
        var later = RosterCsv.read(HEADING + row, roster, NOW.plusMinutes(1));
        assertThat(shown.edit().absences().added())
                .extracting(absence -> absence.span().start())
                .containsExactly(NOW);
        assertThat(later.edit()).isNotEqualTo(shown.edit());
        assertThat(later.fingerprint()).isEqualTo(shown.fingerprint());
    }

    @Test
    void names_the_rows_of_one_cause_together() {
        assertThat(new WrongCells(List.of(2, 3, 4, 7, 9, 10), Optional.empty(), "", List.of()).place())
                .isEqualTo("2–4, 7, 9–10");
        assertThat(new WrongCells(List.of(2, 4, 6, 8, 10, 12, 14), Optional.empty(), "", List.of()).place())
                .isEqualTo("2, 4, 6, 8, 10, 12 …");
    }

    @Test
    void says_what_is_wrong_with_a_file_that_is_no_table() {
        assertThat(remedyOf("kind;vārds".getBytes(Charset.forName("windows-1257"))))
                .isEqualTo("csv.not-utf-8");
        assertThat(remedyOf(new byte[0])).isEqualTo("csv.empty");
        assertThat(remedyOf((HEADING + "weekly,\"1").getBytes(UTF_8))).isEqualTo("csv.quotes");
        assertThat(remedyOf((HEADING + "x\r\n".repeat(CsvTable.ROWS)).getBytes(UTF_8)))
                .isEqualTo("csv.too-many-rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_en.properties"})
    void each_remedy_has_words(String bundle) throws Exception {
        var messages = new Properties();
        try (var in = RosterCsvTest.class.getResourceAsStream("/" + bundle)) {
            messages.load(in);
        }
        var source = Files.readString(Path.of("src/main/java/lv/helpline/planning/web/RosterCsv.java"));
        var asked = Pattern.compile("\"(csv\\.[a-z0-9-]+)\"")
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(messages.stringPropertyNames()).containsAll(asked);
    }

    private String remedyOf(byte[] file) {
        return RosterCsv.read(file, roster, NOW).wrong().getFirst().remedy();
    }

    /// Two people and a weekly duty of the first.
    private static final class TwoPeople {
        static RosterData of(String name) {
            var line = RosterBuilder.line("latgale", "65000000", Region.LATGALE);
            var plain = RosterBuilder.of(line)
                    .with(consultant(1, name), consultant(2, "Ilze"))
                    .data();
            return RosterEdit.ofWeeklyDuties(
                            List.of(),
                            List.of(new WeeklyDuty(
                                    new ConsultantId(1),
                                    new DutyScope.OfRegion(Region.LATGALE),
                                    new WeeklySpan(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(17, 0)),
                                    LocalDate.of(2020, 1, 1),
                                    Optional.empty())))
                    .appliedTo(plain);
        }

        private static Consultant consultant(int id, String name) {
            return new Consultant(
                    new ConsultantId(id),
                    name,
                    new Contact.SipPhone("phone" + id),
                    Set.of(Language.LATVIAN),
                    Set.of(),
                    false,
                    true,
                    true,
                    false);
        }
    }
}
