package lv.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.KeptForms;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Answers to forms, and what tells an error, are read in another language by their switch: nothing that was typed is
/// lost, and nothing is done once more. What is shown once is in `ShownOnceIT`.
class AnswersAgainIT {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final Account CONSULTANT = SITE.somebody(Role.CONSULTANT);

    /// @param page  has the form, which goes to its address
    /// @param shown of what was typed, on the answer in both languages
    record Form(String page, Map<String, String> typed, String shown) {
        @Override
        public String toString() {
            return page;
        }
    }

    static Stream<Form> refused() {
        return Stream.of(
                new Form("/people/new", Map.of("name", "Zenta", "contact", "nav numurs"), "value=\"nav numurs\""),
                new Form("/calendar", Map.of("from", "24.12.2026 10:15", "to", "24.12. 10:15"), "24.12.2026 10:15"),
                new Form("/lines/kurzeme", Map.of("name", "Zvans \"K\"", "patience", "x"), "Zvans &quot;K&quot;"),
                new Form("/outside/new", Map.of("name", "Patvērums", "number", "x"), "value=\"Patvērums\""),
                new Form("/accounts/new", Map.of("name", "Zenta", "email", CONSULTANT.email()), "value=\"Zenta\""),
                new Form("/tokens/new", Map.of("name", "Zentas atslēga", "lastDay", "2020-01-01"), "Zentas atslēga"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void a_refused_form_is_shown_in_the_other_language_with_what_was_typed(Form form) {
        var editor = Stranger.signedIn(SITE, ADMINISTRATOR);
        var rows = rows();
        var answer = editor.post(form.page(), filled(editor.get(form.page()), form));
        assertThat(answer.statusCode()).isEqualTo(422);
        var other = editor.inTheOtherLanguage(answer);
        assertThat(List.of(answer.body(), other.body()))
                .allSatisfy(page -> assertThat(page).contains(form.shown()));
        assertThat(languageOf(other)).isNotEqualTo(languageOf(answer));
        assertThat(other.body()).containsAnyOf("This form was not accepted", "Šī veidlapa netika pieņemta");
        assertThat(languageOf(editor.inTheOtherLanguage(other))).isEqualTo(languageOf(answer));
        assertThat(rows()).as("nothing was saved").isEqualTo(rows);
    }

    /// Nobody who has not signed in is known by anything: what they typed goes with their own page.
    @Test
    void a_refused_sign_in_keeps_the_address() {
        var visitor = new Stranger(SITE);
        var answer = visitor.trySignIn("kada@example.org", "nepareiza", "123456");
        assertThat(answer.statusCode()).isEqualTo(401);
        var other = visitor.inTheOtherLanguage(answer);
        assertThat(languageOf(other)).isEqualTo("en");
        assertThat(other.body())
                .contains("value=\"kada@example.org\"", "name=\"lang\" value=\"en\"")
                .doesNotContain("nepareiza", "123456");
        assertThat(visitor.cookie()).isNull();
    }

    @Test
    void a_link_that_is_used_up_says_so_in_the_other_language() {
        var visitor = new Stranger(SITE);
        var answer = visitor.post("/link", Map.of("token", "x"));
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(visitor.inTheOtherLanguage(answer).body()).contains("<html lang=\"en\"", "/sign-in?lang=en");
    }

    @Test
    void what_went_wrong_is_told_in_the_other_language() {
        var coordinator = Stranger.signedIn(SITE, SITE.somebody(Role.COORDINATOR));
        assertThat(coordinator.inTheOtherLanguage(coordinator.get("/accounts")).body())
                .contains("<html lang=\"en\"", "<h1>This page");
        assertThat(coordinator
                        .inTheOtherLanguage(coordinator.postWithToken("/people/6/pin", Map.of()))
                        .body())
                .contains("<html lang=\"lv\"", "<h1>Šī lapa nav jums</h1>");
        assertThat(languageOf(coordinator.inTheOtherLanguage(coordinator.get("/nothing-there"))))
                .isEqualTo("en");
        var visitor = new Stranger(SITE);
        var elsewhere = visitor.post("/sign-in/password", Map.of("email", "x"), "Sec-Fetch-Site", "cross-site");
        assertThat(elsewhere.statusCode()).isEqualTo(403);
        assertThat(languageOf(visitor.inTheOtherLanguage(elsewhere))).isEqualTo("en");
    }

    /// A page that has a question in its address is asked the same in the other language.
    @Test
    void what_an_address_asks_for_is_asked_in_the_other_language() {
        var coordinator = Stranger.signedIn(SITE, SITE.somebody(Role.COORDINATOR));
        var asked = "/who?line=latgale&at=2026-11-24T10:00";
        var page = coordinator.get(asked);
        assertThat(Jsoup.parse(page.body()).select(".tools [name=to]").val()).isEqualTo(asked);
        assertThat(languageOf(coordinator.inTheOtherLanguage(page))).isEqualTo("en");
    }

    /// A sealed answer is for whoever has seen it, and for an hour.
    @Test
    void a_made_up_or_foreign_answer_is_shown_to_nobody() {
        var reader = Stranger.signedIn(SITE, CONSULTANT);
        var sealed = Jsoup.parse(reader.postWithToken("/duty/feed", Map.of()).body())
                .select("[name=sealed]")
                .val();
        assertThat(sealed).isNotEmpty();
        var other = Stranger.signedIn(SITE, ADMINISTRATOR);
        for (var made : List.of(sealed, "", "x", "00", sealed.substring(0, sealed.length() - 2) + "00")) {
            assertThat(other.postWithToken("/language/again", Map.of("sealed", made, "lang", "lv"))
                            .headers()
                            .firstValue("Location"))
                    .as(made)
                    .contains("/");
        }
        assertThat(new Stranger(SITE)
                        .post("/sign-in/again", Map.of("sealed", sealed))
                        .statusCode())
                .isEqualTo(302);
        try {
            SITE.clock().stop(Site.NOW.plusHours(1));
            assertThat(reader.postWithToken("/language/again", Map.of("sealed", sealed, "lang", "en"))
                            .statusCode())
                    .isEqualTo(302);
        } finally {
            SITE.clock().stop(Site.NOW);
        }
    }

    private static Map<String, String> filled(HttpResponse<String> page, Form form) {
        var document = Jsoup.parse(page.body());
        var found = document.select("form[action='" + form.page() + "']");
        assertThat(found).as(form.page()).isNotEmpty();
        var fields = fields(found.getFirst());
        assertThat(fields).containsKey(KeptForms.FIELD);
        fields.putAll(form.typed());
        return fields;
    }

    private static Map<String, String> fields(Element form) {
        var fields = new HashMap<String, String>();
        form.select("input, select, textarea").stream()
                .filter(field -> field.hasAttr("name")
                        && (!field.attr("type").matches("checkbox|radio|file") || field.hasAttr("checked")))
                .forEach(field -> fields.put(
                        field.attr("name"),
                        field.tagName().equals("select")
                                ? field.select("option[selected]").val()
                                : field.val()));
        return fields;
    }

    private static String languageOf(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select("html").attr("lang");
    }

    private static List<?> rows() {
        return SITE.database()
                .sql("select (select count(*) from consultant) as people, (select count(*) from closure) as closures, "
                        + "(select count(*) from account) as accounts, (select max(version) from line) as version")
                .query()
                .listOfRows();
    }
}
