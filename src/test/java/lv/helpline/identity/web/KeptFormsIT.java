package lv.helpline.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.util.UriComponentsBuilder;

/// A form whose session ended while it was filled in is there again for whoever filled it in.
class KeptFormsIT {

    private static final Site SITE = Slice.shared();
    private static final String WHY = "Šī veidlapa netika saglabāta";

    @AfterEach
    void turn_back_the_clock_and_open_again() {
        SITE.clock().stop(Site.NOW);
        SITE.database().sql("delete from closure").update();
    }

    @Test
    void it_is_there_after_signing_in_and_is_sent_by_hand_only() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        var form = closure(visitor.get("/calendar"));
        var closuresBefore = closures();
        SITE.bean(Sessions.class).endAll(account.id());

        var late = visitor.post("/calendar", form);
        assertThat(late.statusCode()).isEqualTo(302);
        var signIn = locationOf(late);
        assertThat(signIn).matches("/sign-in\\?to=%2Fkept%2F[A-Za-z0-9_-]{43}&lang=lv");
        var page = Jsoup.parse(visitor.get(signIn).body());
        assertThat(page.text()).contains("Jūsu sesija beidzās, pirms nosūtījāt veidlapu");
        // By a mailed link and its code, by passkey, by password and code.
        assertThat(page.select("form [name=to]").eachAttr("value")).hasSize(2).containsOnly(toOf(signIn));
        assertThat(page.select("[data-to]").eachAttr("data-to")).containsExactly(toOf(signIn));

        var home = signInByLink(visitor, account);
        assertThat(home).startsWith("/kept/");
        var shown = locationOf(visitor.get(home));
        assertThat(shown).startsWith("/calendar?kept=").endsWith("#kept");
        var again = Jsoup.parse(visitor.get(shown).body());
        var filled = formIn(again, "/calendar");
        assertThat(filled.text()).contains(WHY);
        assertThat(again.text().split(WHY, -1)).hasSize(2);
        assertThat(filled.select("[name=kind][checked]").eachAttr("value")).containsExactly("CLOSURE");
        assertThat(filled.select("[name=line] [selected]").eachAttr("value")).containsExactly("latgale");
        assertThat(filled.select("[name=from]").val()).isEqualTo("2026-12-24T10:15");
        assertThat(filled.select("[name='message[lv]']").val()).isEqualTo("Slēgts \"svētkos\" <b>");
        assertThat(closures()).as("nothing is carried out by itself").isEqualTo(closuresBefore);

