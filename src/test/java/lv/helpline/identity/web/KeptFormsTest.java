package lv.helpline.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lv.helpline.audit.AccountId;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/// How much is kept, and how a form is filled in; the way through the pages is tried in [KeptFormsIT].
class KeptFormsTest {

    private static final AccountId ANNA = new AccountId(1);

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC);
    private final KeptForms forms = new KeptForms(SecretCipherTest.seal("a".repeat(64)), clock);

    @Test
    void the_last_three_forms_of_an_account_are_kept() {
        var ids = new ArrayList<String>();
        for (var number = 1; number <= 4; number++) {
            ids.add(keep(ANNA, "/calendar/" + number));
        }
        assertThat(forms.find(ANNA, ids.get(0))).isEmpty();
        assertThat(ids.subList(1, 4))
                .allSatisfy(id -> assertThat(forms.find(ANNA, id)).isPresent());
        var again = keep(ANNA, "/calendar/3");
        assertThat(forms.find(ANNA, ids.get(2))).as("sent twice").isEmpty();
        assertThat(forms.find(ANNA, again)).isPresent();
        assertThat(forms.find(ANNA, ids.get(1))).isPresent();
    }

    @Test
    void the_last_sixty_forms_of_all_are_kept() {
        var first = keep(ANNA, "/calendar");
        for (var number = 2; number <= 60; number++) {
            keep(new AccountId(number), "/calendar");
        }
        assertThat(forms.find(ANNA, first)).isPresent();
        keep(new AccountId(61), "/calendar");
        assertThat(forms.find(ANNA, first)).isEmpty();
        assertThat(forms.latest(new AccountId(2))).isPresent();
    }

    @Test
    void says_nothing_of_what_was_typed() {
        assertThat(forms.find(ANNA, keep(ANNA, "/calendar")).orElseThrow().toString())
                .doesNotContain("svētki");
    }

    @Test
    void fills_in_each_kind_of_field_of_the_form_that_was_sent() {
        var page = Jsoup.parse(FilledForms.filled(
                """
                <aside><p id="kept" data-lost="lost">why</p></aside>
                <form method="post" action="/a"><input type="hidden" name="id" value="1"><input name="text"></form>
                <form method="post" action="/a"><input type="hidden" name="id" value="2">
                <input type="hidden" name="_csrf" value="new"><input name="text" value="old"><input name="row"><input name="row">
                <input type="checkbox" name="day" value="MON" checked><input type="checkbox" name="day" value="TUE">
                <input type="radio" name="way" value="x"><input type="radio" name="way" value="y" checked>
                <select name="line"><option value="" selected>-<option value="l">l</select>
                <details><textarea name="long"></textarea></details><input type="password" name="password"></form>
                """,
                new KeptForms.Kept(
                        "id",
                        KeptForms.Why.LATE,
                        new KeptForms.Origin(ANNA, "lv", "/p"),
                        "/a",
                        Map.of(
                                "id", List.of("2"),
                                "text", List.of("<b>"),
                                "row", List.of("r1", "r2"),
                                "day", List.of("TUE"),
                                "way", List.of("x"),
                                "line", List.of("l"),
                                "long", List.of("a\nb")),
                        clock.instant())));
        var form = page.select("form").get(1);
        assertThat(page.select("form").getFirst().select("[name=text]").val()).isEmpty();
        assertThat(form.select("[name=text]").val()).isEqualTo("<b>");
        assertThat(form.select("[name=row]").eachAttr("value")).containsExactly("r1", "r2");
        assertThat(form.select("[checked]").eachAttr("value")).containsExactly("TUE", "x");
        assertThat(form.select("option[selected]").eachAttr("value")).containsExactly("l");
        assertThat(form.select("textarea").getFirst().wholeText()).isEqualTo("a\nb");
        assertThat(form.select("details[open]")).hasSize(1);
        assertThat(form.select("[name=_csrf]").val()).isEqualTo("new");
        assertThat(form.select("#kept").text()).isEqualTo("why");
        assertThat(page.select("aside")).isEmpty();
    }

    @Test
    void a_page_that_has_the_form_no_more_says_so() {
        var page = FilledForms.filled(
                "<aside><p id=\"kept\" data-lost=\"lost\">why</p></aside>",
                new KeptForms.Kept(
                        "id",
                        KeptForms.Why.LATE,
                        new KeptForms.Origin(ANNA, "lv", "/p"),
                        "/a",
                        Map.of(),
                        clock.instant()));
        assertThat(Jsoup.parse(page).text()).isEqualTo("lost");
    }

    private String keep(AccountId account, String action) {
        var request = new MockHttpServletRequest("POST", action);
        request.addParameter(KeptForms.FIELD, forms.signed(new KeptForms.Origin(account, "lv", "/calendar")));
        request.addParameter("text", "svētki");
        return forms.keep(request).orElseThrow().id();
    }
}
