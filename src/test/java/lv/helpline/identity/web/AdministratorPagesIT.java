package lv.helpline.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.app.PagesIT;
import lv.helpline.audit.Author;
import lv.helpline.identity.ApiKeys;
import lv.helpline.roster.ConsultantId;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.EveryPage;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The pages that administrators see, like those of [PagesIT]; beside them, because they take as long.
class AdministratorPagesIT {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final String WORD = "w".repeat(80);

    /// What the roster shows of a duty of Anna's, and beside its lines.
    private static final List<String> SHEETS = Stream.of(
                    "?by=people",
                    "?swap=DUTY",
                    "/shift?shift=DUTY",
                    "/preview?what=away&person=2&shift=DUTY",
                    "/time?of=line:riga-trust&start=2026-11-25T09:00&end=2026-11-25T17:00",
                    "/plan?person=1",
                    "/day?date=2026-11-26",
                    "/at?at=2026-11-25T10:00")
            .map(sheet -> "/roster" + sheet.replace("DUTY", "1%20region:RIGA%202026-11-25T09:00%202026-11-25T17:00"))
            .toList();

    @BeforeEach
    void offer_a_wish() {
        SITE.database()
                .sql("insert into line_wish (line, wish) values ('riga-trust', 'woman')")
                .update();
        SITE.database()
                .sql("insert into consultant_wish (consultant, wish) values (3, 'woman')")
                .update();
    }

    @AfterEach
    void offer_it_no_more() {
        SITE.database().sql("delete from line_wish").update();
        SITE.database().sql("delete from consultant_wish").update();
    }

