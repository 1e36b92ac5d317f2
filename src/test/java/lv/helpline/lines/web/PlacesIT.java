package lv.helpline.lines.web;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditFilter;
import lv.helpline.identity.ApiKeys;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.lines.Places;
import lv.helpline.lines.Places.Audience;
import lv.helpline.roster.Roster;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The directory of partners: who sees what of it, and how consultants find in it what they need during a call.
class PlacesIT {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final Account CONSULTANT = SITE.somebody(Role.CONSULTANT);

    private static final String TABLE = """
        kind,partner,region,address,phone,phone_for,languages,tuesday,shown_to
        library,Rēzeknes bibliotēka,latgale,"Atbrīvošanas aleja 81, Rēzekne",64600001,everybody,lv ru,12:00-18:00,
        crisis-centre,Krīzes centrs,latgale,"Liepu iela 2, Rēzekne",64600002,consultants,lv,09:00-17:00,
        shelter,Patversme,latgale,"Slepenā iela 3, Rēzekne",64600003,everybody,lv,00:00-24:00,
        library,Slepenā bibliotēka,kurzeme,"Slepenā iela 4, Liepāja",,,lv,,consultants
        """;

    private final Places places = SITE.bean(Places.class);

    @BeforeEach
    void partners() {
        SITE.clock().stop(LocalDateTime.parse("2026-11-24T10:00"));
        var edit = PlaceCsv.read(TABLE, places.all(), today());
        assertThat(edit.wrong()).isEmpty();
        places.save(edit.edit(), ADMINISTRATOR.author(SITE.clock().instant()));
    }

    @AfterEach
    void as_before() {
        SITE.database().sql("delete from place where partner is not null").update();
        SITE.clock().stop(Site.NOW);
    }

    @Test
    void a_program_sees_what_is_for_consultants_only_by_a_scope_of_its_own() {
        assertThat(ask("/api/v1/places", Scope.PLACES).body())
                .contains("Rēzeknes bibliotēka", "64600001")
                .doesNotContain("Slepenā", "Patversme", "64600003", "64600002");
        assertThat(ask("/api/v1/places", Scope.PLACES, Scope.SECRET_PLACES).body())
                .contains("Slepenā iela 3", "64600003", "64600002");
        assertThat(ask("/api/v1/places/csv", Scope.PLACES).statusCode()).isEqualTo(403);
    }

    @Test
    void a_consultant_finds_a_town_without_diacritics_and_what_is_open_first() {
        assertThat(found("q=Rezekne")).containsExactly("Krīzes centrs", "Patversme", "Rēzeknes bibliotēka");
        SITE.clock().stop(LocalDateTime.parse("2026-11-24T17:30"));
        assertThat(found("q=rēzekne")).containsExactly("Patversme", "Rēzeknes bibliotēka", "Krīzes centrs");
        assertThat(found("q=bibliot%20REZEK")).containsExactly("Rēzeknes bibliotēka");
        assertThat(found("q=latgale")).hasSize(3);
        assertThat(found("q=" + URLEncoder.encode("Курземе", StandardCharsets.UTF_8)))
                .containsExactly("Slepenā bibliotēka");
        assertThat(found("region=LATGALE&kind=SHELTER")).containsExactly("Patversme");
        assertThat(found("q=Ventspils")).isEmpty();
        assertThat(found("q=%25")).as("a sign of patterns").isEmpty();
        assertThat(found("region=nowhere&kind=none&page=x")).isEmpty();
        assertThat(page("q=liepu").select("main a[href^=tel:]").attr("href")).isEqualTo("tel:+37164600002");
        assertThat(page("q=liepu").text())
                .contains("Šodien: 09:00–17:00", "Šis numurs ir tikai jums")
                .doesNotContain("Tagad atvērts");
        assertThat(page("q=slepena%20rezekne").text()).contains("Tagad atvērts", "Tikai konsultantiem");
    }

    @Test
    void on_a_public_holiday_nobody_is_said_to_be_there() {
        SITE.clock().stop(LocalDateTime.parse("2026-12-25T10:00"));
        assertThat(page("q=rezekne").text()).contains("svētku diena").doesNotContain("Tagad atvērts");
    }

