package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.CsvRows;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The duties out to a spreadsheet and back, as far as the server decides; see [RosterCsvIT] too.
class RosterCsvRulesIT {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);

    @AfterEach
    void take_the_absences_away() {
        CsvRows.takeAbsencesAway(SITE);
    }

    @Test
    void a_table_that_leaves_a_line_empty_is_refused_without_a_reason_and_kept() {
        var administrator = hasTried(table() + CsvRows.GAP);
        var shown = apply(administrator, Map.of("seen", "0".repeat(64)));
        var refused = apply(administrator, Map.of("seen", seen(shown.body()), "reason", "because"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Papildiniet tabulu vai pasakiet, kāpēc", "Vidzeme");
        assertThat(apply(administrator, Map.of("seen", seen(refused.body()))).statusCode())
                .as("the table is still there")
                .isEqualTo(422);
        assertThat(table()).doesNotContain("absence;7");
    }

    @Test
    void what_is_applied_is_what_was_shown() {
        var administrator = hasTried(table() + CsvRows.ABSENCE);
        var other = apply(administrator, Map.of("seen", "0".repeat(64)));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("pa to laiku ir mainījis", "1.02.2027 09:00");
        assertThat(absences()).isZero();
        var seen = Map.of("seen", seen(other.body()));
        assertThat(apply(administrator, seen).statusCode()).isEqualTo(302);
        assertThat(absences()).isEqualTo(1);
        var again = apply(administrator, seen);
        assertThat(again.statusCode()).as("it is not applied twice").isEqualTo(409);
        assertThat(again.body()).contains("Izvēlieties failu vēlreiz");
    }

    @Test
    void nobody_applies_what_somebody_else_has_tried_out() {
        var seen = seen(apply(hasTried(table() + CsvRows.ABSENCE), Map.of("seen", "0".repeat(64)))
                .body());
        assertThat(apply(Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR)), Map.of("seen", seen))
                        .statusCode())
                .isEqualTo(409);
        assertThat(absences()).isZero();
    }

    /// Anna reports an absence after the download, and the spreadsheet comes back with one of Gundega.
    @Test
    void what_was_entered_after_the_download_stays_and_is_named() {
        var downloaded = table();
        SITE.database()
                .sql(
                        "insert into absence (consultant, starts, ends) values (1, '2027-02-03 09:00', '2027-02-03 17:00')")
                .update();
        var administrator = hasTried(downloaded + CsvRows.ABSENCE);
        var shown = administrator.get("/roster/csv?tried=true").body();
        assertThat(shown).contains("Citi ir mainījuši, kopš lejupielādējāt tabulu", "3.02.2027 09:00");
        assertThat(apply(administrator, Map.of("seen", seen(shown))).statusCode())
                .isEqualTo(302);
        assertThat(absences()).isEqualTo(2);
    }

    /// A table that was written by hand, or was downloaded long ago.
    @Test
    void a_table_without_a_version_warns_of_what_it_takes_away() {
        SITE.database()
                .sql(
                        "insert into absence (consultant, starts, ends) values (1, '2027-02-03 09:00', '2027-02-03 17:00')")
                .update();
        var table = Pattern.compile(";[0-9a-f]{16}\r?$", Pattern.MULTILINE)
                .matcher(table())
                .replaceAll(";");
        var without = Pattern.compile("^absence;1;.*2027-02-03.*\\R", Pattern.MULTILINE)
                .matcher(table)
                .replaceAll("");
        assertThat(hasTried(without).get("/roster/csv?tried=true").body())
                .contains("Tabulā nav norādīts, kad tā lejupielādēta");
    }

    private static Stranger hasTried(String table) {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        SITE.bean(TriedRosterTables.class).remember(account.id(), table);
        return Stranger.signedIn(SITE, account);
    }

    private static HttpResponse<String> apply(Stranger administrator, Map<String, String> fields) {
        return administrator.postWithToken("/roster/csv/apply", fields);
    }

    @Test
    void the_table_is_a_file_for_excel() {
        var file = Stranger.signedIn(SITE, ADMINISTRATOR).get("/roster/csv/file");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment")
                .contains("dezuras-2026-11-24.csv");
        assertThat(file.body()).startsWith("\uFEFFkind;consultant;name;covers");
    }

    private static String seen(String page) {
        var seen = Pattern.compile("name=\"seen\" value=\"([0-9a-f]{64})\"").matcher(page);
        assertThat(seen.find()).isTrue();
        return seen.group(1);
    }

    private static String table() {
        return Stranger.signedIn(SITE, ADMINISTRATOR).get("/roster/csv/file").body();
    }

    private static int absences() {
        return SITE.database()
                .sql("select count(*) from absence where starts > '2027-01-31'")
                .query(Integer.class)
                .single();
    }
}
