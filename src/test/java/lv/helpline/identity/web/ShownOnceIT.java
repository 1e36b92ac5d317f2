package lv.helpline.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Secrets that are shown once: the answer to the form has them, the database never does, and a reloaded answer
/// makes no other. Mail is not set up, so invitations are shown too.
class ShownOnceIT {

    private static final Slice SITE = Slice.withoutMail();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final Account CONSULTANT = SITE.somebody(Role.CONSULTANT);
    private static final Pattern LINK = Pattern.compile("/link/([A-Za-z0-9_-]{43})");
    private static final Pattern FIELD = Pattern.compile("name=\"once\" value=\"([A-Za-z0-9_-]{43})\"");

    @AfterAll
    static void close() {
        SITE.close();
    }

    /// @param page   has the form
    /// @param action where it goes
    /// @param secret as the answer shows it
    record Once(Account who, String page, String action, Map<String, String> form, Pattern secret) {
        @Override
        public String toString() {
            return action;
        }
    }

    static Stream<Once> forms() {
        var lost = "/accounts/" + SITE.somebody(Role.COORDINATOR).id();
        var invited = SITE.somebody(Role.COORDINATOR);
        var mistyped = SITE.somebody(Role.COORDINATOR);
        SITE.database()
                .sql("update consultant set verified_at = null where id = 7")
                .update();
        return Stream.of(
                new Once(
                        ADMINISTRATOR,
                        "/people/7",
                        "/people/7/number-code",
                        Map.of(),
                        Pattern.compile("id=\"code\">([0-9]+)<")),
                new Once(
                        ADMINISTRATOR,
                        "/account",
                        "/account/recovery-codes",
                        Map.of(),
                        Pattern.compile("<code>([A-Z2-7]{4}(-[A-Z2-7]{4}){3})</code>")),
                new Once(CONSULTANT, "/duty", "/duty/feed", Map.of(), Pattern.compile("/feed/([A-Za-z0-9_-]{43})")),
                new Once(
                        ADMINISTRATOR,
                        "/tokens/new",
                        "/tokens/new",
                        Map.of("name", "Programma", "scopes", "LINES", "lastDay", "2026-12-01"),
                        Pattern.compile("id=\"token\">([^<]+)<")),
                new Once(
                        ADMINISTRATOR, "/people/6", "/people/6/pin", Map.of(), Pattern.compile("id=\"pin\">([0-9]+)<")),
                new Once(ADMINISTRATOR, "/accounts/new", "/accounts/new", account("new@example.org", "0"), LINK),
                new Once(
                        ADMINISTRATOR,
                        "/accounts/" + mistyped.id(),
                        "/accounts/" + mistyped.id(),
                        account("corrected@example.org", "0"),
                        LINK),
                new Once(
                        ADMINISTRATOR,
                        "/accounts/" + invited.id(),
                        "/accounts/" + invited.id() + "/invite",
                        Map.of(),
                        LINK),
                new Once(ADMINISTRATOR, lost, lost + "/lost-phone", Map.of(), LINK));
    }