    /// However many there are, a page of them takes as many questions.
    @Test
    void hundreds_are_shown_page_by_page() {
        SITE.database().sql("""
            insert into place (kind, region, partner, address, audience, checked_on)
            select 'library', 'vidzeme', 'Bibliotēka ' || lpad(n::text, 3, '0'), 'Iela ' || n || ', Cēsis', 'everybody',
                date '2026-11-01'
            from generate_series(1, 120) as n\
            """).update();
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var first = Jsoup.parse(administrator.get("/places?region=VIDZEME").body());
        assertThat(first.select("main .rows > li")).hasSize(50);
        assertThat(first.text()).contains("120", "1. lappuse no 3");
        var last = Jsoup.parse(administrator
                .get(first.select("a[rel=next]").attr("href").replace("page=2", "page=3"))
                .body());
        assertThat(last.select("main .rows > li")).hasSize(20);
        assertThat(last.select("a[rel=next]")).isEmpty();
        assertThat(last.text()).contains("Bibliotēka 120");
        var few = statements("/places?region=KURZEME");
        assertThat(statements("/places?region=VIDZEME")).isLessThanOrEqualTo(few);
        assertThat(administrator.get("/places?due=true").body()).doesNotContain("Bibliotēka 001");
        comesBackToWhereItWasPressed(administrator, "/places?q=C%C4%93sis&region=VIDZEME&page=3");
    }

    /// As do whoever changes or removes a place, or lets it be.
    private static void comesBackToWhereItWasPressed(Stranger administrator, String here) {
        var page = Jsoup.parse(administrator.get(here).body());
        var check = page.select("form[action$=/check]").getLast();
        assertThat(pressed(administrator, check.attr("action"), check)).isEqualTo(here);
        var one = Jsoup.parse(administrator
                .get(page.select("main .rows .actions a").getLast().attr("href"))
                .body());
        assertThat(one.select("main .actions a").attr("href")).isEqualTo(here);
        var form = one.select("form:has([name=address])").getFirst();
        assertThat(pressed(administrator, form.attr("action"), form)).isEqualTo(here);
        var remove = one.select("form[action$=/remove]").getFirst();
        assertThat(pressed(administrator, remove.attr("action"), remove)).isEqualTo(here);
        for (var foreign : List.of("https://elsewhere.example/places?q=", "//elsewhere.example", "/account?q=", "")) {
            assertThat(administrator
                            .postWithToken(check.attr("action"), Map.of("back", foreign))
                            .headers()
                            .firstValue("Location"))
                    .as(foreign)
                    .contains("/places");
        }
        assertThat(Jsoup.parse(administrator
                                .get("/places?region=VIDZEME&page=9")
                                .body())
                        .select("main .rows > li"))
                .as("the last page, for there is none so far")
                .hasSize(19);
    }

