package lv.helpline.planning.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.util.Optional;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Audit;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.CsvRows;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The duties out to a spreadsheet and back, in a real browser, and as large as Tomcat lets them be. What the server
/// refuses is tried in [RosterCsvRulesIT].
class RosterCsvIT {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);

    @AfterEach
    void take_the_absences_away() {
        CsvRows.takeAbsencesAway(SITE);
    }

    @PhoneAndDesk
    void a_table_shows_what_it_would_change_before_it_does(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language).open("/roster/csv");
            visitor.page().locator("#file").setInputFiles(file(table() + CsvRows.ABSENCE));
            visitor.tabTo("form[enctype] button").page().keyboard().press("Enter");
            visitor.page().locator("#changes-title").waitFor();
            assertThat(visitor.page().locator("main .rows li").count()).isEqualTo(1);
            assertThat(visitor.page().locator("main .rows li").innerText())
                    .contains(language.equals("lv") ? "1.02.2027 09:00" : "1 Feb 2027 09:00");
            assertThat(absences()).as("before it is applied").isZero();
            visitor.isFlawless("roster-csv-changes-" + language + "-" + width);
            visitor.tabTo("form[action$=apply] button").page().keyboard().press("Enter");
            visitor.page().locator(".note.good").waitFor();
            assertThat(absences()).isEqualTo(1);
        }
        assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 1).getFirst().action())
                .isEqualTo("roster-changed");
    }

    @PhoneAndDesk
    void a_wrong_cell_is_named_and_nothing_is_changed(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language).open("/roster/csv");
            visitor.page()
                    .locator("#file")
                    .setInputFiles(file(table() + CsvRows.ABSENCE + "absence;999;;;;9:00;2027-02-02 9:00;;\r\n"));
            visitor.page().locator("form[enctype] button").click();
            visitor.page().locator("#wrong-title").waitFor();
            visitor.forgetComplaints();
            assertThat(visitor.page().locator("main .rows li").count()).isEqualTo(2);
            assertThat(visitor.page().locator("main .rows").innerText()).contains("consultant", "start");
            visitor.isFlawless("roster-csv-wrong-" + language + "-" + width);
        }
        assertThat(absences()).isZero();
    }

    /// A workbook, picked by mistake.
    @PhoneAndDesk
    void a_file_too_large_is_told_how_large_it_may_be_and_the_form_is_there_again(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language).open("/roster/csv");
            assertThat(send(visitor, 2_000_000)).isEqualTo(413);
            assertThat(visitor.page().locator("#refused").innerText()).contains("1 MB");
            visitor.forgetComplaints();
            visitor.isFlawless("roster-csv-large-" + language + "-" + width);
            assertThat(send(visitor, 12_000_000)).isEqualTo(413);
            assertThat(visitor.page().locator("main").innerText()).contains("1 MB");
            visitor.forgetComplaints();
            visitor.isFlawless("too-large-" + language + "-" + width);
            visitor.page().locator("main .button.main").click();
            visitor.page().locator("#file").setInputFiles(file(table()));
            visitor.page().locator("form[enctype] button").click();
            visitor.page().locator("#changes-title").waitFor();
        }
    }

    private static int send(Browsers.Visitor visitor, int bytes) {
        visitor.page().locator("#file").setInputFiles(new FilePayload("dezuras.xlsx", "", new byte[bytes]));
        return visitor.page()
                .waitForResponse(
                        response -> response.request().method().equals("POST"),
                        () -> visitor.page().locator("form[enctype] button").click())
                .status();
    }

    @PhoneAndDesk
    void a_table_that_leaves_a_line_empty_is_applied_with_a_reason_and_can_be_taken_back(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language).open("/roster/csv");
            visitor.page().locator("#file").setInputFiles(file(table() + CsvRows.GAP));
            visitor.page().locator("form[enctype] button").click();
            assertThat(visitor.page().locator("main .note.bad").innerText()).contains("Vidzeme", "09:00", "17:00");
            visitor.isFlawless("roster-csv-gap-" + language + "-" + width);
            visitor.tabTo("button[value=others-answer]").page().keyboard().press("Enter");
            visitor.page().locator(".note.good").waitFor();
            assertThat(SITE.bean(Audit.class)
                            .newest(Optional.empty(), 1)
                            .getFirst()
                            .changes())
                    .contains(
                            "{\"line\":\"vidzeme\"},{\"at\":\"2026-11-25T07:00:00Z\",\"until\":\"2026-11-25T15:00:00Z\"}",
                            "others-answer");
            visitor.page().locator(".note.bar form button").click();
            visitor.page().locator(".note.good").waitFor();
        }
        assertThat(table()).doesNotContain("absence;7");
        assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 1).getFirst().action())
                .isEqualTo("roster-undone");
    }

    /// It is read, to be told what is wrong with it.
    @Test
    void a_table_as_large_as_it_may_be_is_read() {
        try (var visitor = BROWSERS.visitor(1280)) {
            visitor.signIn(ADMINISTRATOR, "lv").open("/roster/csv");
            assertThat(send(visitor, 1_048_576)).isEqualTo(422);
            assertThat(send(visitor, 1_048_577)).isEqualTo(413);
        }
    }

    private static FilePayload file(String text) {
        return new FilePayload("dezuras.csv", "text/csv", text.getBytes(UTF_8));
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