    private static Map<String, String> account(String email, String version) {
        return Map.of("email", email, "name", "Jauna", "role", "COORDINATOR", "version", version);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void is_on_the_answer_only_and_is_not_replaced_by_reloading(Once once) {
        var stranger = Stranger.signedIn(SITE, once.who());
        var field = FIELD.matcher(stranger.get(once.page()).body());
        assertThat(field.find()).as("a token in the form").isTrue();
        var form = new java.util.HashMap<>(once.form());
        form.put("once", field.group(1));

        var answer = stranger.postWithToken(once.action(), form);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        var secret = secretIn(once, answer);
        // Six digits may be found anywhere.
        if (secret.length() > 6) {
            assertThat(everythingKept().contains(secret)).as("kept").isFalse();
        }
        var madeSoFar = made();
        var other = stranger.inTheOtherLanguage(answer);
        assertThat(secretIn(once, other)).as("in the other language").isEqualTo(secret);
        assertThat(other.body()).contains("<html lang=\"en\"");
        assertThat(secretIn(once, stranger.inTheOtherLanguage(other)))
                .as("and back")
                .isEqualTo(secret);

        var reloaded = stranger.postWithToken(once.action(), form);
        assertThat(reloaded.statusCode()).isEqualTo(409);
        assertThat(reloaded.body())
                .contains("<h1>Tas jau tika parādīts</h1>", "Ja ")
                .doesNotContain(secret, "??");
        assertThat(stranger.inTheOtherLanguage(reloaded).body()).contains("<h1>It was shown before</h1>");
        stranger.postWithToken("/language", Map.of("code", "lv"));
        assertThat(made()).as("nothing more was made").isEqualTo(madeSoFar);
    }

    /// Such as a form of a page that was open when the router was replaced.
    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void is_not_made_for_a_form_without_its_token(Once once) {
        var before = made();
        var stranger = Stranger.signedIn(SITE, once.who());
        for (var token : new String[] {"", "x", "x".repeat(44)}) {
            var form = new java.util.HashMap<>(once.form());
            form.put("once", token);
            assertThat(stranger.postWithToken(once.action(), form).statusCode()).isEqualTo(409);
        }
        assertThat(made()).isEqualTo(before);
    }

    @Test
    void a_refused_form_may_be_sent_again() {
        var stranger = Stranger.signedIn(SITE, ADMINISTRATOR);
        var once = RandomTokens.token();
        var wrong = Map.of("name", "", "scopes", "LINES", "lastDay", "2026-12-01", "once", once);
        assertThat(stranger.postWithToken("/tokens/new", wrong).statusCode()).isEqualTo(422);
        assertThat(stranger.postWithToken("/tokens/new", wrong).statusCode()).isEqualTo(422);
        var taken = new java.util.HashMap<>(account(CONSULTANT.email(), "0"));
        taken.put("once", once);
        assertThat(stranger.postWithToken("/accounts/new", taken).statusCode()).isEqualTo(422);
        taken.put("email", "free@example.org");
        assertThat(stranger.postWithToken("/accounts/new", taken).statusCode()).isEqualTo(200);
    }

    @Test
    void an_invitation_says_who_invites_where_and_until_when_and_is_sent_again_to_whoever_has_not_begun() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var first = administrator
                .postWithToken("/accounts/new", account("invited@example.org", "0"))
                .body();
        assertThat(first)
                .contains(
                        ADMINISTRATOR.name() + " aicina jūs uz dežūru lapām: localhost",
                        "Tā der līdz: piektdiena, 27. novembris, 10:00.",
                        "nedariet neko");
        var account =
                SITE.bean(Accounts.class).findActive("invited@example.org").orElseThrow();
        var page = "/accounts/" + account.id();
        assertThat(administrator.get(page).body()).contains(page + "/invite");
        var again = administrator.postWithToken(page + "/invite", Map.of()).body();
        assertThat(link(again)).isNotEqualTo(link(first));
        assertThat(new Stranger(SITE).get(link(first)).statusCode())
                .as("the earlier one")
                .isEqualTo(410);
        assertThat(new Stranger(SITE).get(link(again)).body())
                .contains("<h1>Jūs esat aicināts</h1>", "dežūru lapas: localhost");

        SITE.linkFor(account);
        assertThat(administrator.get(page).body()).doesNotContain(page + "/invite");
        assertThat(administrator.postWithToken(page + "/invite", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(administrator.get("/accounts").body()).contains("jau var ieiet");
    }

    private static String link(String page) {
        var link = LINK.matcher(page);
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private static String secretIn(Once once, HttpResponse<String> answer) {
        var secret = once.secret().matcher(answer.body());
        assertThat(secret.find()).as("a secret in the answer").isTrue();
        return secret.group(1).replace("-", "");
    }

    /// Every row of every table, as text. What is binary is read as letters too: a session is.
    private static String everythingKept() {
        return SITE.database().sql("""
            select string_agg(query_to_xml(format('select * from %I', tablename), true, false, '')::text, '')
                || (select string_agg(encode(attribute_bytes, 'escape'), '') from spring_session_attributes)
            from pg_tables where schemaname = 'public'\
            """).query(String.class).single();
    }

    private static String made() {
        return SITE.database().sql("""
            select concat_ws(' ',
                (select string_agg(code_hash, ',' order by code_hash) from recovery_code),
                (select string_agg(token_hash, ',' order by token_hash) from feed),
                (select string_agg(coalesce(code_hash, ''), ',' order by consultant) from number_code),
                (select count(*) from api_token),
                (select string_agg(coalesce(pin_hash, ''), ',' order by id) from consultant),
                (select string_agg(token_hash, ',' order by token_hash) from sign_in_link where purpose = 'invitation'),
                (select count(*) from audit_entry))\
            """).query(String.class).single();
    }
}