    /// Where that leads.
    private static String pressed(Stranger administrator, String address, Element form) {
        var fields = form.select("[name]:not([type=radio], [name=_csrf]), [name][checked]").stream()
                .collect(toMap(
                        field -> field.attr("name"),
                        field -> field.is("select") ? field.select("[selected]").val() : field.val(),
                        (first, _) -> first));
        return administrator
                .postWithToken(address, fields)
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    /// Whoever writes into the audit meanwhile waits for the whole of them.
    @Test
    void an_import_of_hundreds_takes_few_questions_from_the_audit() {
        var table = new StringBuilder("kind,partner,region,address,languages\n");
        for (var n = 0; n < 200; n++) {
            table.append("library,Bibliotēka ")
                    .append(n)
                    .append(",vidzeme,\"Iela ")
                    .append(n)
                    .append(", Cēsis\",lv\n");
        }
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var seen = Jsoup.parse(tried(administrator, table.toString()))
                .select("input[name=seen]")
                .val();
        var statements = SITE.statements()
                .during(() -> assertThat(administrator
                                .postWithToken("/places/csv/apply", Map.of("seen", seen))
                                .statusCode())
                        .isEqualTo(302));
        assertThat(statements)
                .filteredOn(sql -> sql.startsWith("insert into place\n"))
                .hasSize(200);
        var locked = statements.subList(statements.lastIndexOf("select pg_advisory_xact_lock(?)"), statements.size());
        assertThat(locked).filteredOn(sql -> !sql.contains("session")).hasSizeLessThanOrEqualTo(6);
        var audit = SITE.bean(Audit.class);
        assertThat(audit.verify().isWhole()).isTrue();
        assertThat(audit.newest(Optional.empty(), 200))
                .allSatisfy(entry -> assertThat(entry.action()).isEqualTo("place-added"));
    }

    private static int statements(String page) {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        return SITE.statements().during(() -> administrator.get(page)).size();
    }

    @Test
    void the_table_goes_out_and_comes_back_and_says_first_what_it_would_change() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var file = administrator.get("/places/csv/file").body();
        assertThat(file).contains("Slepenā iela 3, Rēzekne;64600003;everybody;lv");
        var changed = file.replace("Liepu iela 2", "Ozolu iela 5") + "\r\n;library;Jauna;vidzeme;\"Iela 1, Valka\"";
        var shown = tried(administrator, changed);
        assertThat(Jsoup.parse(shown).text())
                .contains("address: Liepu iela 2, Rēzekne → Ozolu iela 5, Rēzekne", "Jauna, Iela 1, Valka", "redzēs");
        assertThat(places.all()).as("a trial").hasSize(5);
        var seen = Jsoup.parse(shown).select("input[name=seen]").val();
        assertThat(administrator
                        .postWithToken("/places/csv/apply", Map.of("seen", "another"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(administrator
                        .postWithToken("/places/csv/apply", Map.of("seen", seen))
                        .statusCode())
                .isEqualTo(302);
        assertThat(places.all())
                .hasSize(6)
                .anySatisfy(entry -> assertThat(entry.place().address()).isEqualTo("Ozolu iela 5, Rēzekne"))
                .filteredOn(entry -> entry.place().audience() == Audience.CONSULTANTS)
                .hasSize(2);
        assertThat(SITE.bean(Audit.class).newest(AuditFilter.ALL, Optional.empty(), 2))
                .extracting(entry -> entry.action())
                .containsExactly("place-added", "place-changed");
        assertThat(tried(administrator, "region,address\nestonia,Iela 1\n"))
                .contains("Vajag vienu no: riga", "2. rinda");
    }

    @Test
    void a_program_changes_places_by_a_table_first_as_a_trial() {
        var table = ask("/api/v1/places/csv", Scope.SECRET_PLACES).body().replace("Liepu iela 2", "Ozolu iela 5");
        assertThat(send(table, "").body()).contains("\"applied\":false", "\"changed\":1");
        assertThat(places.all()).noneMatch(entry -> entry.place().address().startsWith("Ozolu"));
        assertThat(send(table, "?dryRun=false").body()).contains("\"applied\":true");
        assertThat(places.all()).anyMatch(entry -> entry.place().address().startsWith("Ozolu"));
        var refused = send("region,address\nestonia,Iela 1\n", "?dryRun=false");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"row 2, region\"").doesNotContain("Slepenā");
    }

    /// What is saved when somebody else was faster.
    @Test
    void an_edit_of_what_is_not_so_any_more_saves_nothing() {
        var read = PlaceCsv.read(
                PlaceCsv.forTheApi(places.all()).replace("Liepu iela 2", "Ozolu iela 5"), places.all(), today());
        SITE.database()
                .sql("update place set checked_on = date '2026-11-20' where partner = 'Krīzes centrs'")
                .update();
        assertThat(places.save(read.edit(), ADMINISTRATOR.author(SITE.clock().instant())))
                .isInstanceOf(EditResult.Outdated.class);
        assertThat(places.all()).noneMatch(entry -> entry.place().address().startsWith("Ozolu"));
    }

    @Test
    void a_shelter_that_is_entered_by_hand_is_a_secret_unless_somebody_says_otherwise() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        assertThat(administrator.get("/places/new").body()).contains("Patversmes adrese sargā cilvēkus");
        for (var audience : List.of("", "EVERYBODY")) {
            administrator.postWithToken(
                    "/places/new",
                    Map.of(
                            "kind",
                            "SHELTER",
                            "region",
                            "ZEMGALE",
                            "partner",
                            "P" + audience,
                            "address",
                            "Iela 9",
                            "audience",
                            audience,
                            "phone",
                            "630 00000",
                            "languages",
                            "lv"));
        }
        assertThat(places.all())
                .filteredOn(entry -> entry.place().address().equals("Iela 9"))
                .extracting(entry -> entry.place().audience())
                .containsExactly(Audience.CONSULTANTS, Audience.EVERYBODY);
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(SITE.clock().instant(), Roster.ZONE);
    }

    private static List<String> found(String question) {
        return page(question).select("main .rows .name").eachText();
    }

    private static Document page(String question) {
        return Jsoup.parse(Stranger.signedIn(SITE, CONSULTANT)
                .get("/duty/places?" + question)
                .body());
    }

    private static String tried(Stranger administrator, String table) {
        SITE.bean(TriedPlaceTables.class).remember(ADMINISTRATOR.id(), table);
        return administrator.get("/places/csv?tried=true").body();
    }

    private static HttpResponse<String> ask(String path, Scope... scopes) {
        return SITE.send(request(path, Set.of(scopes)).build());
    }

    private static HttpResponse<String> send(String table, String query) {
        return SITE.send(request("/api/v1/places/csv" + query, Set.of(Scope.PLACES_IMPORT))
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(table))
                .build());
    }

    private static HttpRequest.Builder request(String path, Set<Scope> scopes) {
        var token = RandomTokens.token();
        var now = SITE.clock().instant();
        SITE.bean(ApiKeys.class)
                .add(
                        "Programma",
                        scopes,
                        now.plus(Duration.ofDays(7)),
                        RandomTokens.digest(token),
                        ADMINISTRATOR.author(now));
        return HttpRequest.newBuilder(SITE.address().resolve(path)).header("Authorization", "Bearer " + token);
    }
}