    @PhoneAndDesk
    void of_an_administrator(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language);
            visitor.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            for (var path : List.of(
                    "/now",
                    "/who?line=riga-trust&at=2026-11-24T10:00",
                    "/who?line=latgale&language=en&at=2026-12-24T12:00",
                    "/who?line=vidzeme&language=&at=2026-11-24T10:00",
                    "/calendar",
                    "/lines",
                    "/lines/riga-trust",
                    "/people",
                    "/people/new",
                    "/people/3",
                    "/account",
                    "/account/password",
                    "/guide",
                    "/accounts",
                    "/accounts/new",
                    "/accounts/" + ADMINISTRATOR.id(),
                    "/tokens",
                    "/tokens/new",
                    "/roster/csv",
                    "/audit")) {
                visitor.open(path);
                assertThat(visitor.page().locator("html").getAttribute("lang")).isEqualTo(language);
                visitor.isFlawless(PagesIT.name(path) + "-" + language + "-" + width);
            }
            visitor.open("/tokens/new");
            visitor.page().locator("#name").fill("Programma");
            visitor.page().locator("[name=scopes]").first().check();
            visitor.page().locator("main form .button.main").click();
            visitor.page().locator("#token").waitFor();
            var token = visitor.page().locator("#token").innerText();
            visitor.page().locator("[data-copy=token]").press("Enter");
            visitor.page().locator("[data-copied]:not(:empty)").waitFor();
            assertThat(visitor.page().locator("[data-copied]").innerText())
                    .isEqualTo(language.equals("lv") ? "Nokopēts." : "Copied.");
            assertThat(visitor.page().evaluate("navigator.clipboard.readText()"))
                    .isEqualTo(token);
            visitor.isFlawless("token-made-" + language + "-" + width);
            visitor.page().locator("main .button.main").click();
            visitor.page().locator("form[action*=revoke]").first().waitFor();
            visitor.isFlawless("tokens-one-" + language + "-" + width);
            visitor.open("/nothing-here");
            visitor.forgetComplaints();
            visitor.isFlawless("not-found-" + language + "-" + width);
            SITE.database().sql("delete from recovery_code").update();
            visitor.open("/account");
            assertThat(visitor.page().locator("#codes-title ~ .note").innerText())
                    .startsWith(language.equals("lv") ? "Rezerves kodu nav" : "You have no recovery codes");
            visitor.page().locator("form[action*=recovery-codes] button").click();
            visitor.page().locator(".codes li").first().waitFor();
            assertThat(visitor.page().locator(".codes li").count()).isEqualTo(8);
            // As where a browser lets nothing into its clipboard.
            visitor.page()
                    .evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))");
            visitor.page().locator("[data-copy=codes]").press("Enter");
            visitor.page().locator("[data-copied]:not(:empty)").waitFor();
            assertThat(visitor.page().evaluate("getSelection().toString().trim().split(/\\s+/).length"))
                    .as("codes that are marked")
                    .isEqualTo(8);
            visitor.isFlawless("recovery-codes-" + language + "-" + width);
        }
    }

    /// One word, as long as a form takes it: of 80 letters most, of 300 what is spoken to callers.
    @Test
    void no_word_is_too_long_for_a_phone() {
        var administrator = accountOf("administrator", Role.ADMINISTRATOR, Optional.empty());
        var consultant = accountOf("consultant", Role.CONSULTANT, Optional.of(someoneWithoutAnAccount()));
        call_everything_by_one_word(administrator.author(SITE.clock().instant()));
        try (var visitor = BROWSERS.visitor(360)) {
            var closure = SITE.database()
                    .sql("select id from closure where line = 'zemgale'")
                    .query(Integer.class)
                    .single();
            var shown = new TreeSet<String>();
            var wide = new TreeMap<String, Integer>();
            var broken = new TreeSet<String>();
            for (var who : List.of(administrator, consultant)) {
                visitor.signIn(who, "lv").open("/account");
                for (var pattern : Stream.concat(EveryPage.of(SITE).stream(), SHEETS.stream())
                        .toList()) {
                    var place = pattern.replace("/lines/{id}", "/lines/riga-trust")
                            .replace("/accounts/{id}", "/accounts/" + consultant.id())
                            .replace("/{kind}/{id}", "/CLOSURE/" + closure)
                            .replace("/{language}/{prompt}", "/lv/greeting")
                            .replaceAll("\\{[^}]*}", "1");
                    var answer = visitor.context().request().get(SITE.at(place));
                    if (answer.ok()
                            && answer.headers().getOrDefault("content-type", "").startsWith("text/html")
                            && answer.url().endsWith(place)) {
                        visitor.page().setContent(answer.text());
                        wide.put(place, visitor.sticksOut());
                        broken.addAll(visitor.brokenWords());
                        if (answer.text().split(WORD, -1).length > 2) {
                            shown.add(pattern);
                        }
                    }
                }
            }
            wide.values().removeIf(pixels -> pixels <= 0);
            assertThat(wide)
                    .as("pages that are wider than the screen, and by how much")
                    .isEmpty();
            assertThat(broken).as("words that are short enough to stay whole").isEmpty();
            assertThat(shown)
                    .contains(
                            "/accounts",
                            "/accounts/{id}",
                            "/audit",
                            "/calendar",
                            "/calendar/{kind}/{id}/remove",
                            "/lines",
                            "/lines/{id}",
                            "/now",
                            "/outside",
                            "/people",
                            "/people/{id}",
                            "/people/{id}/leave",
                            "/roster",
                            "/statistics",
                            "/tokens",
                            "/who")
                    .containsAll(SHEETS);
        } finally {
            call_everything_by_its_name_again();
        }
    }

    private static ConsultantId someoneWithoutAnAccount() {
        return new ConsultantId(SITE.database()
                .sql("select min(id) from consultant where left_on is null"
                        + " and id not in (select consultant from account where consultant is not null)")
                .query(Integer.class)
                .single());
    }

    private static Account accountOf(String email, Role role, Optional<ConsultantId> consultant) {
        return SITE.account(SITE.bean(Accounts.class)
                .add(
                        email + "w".repeat(60 - email.length()) + "@example.org",
                        WORD,
                        role,
                        consultant,
                        Author.router(SITE.clock().instant())));
    }

    private static void call_everything_by_one_word(Author author) {
        SITE.bean(ApiKeys.class)
                .add(WORD, Set.of(ApiKeys.Scope.values()), author.at().plusSeconds(3600), "8".repeat(64), author);
        for (var sql : List.of(
                "update consultant set name = :word where id = 1",
                "update line set name = :word where id in ('riga-trust', 'zemgale')",
                "insert into campaign (held_on, note) values ('2026-11-20', :word)",
                """
                with closed as (insert into closure (line, starts, ends)
                    values ('zemgale', '2026-11-24 00:00', '2026-11-25 00:00') returning id)
                insert into closure_message select id, 'lv', :word || repeat('w', 220) from closed\
                """,
                """
                insert into outside_help (position, name, number, languages, checked_on)
                values (99, :word || repeat('w', 220), '116006', '{lv}', '2026-11-01')\
                """)) {
            SITE.database().sql(sql).param("word", WORD).update();
        }
        var stranger = Stranger.signedIn(SITE, ADMINISTRATOR);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        stranger.get("/who?line=riga-trust&language=lv").body().split(WORD, -1).length > 2);
    }

    private static void call_everything_by_its_name_again() {
        for (var sql : List.of(
                "update consultant set name = 'Anna' where id = 1",
                "update line set name = 'Rīga, uzticības tālrunis' where id = 'riga-trust'",
                "update line set name = 'Zemgale' where id = 'zemgale'",
                "delete from campaign where held_on = '2026-11-20'",
                "delete from closure where line = 'zemgale'",
                "delete from outside_help where position = 99")) {
            SITE.database().sql(sql).update();
        }
    }
}
