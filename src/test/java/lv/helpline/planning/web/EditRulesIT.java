package lv.helpline.planning.web;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.Author;
import lv.helpline.callout.TestCalls;
import lv.helpline.lines.Lines;
import lv.helpline.planning.Calendar;
import lv.helpline.planning.Edits;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.LineId;
import lv.helpline.roster.SecondPhone.Rings;
import lv.helpline.roster.WhichPhone;
import lv.helpline.staff.People;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the forms of the pages refuse and why, and what an edit does to the roster; how they look and feel is
/// tried in [EditsIT].
class EditRulesIT {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final Account COORDINATOR = SITE.somebody(Role.COORDINATOR);

    private final Calendar calendar = SITE.bean(Calendar.class);
    private final People people = SITE.bean(People.class);

    @AfterEach
    void open_the_lines_again() {
        SITE.database().sql("delete from closure").update();
        SITE.database().sql("delete from special_opening").update();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        CLOSURE         | all     | 25.11.2026 09:00 | 25.11.2026 09:00 | Beigām jābūt pēc sākuma.
        CLOSURE         | latgale | 25.11.2026 09:00 | 25.11.2026 10:07 | 00, 15, 30 vai 45 minūtēs
        CLOSURE         | nowhere | 25.11.2026 09:00 | 25.11.2026 10:00 | Šādas līnijas vairs nav.
        SPECIAL_OPENING | all     | 25.11.2026 09:00 | 25.11.2026 10:00 | Īpaši atvērt var tikai vienu līniju
        SPECIAL_OPENING | latgale | 25.11.2026 09:00 | 25.11.2026 08:00 | Beigām jābūt pēc sākuma.
        CLOSURE         |         | 25.11.2026 09:00 | 25.11.2026 10:00 | Izvēlieties līniju vai visas līnijas.
                        | latgale | 25.11.2026 09:00 | 25.11.2026 10:00 | Norādiet, kas notiek
        CLOSURE         | latgale | 23.11.2026 09:00 | 23.11.2026 10:00 | Šis laiks jau ir pagājis.
        CLOSURE         | latgale | 28.03.2027 03:30 | 28.03.2027 05:00 | Tāda laika nav
        """)
    void says_which_rule_an_entry_breaks_and_keeps_what_was_typed(
            @Nullable String kind, @Nullable String line, String from, String to, String message) {
        var refused = Stranger.signedIn(SITE, ADMINISTRATOR)
                .postWithToken(
                        "/calendar",
                        Map.of(
                                "kind",
                                kind == null ? "" : kind,
                                "line",
                                line == null ? "" : line,
                                "from",
                                from,
                                "to",
                                to));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(message, "value=\"" + to + "\"");
        assertThat(calendar.endingAfter(Site.NOW)).isEmpty();
    }

    @Test
    void whoever_is_on_duty_already_is_shown_among_those_who_could_cover_with_that_reason() {
        var sheet = Stranger.signedIn(SITE, ADMINISTRATOR)
                .get("/roster/time?of=region:LATGALE&start=2026-11-25T09:00&end=2026-11-25T17:00");
        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(sheet.body()).containsPattern("Anna</span>: <span>šajā laikā jau dežurē: Rīga</span>");
    }

    @Test
    void a_coordinator_closes_within_48_hours_and_takes_back_no_other() {
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        assertThat(close(coordinator, "2026-11-26T09:00").statusCode()).isEqualTo(302);
        assertThat(close(coordinator, "2026-11-26T10:00").statusCode()).isEqualTo(422);
        assertThat(coordinator
                        .postWithToken(
                                "/calendar",
                                Map.of(
                                        "kind", "SPECIAL_OPENING",
                                        "line", "latgale",
                                        "from", "2026-11-25T18:00",
                                        "to", "2026-11-25T20:00"))
                        .statusCode())
                .isEqualTo(422);
        close(Stranger.signedIn(SITE, ADMINISTRATOR), "2026-12-10T09:00");
        for (var entry : calendar.endingAfter(Site.NOW)) {
            var soon = entry.entry().span().start().isBefore(LocalDateTime.parse("2026-11-26T10:00"));
            assertThat(coordinator
                            .postWithToken("/calendar/CLOSURE/" + entry.id() + "/remove", Map.of())
                            .statusCode())
                    .isEqualTo(soon ? 302 : 403);
        }
        assertThat(calendar.endingAfter(Site.NOW)).hasSize(1);
    }

    @Test
    void a_coordinator_neither_closes_nor_opens_again_for_longer_than_the_day_on_which_the_48_hours_end() {
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        assertThat(coordinator.get("/calendar").body()).contains("vēlākās beigas: piektdiena, 27. novembris, 00:00");
        var refused = close(coordinator, "2026-11-24T10:00", "2028-01-01T00:00");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Pārējo lūdziet administratoram", "value=\"01.01.2028 00:00\"")
                .containsPattern("id=\"refused\"[^<]*vēlākās beigas: piektdiena, 27. novembris, 00:00");
        assertThat(calendar.endingAfter(Site.NOW)).isEmpty();

        close(Stranger.signedIn(SITE, ADMINISTRATOR), "2026-10-20T00:00", "2027-10-20T00:00");
        var ofAYear = calendar.endingAfter(Site.NOW).getFirst().id();
        assertThat(coordinator.get("/calendar").body()).doesNotContain("/remove");
        assertThat(coordinator
                        .postWithToken("/calendar/CLOSURE/" + ofAYear + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(coordinator.get("/roster/day?date=2026-11-24").body()).doesNotContain("/roster/reopen");
        var reopened = coordinator.postWithToken("/roster/reopen", Map.of("id", String.valueOf(ofAYear)));
        assertThat(coordinator
                        .get(reopened.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains(
                        "Koordinators slēdz un atkal atver tikai", "vēlākās beigas: piektdiena, 27. novembris, 00:00");
        assertThat(calendar.endingAfter(Site.NOW)).hasSize(1);

        assertThat(close(coordinator, "2026-11-24T10:00", "2026-11-27T00:00").statusCode())
                .isEqualTo(302);
    }

    @Test
    void who_would_remove_what_is_gone_is_told() {
        close(Stranger.signedIn(SITE, ADMINISTRATOR), "2026-11-26T09:00");
        var id = calendar.endingAfter(Site.NOW).getFirst().id();
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var removal = "/calendar/CLOSURE/" + id + "/remove";
        assertThat(administrator.get("/calendar").body()).contains("href=\"" + removal + "\"");
        var entry = calendar.find(Calendar.Kind.CLOSURE, id).orElseThrow();
        Edits.save(
                SITE.bean(RosterEditing.class),
                entry.removed(),
                Author.router(SITE.clock().instant()));
        assertThat(administrator.postWithToken(removal, Map.of()).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/calendar"));
        assertThat(administrator.get("/calendar").body())
                .containsPattern("class=\"note bad\"[^>]*><p>[^<]*jau ir noņēmis");
    }

    @Test
    void the_same_closure_twice_is_refused_and_so_is_a_special_opening_without_anybody_and_a_reason() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        assertThat(close(administrator, "2026-11-26T09:00").statusCode()).isEqualTo(302);
        var twice = close(administrator, "2026-11-26T09:00");
        assertThat(twice.statusCode()).isEqualTo(422);
        assertThat(twice.body()).contains("Tā jau ir: nekas nemainītos.");

        var opening = Map.of(
                "kind", "SPECIAL_OPENING",
                "line", "latgale",
                "from", "2026-11-28T10:00",
                "to", "2026-11-28T12:00",
                "previewed", "true");
        var uncovered = administrator.postWithToken("/calendar", opening);
        assertThat(uncovered.statusCode()).isEqualTo(422);
        assertThat(uncovered.body()).contains("name=\"reason\"", "name=\"cover\"", "sestdiena, 28. novembris, ");
        assertThat(calendar.endingAfter(Site.NOW)).hasSize(1);
    }

    @Test
    void a_long_closure_is_asked_for_twice_and_its_last_day_is_told_with_the_year() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var form = Map.of(
                "kind", "CLOSURE",
                "line", "latgale",
                "from", "2026-12-24T00:00",
                "to", "2027-01-04T00:00");
        var preview = administrator
                .postWithToken("/calendar", form)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(administrator.get(preview).body()).contains("name=\"sure\"", "3.01.2027");
        var previewed = new HashMap<>(form);
        previewed.put("previewed", "true");
        assertThat(administrator.postWithToken("/calendar", previewed).statusCode())
                .isEqualTo(422);
        assertThat(calendar.endingAfter(Site.NOW)).isEmpty();
        previewed.put("sure", "true");
        assertThat(administrator.postWithToken("/calendar", previewed).statusCode())
                .isEqualTo(302);
        assertThat(calendar.endingAfter(Site.NOW)).hasSize(1);
    }

    @Test
    void an_entry_is_changed_and_the_change_can_be_undone() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        close(administrator, "2026-11-26T09:00");
        var before = calendar.endingAfter(Site.NOW).getFirst();
        assertThat(administrator.get("/calendar/CLOSURE/" + before.id()).body())
                .contains("value=\"26.11.2026 09:00\"", "name=\"id\" value=\"" + before.id() + "\"");
        var changed = administrator.postWithToken(
                "/calendar",
                Map.of(
                        "id", Integer.toString(before.id()),
                        "kind", "CLOSURE",
                        "line", "latgale",
                        "from", "2026-11-26T09:00",
                        "to", "2026-11-26T12:00",
                        "previewed", "true"));
        assertThat(changed.statusCode()).isEqualTo(302);
        assertThat(calendar.endingAfter(Site.NOW))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.entry().span().end()).isEqualTo(LocalDateTime.parse("2026-11-26T12:00")));

        var roster = administrator.get("/roster").body();
        assertThat(Jsoup.parse(roster).text())
                .contains("Vairs nav slēgts: Latgale, ceturtdiena, 26. novembris, 9–9:30");
        var last = Jsoup.parse(roster)
                .select("form[action='/roster/undo'] [name=id]")
                .val();
        administrator.postWithToken("/roster/undo", Map.of("id", last));
        assertThat(calendar.endingAfter(Site.NOW))
                .singleElement()
                .satisfies(each -> assertThat(each.entry()).isEqualTo(before.entry()));
    }

    @Test
    void a_special_opening_opens_a_saturday() {
        Stranger.signedIn(SITE, ADMINISTRATOR)
                .postWithToken(
                        "/calendar",
                        Map.of(
                                "kind", "SPECIAL_OPENING",
                                "line", "latgale",
                                "from", "2026-11-28T10:00",
                                "to", "2026-11-28T12:00",
                                "reason", "others-answer",
                                "previewed", "true"));
        assertThat(calendar.endingAfter(Site.NOW)).singleElement().satisfies(entry -> {
            assertThat(entry.entry().line()).contains(new LineId("latgale"));
            assertThat(entry.entry().kind()).isEqualTo(Calendar.Kind.SPECIAL_OPENING);
        });
    }

    @Test
    void the_second_editor_of_a_person_is_told_and_loses_nothing() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var id = new ConsultantId(4);
        var version = people.find(id).orElseThrow().version();
        var form = Map.of(
                "contact",
                "laura",
                "sip",
                "true",
                "languages",
                "latviešu, krievu",
                "regions",
                "LATGALE",
                "version",
                Integer.toString(version),
                "name",
                "Laura");
        assertThat(administrator.postWithToken("/people/4", form).statusCode()).isEqualTo(302);
        var second = new java.util.HashMap<>(form);
        second.put("name", "Laura Otrā");
        var told = administrator.postWithToken("/people/4", second);
        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body())
                .contains("vēl nav saglabāts", "value=\"Laura Otrā\"", ticked("lv"), ticked("ru"))
                .doesNotContain(ticked("en"));
        var person = people.find(id).orElseThrow().person();
        assertThat(person.name()).isEqualTo("Laura");
        assertThat(person.languages()).containsExactlyInAnyOrder(Language.LATVIAN, Language.RUSSIAN);
        assertThat(administrator.get("/people/4?lang=en").body()).contains(ticked("lv") + "><span>Latvian");
    }

    private static String ticked(String language) {
        return "name=\"languages\" value=\"" + language + "\" checked=\"checked\"";
    }

    @ParameterizedTest
    @CsvSource({"/people/4, latgalska", "/lines/latgale, 'latviešu, latgalska'", "/outside/new, latgalska"})
    void a_word_that_is_no_language_is_named_and_stays_in_the_form(String form, String typed) {
        var refused = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR))
                .postWithToken(form, Map.of("name", "X", "languages", "latviešu, latgalska", "version", "0"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Valodas ar šādu nosaukumu vai kodu nav: latgalska.", "value=\"" + typed + "\"")
                .contains("<title>Kļūda:", "href=\"#languages\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/lines/kurzeme, day-0, days[0], sometimes",
        "/outside/new, day-0, days[0], sometimes",
        "/people/new, contact, contact, 12"
    })
    void what_makes_no_sense_is_said_above_all_and_at_its_field(String form, String field, String name, String typed) {
        var page = Jsoup.parse(Stranger.signedIn(SITE, ADMINISTRATOR)
                .postWithToken(form, Map.of(name, typed, "languages", "lv", "version", "0"))
                .body());
        assertThat(page.title()).startsWith("Kļūda: ");
        assertThat(page.select(".error-summary a[href=#" + field + "]").text())
                .isNotEmpty()
                .isEqualTo(page.select("#" + field + "-unread").text());
        assertThat(page.select("#" + field).attr("aria-invalid")).isEqualTo("true");
    }

    @Test
    void a_telephone_that_is_somebody_elses_is_refused_and_a_coordinator_sees_no_number() {
        var refused = Stranger.signedIn(SITE, ADMINISTRATOR)
                .postWithToken(
                        "/people/new", Map.of("name", "X", "contact", "20000001", "languages", "lv", "version", "0"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("jau ir citam");
        assertThat(Stranger.signedIn(SITE, COORDINATOR).get("/people").body())
                .contains("Zane", "+…01")
                .doesNotContain("20000001");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        90 000 001    | parastu fiksēto vai mobilo
        80 000 001    | parastu fiksēto vai mobilo
        +44 7911 123456 | Šīs valsts numuriem
        +8816 1234 5678 | Šīs valsts numuriem
        25723222      | mūsu pašu līnijas
        """)
    void a_number_that_must_not_be_rung_is_refused_at_its_field_and_kept_there(String number, String message) {
        var refused = Stranger.signedIn(SITE, ADMINISTRATOR)
                .postWithToken(
                        "/people/new", Map.of("name", "X", "contact", number, "languages", "lv", "version", "0"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(message, "value=\"" + number + "\"");
        assertThat(people.all()).noneMatch(entry -> entry.person().name().equals("X"));
    }

    /// Somebody else has saved the person, the line or the other help first: theirs is said beside what was typed, and
    /// saving once more saves what was typed.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        /people/6        | name    | Kristaps Otrais | Kristaps Trešais
        /lines/zemgale   | days[5] | 10:00-14:00     | 11:00-12:00
        /lines/zemgale   | grace   | 10 min          | 10 min 1 s
        """)
    void of_two_who_save_the_second_sees_what_the_first_saved_and_may_save_theirs(
            String page, String field, String first, String second) {
        var one = Stranger.signedIn(SITE, ADMINISTRATOR);
        var other = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        var before = fields(one.get(page), page);
        try {
            assertThat(one.postWithToken(page, with(before, field, first)).statusCode())
                    .isEqualTo(302);
            var told = other.postWithToken(page, with(before, field, second));
            assertThat(told.statusCode()).isEqualTo(409);
            assertThat(told.body())
                    .contains("kāds cits to saglabāja", "Saglabāt manējo")
                    .contains("value=\"" + second + "\"");
            assertThat(Jsoup.parse(told.body()).select(".error-summary strong").eachText())
                    .contains(first.replace("-", "–"));
            var again = fields(told, page);
            assertThat(other.postWithToken(page, again).statusCode()).isEqualTo(302);
            assertThat(one.get(page).body()).contains(second.replace("-", "–"));
        } finally {
            var now = fields(one.get(page), page);
            one.postWithToken(page, with(now, field, before.getOrDefault(field, "")));
        }
    }

    /// The table has what the page shows, and no page has more than was asked for.
    @Test
    void the_audit_is_shown_and_downloaded_by_whom_it_is_about() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        SITE.bean(Audit.class)
                .note(Author.router(SITE.clock().instant()), "pin-renewed", AuditSubject.of(new ConsultantId(6)));
        var about = administrator.get("/audit?person=6&line=&by=&from=2026-11-24&to=2026-11-24");
        assertThat(about.body()).contains("Kristaps", "/audit/file?person=6&amp;from=2026-11-24&amp;to=2026-11-24");
        assertThat(administrator.get("/audit?person=6&to=2026-11-23").body()).contains("Tādu ierakstu nav.");
        for (var senseless :
                List.of("person=0", "line=L%C4%ABnija", "by=x", "to=%2B999999999-12-31", "from=now", "about=cats")) {
            assertThat(administrator.get("/audit?" + senseless).statusCode())
                    .as(senseless)
                    .isIn(400, 422);
        }
        assertThat(administrator.get("/audit?from=now").body()).contains("Vajag dienu, piemēram, 30.11.2026.");
        assertThat(administrator.get("/audit?person=6&from=24.11.&to=24.11.26").body())
                .contains("Kristaps");
        var table = administrator.get("/audit/file?person=6");
        assertThat(table.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8;header=present");
        assertThat(table.body().lines()).first().isEqualTo("entry,at,by,action,about,field,before,after");
        assertThat(table.body().lines().skip(1)).isNotEmpty().allMatch(line -> line.contains("Kristaps"));
        assertThat(administrator.get("/audit?person=6&about=TOKEN").body())
                .contains("Tādu ierakstu nav.", "/audit/file?person=6&amp;about=TOKEN", "API atslēgas");
    }

    @Test
    void the_regions_that_somebody_else_saved_are_said_in_the_readers_language() {
        var page = "/people/6";
        var one = Stranger.signedIn(SITE, ADMINISTRATOR);
        var before = fields(one.get(page), page);
        try {
            one.postWithToken(page, with(before, "regions", "RIGA"));
            assertThat(one.postWithToken(page, with(before, "regions", "VIDZEME"))
                            .body())
                    .contains("<strong>Rīga</strong>");
        } finally {
            one.postWithToken(page, with(fields(one.get(page), page), "regions", before.getOrDefault("regions", "")));
        }
    }

    /// Of the form that is sent to that page, as a browser would send them.
    private static Map<String, String> fields(HttpResponse<String> answer, String page) {
        var form = (FormElement) Jsoup.parse(answer.body()).expectFirst("main form[action=" + page + "]");
        return form.formData().stream()
                .filter(field -> !field.key().equals("_csrf"))
                .collect(toMap(Connection.KeyVal::key, Connection.KeyVal::value, (one, other) -> one));
    }

    private static Map<String, String> with(Map<String, String> fields, String field, String value) {
        var changed = new HashMap<>(fields);
        changed.put(field, value);
        return changed;
    }

    /// By sight two who are called the same are one: marks that nobody sees make no difference.
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Ilze", " ilze ", "Ilze\u200b", "\u202eIlze"})
    void a_name_that_somebody_has_already_is_refused_and_may_be_completed(String name) {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var refused = administrator.postWithToken("/people/new", person(name));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Tā jau sauc kādu, kas strādā");
        assertThat(people.all())
                .filteredOn(each -> isIlze(each.person().name()))
                .hasSize(1);
    }

    private static boolean isIlze(String name) {
        return name.contains("lze") && !name.contains("Kļūda");
    }

    private static Map<String, String> person(String name) {
        return Map.of("name", name, "contact", "29 765 431", "languages", "lv", "version", "0");
    }

    @Test
    void who_was_entered_by_mistake_is_deleted_and_who_was_on_duty_is_not() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        assertThat(administrator
                        .postWithToken("/people/new", person("Ilze\tKļūda\u202e"))
                        .statusCode())
                .isEqualTo(302);
        var mistake = people.all().stream()
                .filter(each -> each.person().name().equals("Ilze Kļūda"))
                .findFirst()
                .orElseThrow();
        var page = "/people/" + mistake.id();
        assertThat(administrator.get(page).body()).contains(page + "/delete");
        assertThat(administrator
                        .postWithToken(page + "/delete", Map.of("version", "7"))
                        .statusCode())
                .as("somebody has changed it since")
                .isEqualTo(302);
        assertThat(people.find(mistake.id())).isPresent();
        assertThat(administrator.get(page).body()).contains("kāds cits to izmainīja");
        administrator.postWithToken(page + "/delete", Map.of("version", "" + mistake.version()));
        assertThat(people.find(mistake.id())).isEmpty();
        assertThat(administrator.get(page).statusCode()).isEqualTo(404);

        var anna = people.find(new ConsultantId(1)).orElseThrow();
        assertThat(administrator.get("/people/1").body()).doesNotContain("/people/1/delete");
        administrator.postWithToken("/people/1/delete", Map.of("version", "" + anna.version()));
        assertThat(people.find(anna.id())).isPresent();
    }

    /// It is entered, changed and cleared with the first; it is nobody else's, and is never shown whole.
    @Test
    void a_person_has_a_second_telephone_of_their_own() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var id = new ConsultantId(7);
        assertThat(second(administrator, "vita", "true").body()).contains("Otrs tālrunis ir tas pats, kas pirmais");
        assertThat(second(administrator, "anna", "true").body()).contains("Šis tālrunis jau ir");
        assertThat(second(administrator, "2912345", "").body()).contains("second-unread");
        assertThat(people.find(id).orElseThrow().person().second()).isEmpty();

        assertThat(second(administrator, "29 555 777", "").statusCode()).isEqualTo(302);
        var entry = people.find(id).orElseThrow();
        assertThat(entry.person().second())
                .contains(new People.Second(new Contact.Mobile("+37129555777"), Rings.AFTERWARDS));
        assertThat(entry.phone()).as("of the first").isEqualTo(People.Phone.VERIFIED);
        assertThat(entry.second()).contains(People.Phone.UNVERIFIED);
        assertThat(administrator.get("/people?lang=lv").body())
                .contains("biroja galda tālrunis, +…77", "nav apstiprināts: +…77")
                .doesNotContain("29555777");
        assertThat(administrator
                        .postWithToken("/people/7/number-code", Map.of("phone", "SECOND"))
                        .body())
                .contains("+…77")
                .containsPattern("<code id=\"code\">\\d{6}<");
        assertThat(SITE.bean(TestCalls.class).last(id, WhichPhone.SECOND)).isPresent();

        SITE.database()
                .sql("update consultant set second_verified_at = now() where id = 7")
                .update();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> administrator
                        .get("/who?line=vidzeme&at=2026-11-24T10:00&lang=lv")
                        .body()
                        .contains("Vita: biroja galda tālrunis, pēc tam +…77"));
        assertThat(second(administrator, "", "").statusCode()).isEqualTo(302);
        assertThat(people.find(id).orElseThrow().second()).isEmpty();
        assertThat(SITE.database()
                        .sql("select string_agg(changes, ' ') from audit_entry")
                        .query(String.class)
                        .single())
                .contains("+…77")
                .doesNotContain("29555777");
    }

    private java.net.http.HttpResponse<String> second(Stranger administrator, String number, String sip) {
        var version = people.find(new ConsultantId(7)).orElseThrow().version();
        return administrator.postWithToken(
                "/people/7",
                Map.of(
                        "name", "Vita",
                        "contact", "vita",
                        "sip", "true",
                        "second", number,
                        "secondSip", sip,
                        "rings", "AFTERWARDS",
                        "languages", "lv",
                        "regions", "VIDZEME",
                        "version", Integer.toString(version)));
    }

    @Test
    void a_person_whose_name_is_a_script_is_only_a_name_wherever_it_is_shown() {
        var evil = "<script>alert(1)</script>";
        Stranger.signedIn(SITE, ADMINISTRATOR)
                .postWithToken(
                        "/people/new",
                        Map.of("name", evil, "contact", "29 765 432", "languages", "lv", "version", "0"));
        var entry = people.all().stream()
                .filter(each -> each.person().name().equals(evil))
                .findFirst()
                .orElseThrow();
        SITE.database().sql("""
            insert into cover (consultant, region, starts, ends)
            values (:id, 'latgale', '2026-11-24 00:00', '2026-11-25 00:00')\
            """).param("id", entry.id().value()).update();
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> administrator.get("/who?line=latgale").body().contains("&lt;script&gt;"));
        for (var path : java.util.List.of("/people", "/people/" + entry.id(), "/who?line=latgale", "/audit")) {
            assertThat(administrator.get(path).body())
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>alert");
        }
        SITE.database()
                .sql("delete from cover where consultant = :id")
                .param("id", entry.id().value())
                .update();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
        days[0] | 9-12, 11-17 | Darba laiki pārklājas
        days[0] | 9:10-17     | 00, 15, 30 vai 45
        ring    | 99999 s     | 5 līdz 60
        ring    | 2 h         | 5 līdz 60
        ring    | 4 s         | 5 līdz 60
        ring    | 20          | Vajag skaitli un mērvienību
        name    | ''          | 1 līdz 80
        """)
    void says_which_rule_a_line_breaks(String field, String typed, String message) {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var form = new java.util.HashMap<>(lineForm("kurzeme"));
        form.put(field, typed);
        var refused = administrator.postWithToken("/lines/kurzeme", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(message);
    }

    /// What the field itself would take in some browser, and nothing here can hold.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        /calendar             | from     | 20261-11-25T09:00 | message[lv] | Līnija svētkos slēgta.
        /calendar             | to       | 20261-11-25T09:00 | from        | 25.11.2026 09:00
        /lines/kurzeme        | ring     | 20.0              | days[0]     | 11–13
        /lines/kurzeme        | waveSize | 1e1               | name        | Kurzeme, bet cita
        /statistics/campaigns | day      | 20261-11-25       | note        | Plakāti
        /tokens/new           | lastDay  | 20271-11-25       | name        | Programma
        /duty/leave           | from     | 20261-12-21       | to          | 23.12.2026
        """)
    void what_cannot_be_read_is_said_at_its_field_and_nothing_typed_is_lost(
            String page, String field, String typed, String other, String alsoTyped) {
        var before = SITE.bean(Lines.class).all();
        var somebody = SITE.somebody(page.startsWith("/duty") ? Role.CONSULTANT : Role.ADMINISTRATOR);
        var refused = Stranger.signedIn(SITE, somebody)
                .postWithToken(page, Map.of("strategy", "waves", field, typed, other, alsoTyped));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("<title>Kļūda:", "href=\"#" + field + "\"", "value=\"" + typed + "\"", alsoTyped)
                .containsPattern("name=\"" + field + "\"[^>]+aria-describedby=\"" + field + "-unread")
                .containsPattern("id=\"" + field + "-unread\">Vajag ");
        assertThat(SITE.bean(Lines.class).all()).isEqualTo(before);
        assertThat(calendar.endingAfter(Site.NOW)).isEmpty();
    }

    @Test
    void the_second_editor_of_a_line_is_told_and_only_one_line_is_general() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var form = new java.util.HashMap<>(lineForm("zemgale"));
        form.put("general", "true");
        assertThat(administrator.postWithToken("/lines/zemgale", form).statusCode())
                .isEqualTo(302);
        assertThat(administrator.postWithToken("/lines/zemgale", form).statusCode())
                .isEqualTo(409);
        assertThat(SITE.bean(Lines.class).all().stream()
                        .filter(entry -> entry.settings().general())
                        .map(entry -> entry.id().value()))
                .containsExactly("zemgale");
        var back = new java.util.HashMap<>(lineForm("riga-trust"));
        back.put("general", "true");
        assertThat(administrator.postWithToken("/lines/riga-trust", back).statusCode())
                .isEqualTo(302);
    }

    /// What somebody has said of themselves is in no audit.
    @Test
    void a_wish_that_a_line_offers_and_somebody_fulfils_changes_who_is_rung_first() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var laura = "/people/4";
        try {
            assertThat(administrator.get(laura).body())
                    .as("before a line offers one")
                    .doesNotContain("name=\"wishes\"");
            offer(administrator, "woman");
            var form = fields(administrator.get(laura), laura);
            assertThat(administrator.get(laura + "?lang=lv").body()).contains("Brīvprātīgi", ">sieviete<");
            assertThat(administrator
                            .postWithToken(laura, with(form, "wishes", "woman"))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(fields(administrator.get(laura), laura)).containsEntry("wishes", "woman");

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(who(administrator, "line=latgale&language=lv&wish=woman"))
                            .contains("Laura – rung first", "Then: Inese", "First of their group", ">wish<"));
            assertThat(who(administrator, "line=latgale&language=lv"))
                    .contains("Laura, Inese – rung first", "offered key 5: first a woman")
                    .doesNotContain(">wish<");
            assertThat(who(administrator, "line=latgale&language=")).contains(">wish-menu<");
            assertThat(who(administrator, "line=vidzeme&language=lv&wish=woman"))
                    .contains("This line does not offer such a wish")
                    .doesNotContain("offered key");
            assertThat(SITE.database()
                            .sql("select changes from audit_entry where subject = :laura order by id desc limit 1")
                            .param("laura", AuditSubject.of(new ConsultantId(4)).toString())
                            .query(String.class)
                            .single())
                    .contains("wishes")
                    .doesNotContain("woman");
        } finally {
            SITE.database().sql("delete from consultant_wish").update();
            offer(administrator, "");
        }
        assertThat(SITE.database().sql("select from line_wish").query().listOfRows())
                .isEmpty();
    }

    private static void offer(Stranger administrator, String wish) {
        var page = "/lines/latgale";
        assertThat(administrator
                        .postWithToken(page, with(fields(administrator.get(page), page), "wishes", wish))
                        .statusCode())
                .isEqualTo(302);
    }

    private static String who(Stranger somebody, String question) {
        return somebody.get("/who?at=2026-11-24T10:00&lang=en&" + question).body();
    }

    private static Map<String, String> lineForm(String line) {
        var entry = SITE.bean(Lines.class).find(new LineId(line)).orElseThrow();
        return Map.of(
                "name", entry.settings().name(),
                "languages", "lv",
                "days[0]", "9-17",
                "strategy", "one-by-one",
                "ring", "20 s",
                "patience", "2 min",
                "wrapUp", "1 min",
                "grace", "15 min",
                "version", Integer.toString(entry.version()));
    }

    /// A constraint that an edit can break has words in each language.
    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_en.properties"})
    void each_rule_of_the_edited_tables_has_a_message(String bundle) throws IOException {
        var messages = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources", bundle))) {
            messages.load(reader);
        }
        assertThat(SITE.database().sql("""
            select 'constraint.' || conname from pg_constraint
            where contype in ('c', 'u', 'x', 'f') and (
                conrelid in ('account'::regclass, 'api_token'::regclass, 'consultant'::regclass, 'closure'::regclass,
                    'special_opening'::regclass, 'line'::regclass, 'opening_hours'::regclass, 'weekly_duty'::regclass,
                    'cover'::regclass, 'absence'::regclass, 'pause'::regclass, 'duty_preference'::regclass,
                    'swap'::regclass, 'feed'::regclass, 'closure_message'::regclass, 'outside_help'::regclass,
                    'outside_help_hours'::regclass, 'place'::regclass, 'place_hours'::regclass,
                    'line_wish'::regclass, 'consultant_wish'::regclass,
                    'interpreter'::regclass, 'interpreter_hours'::regclass)
                or contypid in ('which_phone'::regtype, 'quarter_of_day'::regtype, 'iso_weekday'::regtype, 'minute_of_day'::regtype, 'line_id'::regtype, 'local_minute'::regtype, 'local_quarter'::regtype,
                    'announcement_text'::regtype))
            and conname not in ('account_role_is_known', 'account_password_comes_with_a_second_factor',
                'api_token_hash_belongs_to_one_token', 'api_token_scopes_are_known', 'api_token_has_a_scope_once',
                'api_token_is_of_an_account')\
            """).query(String.class).list())
                .isNotEmpty()
                .isSubsetOf(messages.stringPropertyNames());
    }

    private static java.net.http.HttpResponse<String> close(Stranger who, String from) {
        return close(who, from, from.replace(":00", ":30"));
    }

    private static java.net.http.HttpResponse<String> close(Stranger who, String from, String to) {
        return who.postWithToken(
                "/calendar",
                Map.of(
                        "kind", "CLOSURE",
                        "line", "latgale",
                        "from", from,
                        "to", to,
                        "sure", "true",
                        "previewed", "true"));
    }
}