        var sent = fieldsOf(filled);
        sent.put("message[lv]", "Svētki");
        assertThat(locationOf(visitor.post("/calendar", sent))).startsWith("/calendar/preview?");
        sent.put("previewed", "true");
        assertThat(locationOf(visitor.post("/calendar", sent))).isEqualTo("/calendar");
        assertThat(closures()).isEqualTo(closuresBefore + 1);
        assertThat(visitor.get(shown).body()).as("once it was sent").doesNotContain(WHY);
    }

    @Test
    void it_is_shown_to_its_account_only_and_for_an_hour() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var kept = keptOf(account);
        var other = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        assertThat(locationOf(other.get(kept))).isEqualTo("/now?kept=gone");
        assertThat(other.get("/now?kept=gone").body()).contains("Nosūtītā veidlapa netika saglabāta, un tās vairs nav");
        var page = "/calendar?kept=" + kept.substring("/kept/".length());
        assertThat(other.get(page).body()).doesNotContain(WHY, "svētkos");

        var owner = Stranger.signedIn(SITE, account);
        assertThat(owner.get(page).body()).contains(WHY, "svētkos");
        SITE.clock().stop(Site.NOW.plusHours(1));
        assertThat(locationOf(Stranger.signedIn(SITE, account).get(kept))).isEqualTo("/now?kept=gone");
    }

    /// Another tab has signed in since, so the form has the token of the session before.
    @Test
    void whoever_signed_in_meanwhile_finds_it_at_once() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        var form = closure(visitor.get("/calendar"));
        signInByLink(visitor, account);
        visitor.get("/calendar");
        var late = visitor.post("/calendar", form);
        assertThat(locationOf(late)).startsWith("/calendar?kept=");
        assertThat(visitor.get(locationOf(late)).body()).contains(WHY, "svētkos");

        signInByLink(visitor, SITE.somebody(Role.ADMINISTRATOR));
        assertThat(visitor.post("/calendar", form).statusCode())
                .as("somebody else signed in here")
                .isEqualTo(403);
    }

    /// Nobody makes the server keep something for somebody, and no other site does so by a browser.
    @Test
    void what_is_made_up_is_not_kept() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        var form = closure(visitor.get("/calendar"));
        SITE.bean(Sessions.class).endAll(account.id());
        var other = SITE.somebody(Role.ADMINISTRATOR).id().toString();
        var origin = Objects.requireNonNull(form.get(KeptForms.FIELD));
        for (var made : List.of(
                "", "x", other + origin.substring(origin.indexOf('.')), origin + "/x", origin.replace("/c", "//c"))) {
            form.put(KeptForms.FIELD, made);
            assertThat(locationOf(visitor.post("/calendar", form))).as(made).isEqualTo("/sign-in");
        }
        form.put(KeptForms.FIELD, origin);
        assertThat(visitor.post("/calendar", form, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(SITE.bean(KeptForms.class).latest(account.id())).isEmpty();
    }

    /// A refused form is the answer to a form, and has no address: the page is the one before.
    @Test
    void a_form_that_was_refused_before_is_shown_on_the_page_where_it_began() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        var form = closure(visitor.get("/calendar"));
        form.put("to", "2026-12-24T10:15");
        var refused = visitor.post("/calendar", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        var second = fieldsOf(formIn(Jsoup.parse(refused.body()), "/calendar"));
        SITE.bean(Sessions.class).endAll(account.id());
        visitor.post("/calendar", second);
        assertThat(locationOf(visitor.get(signInByLink(visitor, account)))).startsWith("/calendar?kept=");
    }

    @Test
    void it_waits_while_somebody_proves_themselves() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        var form = fieldsOf(formIn(Jsoup.parse(visitor.get("/accounts/new").body()), "/accounts/new"));
        form.put("name", "Jauna kolēģe");
        SITE.clock().stop(Site.NOW.plusMinutes(29));
        visitor.get("/now");
        SITE.clock().stop(Site.NOW.plusMinutes(40));
        var late = locationOf(visitor.post("/accounts/new", form));
        assertThat(late).startsWith("/confirm?to=%2Fkept%2F");
        assertThat(visitor.get(late).body()).contains("name=\"to\" value=\"/kept/");
        signInByLink(visitor, account);
        var page = locationOf(visitor.get(toOf(late)));
        assertThat(page).startsWith("/accounts/new?kept=");
        assertThat(formIn(Jsoup.parse(visitor.get(page).body()), "/accounts/new")
                        .select("[name=name]")
                        .val())
                .isEqualTo("Jauna kolēģe");
    }

    /// Of forms for the same address, the one that was sent; and what is not typed is as it was.
    @Test
    void a_colleagues_edit_in_between_is_still_found() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        var form = fieldsOf(formIn(Jsoup.parse(visitor.get("/lines/kurzeme").body()), "/lines/kurzeme"));
        assertThat(form).containsKey("version");
        SITE.bean(Sessions.class).endAll(account.id());
        SITE.database()
                .sql("update line set version = version + 1 where id = 'kurzeme'")
                .update();
        visitor.post("/lines/kurzeme", form);
        var again = visitor.get(locationOf(visitor.get(signInByLink(visitor, account))));
        var filled = fieldsOf(formIn(Jsoup.parse(again.body()), "/lines/kurzeme"));
        assertThat(filled.get("version")).isEqualTo(form.get("version"));
        assertThat(visitor.post("/lines/kurzeme", filled).statusCode()).isEqualTo(409);
    }

    /// The language of the page is that of the form, before anybody has signed in and after.
    @Test
    void it_is_in_the_language_of_whoever_filled_it_in() {
        var account = SITE.somebody(Role.COORDINATOR);
        var visitor = Stranger.signedIn(SITE, account);
        visitor.postWithToken("/language", Map.of("code", "en"));
        var form = fieldsOf(formIn(Jsoup.parse(visitor.get("/calendar").body()), "/calendar"));
        SITE.bean(Sessions.class).endAll(account.id());
        var signIn = locationOf(visitor.post("/calendar", form));
        assertThat(visitor.get(signIn).body()).contains("Your session ended before you sent the form");
        assertThat(visitor.follow(visitor.post(
                                "/sign-in/link", Map.of("email", "x@example.org", "lang", "en", "to", toOf(signIn))))
                        .body())
                .contains("Your session ended before you sent the form", "name=\"to\" value=\"/kept/");
        var page = locationOf(visitor.get(signInByLink(visitor, account)));
        assertThat(visitor.get(page).body()).contains("This form was not saved");
    }

    @ParameterizedTest
    @CsvSource({"/roster/csv", "/prompts/lv/menu"})
    void a_file_is_to_be_chosen_again(String page) {
        var visitor = new Stranger(SITE);
        var late = visitor.post(page, Map.of(), "Content-Type", "multipart/form-data; boundary=b");
        assertThat(late.statusCode()).isEqualTo(302);
        var signIn = locationOf(late);
        assertThat(visitor.get(signIn).body()).contains("Jūsu sesija beidzās, pirms nosūtījāt failu");
        var to = toOf(signIn);
        assertThat(to).isEqualTo(page + "?kept=file");
        var administrator = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        assertThat(administrator.get(to).body()).contains("Izvēlieties failu vēlreiz");
    }

    @Test
    void whoever_signs_out_or_changes_the_language_too_late_sends_no_form() {
        var account = SITE.somebody(Role.COORDINATOR);
        var visitor = Stranger.signedIn(SITE, account);
        var form = closure(visitor.get("/calendar"));
        SITE.bean(Sessions.class).endAll(account.id());
        for (var action : List.of("/sign-out", "/language")) {
            assertThat(locationOf(visitor.post(action, form))).as(action).isEqualTo("/sign-in");
        }
    }

    /// By the templates: no field that browsers hide or fill with a code is ever kept.
    @Test
    void no_secret_is_ever_kept() throws IOException {
        try (var templates = Files.list(Path.of("src/main/resources/templates"))) {
            var secrets = templates
                    .flatMap(template -> parsed(template)
                            .select("[type=password], [autocomplete=one-time-code], [autocomplete$=password]")
                            .stream())
                    .map(field -> field.attr("name"))
                    .toList();
            assertThat(secrets)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(KeptForms.NEVER_KEPT).contains(name));
        }
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        var form = fieldsOf(formIn(Jsoup.parse(visitor.get("/account/password").body()), "/account/password"));
        form.put("password", "zvirbulis lidoja");
        form.put("code", "123456");
        SITE.bean(Sessions.class).endAll(account.id());
        visitor.post("/account/password", form);
        var id = SITE.bean(KeptForms.class).latest(account.id()).orElseThrow().substring("/kept/".length());
        assertThat(SITE.bean(KeptForms.class)
                        .find(account.id(), id)
                        .orElseThrow()
                        .fields())
                .isEmpty();
    }

    private static Element parsed(Path template) {
        try {
            return Jsoup.parse(Files.readString(template));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String keptOf(Account account) {
        var visitor = Stranger.signedIn(SITE, account);
        var form = closure(visitor.get("/calendar"));
        SITE.bean(Sessions.class).endAll(account.id());
        visitor.post("/calendar", form);
        return SITE.bean(KeptForms.class).latest(account.id()).orElseThrow();
    }

    private static Map<String, String> closure(HttpResponse<String> page) {
        var form = fieldsOf(formIn(Jsoup.parse(page.body()), "/calendar"));
        form.putAll(Map.of(
                "kind",
                "CLOSURE",
                "line",
                "latgale",
                "from",
                "2026-12-24T10:15",
                "to",
                "2026-12-24T12:00",
                "message[lv]",
                "Slēgts \"svētkos\" <b>"));
        return form;
    }

    private static int closures() {
        return SITE.database()
                .sql("select count(*) from closure")
                .query(Integer.class)
                .single();
    }

    private static Element formIn(Element page, String action) {
        var form = page.select("form[action=" + action + "]");
        assertThat(form).as(action + " in " + page.text()).hasSize(1);
        return form.getFirst();
    }

    /// As a browser sends it.
    private static Map<String, String> fieldsOf(Element form) {
        var fields = new HashMap<String, String>();
        form.select("input, select, textarea").stream()
                .filter(field -> !field.attr("type").matches("checkbox|radio") || field.hasAttr("checked"))
                .forEach(field -> fields.put(
                        field.attr("name"),
                        field.tagName().equals("select")
                                ? field.select("option[selected]").val()
                                : field.val()));
        return fields;
    }

    private static String signInByLink(Stranger visitor, Account account) {
        return locationOf(visitor.post("/link", Map.of("token", Stranger.tokenOf(SITE.linkFor(account)))));
    }

    private static String toOf(String address) {
        return UriComponentsBuilder.fromUriString(address)
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .entrySet()
                .stream()
                .filter(field -> field.getKey().equals("to"))
                .map(field -> URLDecoder.decode(field.getValue(), UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static String locationOf(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
