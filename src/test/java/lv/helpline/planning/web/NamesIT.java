package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.identity.ApiKeys;
import lv.helpline.recordings.Catalogue;
import lv.helpline.recordings.PromptAudioCheck;
import lv.helpline.recordings.Recordings;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.shared.EditResult;
import lv.helpline.staff.People;
import lv.helpline.testing.pages.EveryPage;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever has a name is called by a script, and each page there is, a later one too, shows only a name.
class NamesIT {

    private static final Site SITE = Slice.shared();
    private static final String EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    private static final String TAKEN = "riga-trust";

    private static Account administrator = SITE.somebody(Role.ADMINISTRATOR);
    private static Account consultant = administrator;
    private static int person;
    private static String lineName = "";

    @BeforeAll
    static void call_everything_so() {
        var now = administrator.author(SITE.clock().instant());
        person = id(SITE.bean(People.class)
                .add(
                        new People.Person(
                                EVIL, new Contact.SipPhone("evil"), Set.of(Language.LATVIAN), Set.of(), false),
                        now));
        SITE.database().sql("""
            insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from)
            select :person, 'riga', weekday, '00:00', '00:00', '2026-01-01' from generate_series(1, 7) as weekday\
            """).param("person", person).update();
        SITE.database()
                .sql("update consultant set verified_at = now() where id = :person")
                .param("person", person)
                .update();
        var accounts = SITE.bean(Accounts.class);
        administrator =
                SITE.account(accounts.add("evil-a@example.org", EVIL, Role.ADMINISTRATOR, Optional.empty(), now));
        consultant = SITE.account(
                accounts.add("evil-n@example.org", EVIL, Role.CONSULTANT, Optional.of(new ConsultantId(person)), now));
        lineName = SITE.database()
                .sql("select name from line where id = :line")
                .param("line", TAKEN)
                .query(String.class)
                .single();
        SITE.database()
                .sql("update line set name = :name where id = :line")
                .param("name", EVIL)
                .param("line", TAKEN)
                .update();
        SITE.bean(ApiKeys.class)
                .add(
                        EVIL,
                        Set.of(ApiKeys.Scope.LINES),
                        SITE.clock().instant().plusSeconds(3600),
                        "c".repeat(64),
                        administrator.author(SITE.clock().instant()));
        record(administrator.author(SITE.clock().instant()));
        var stranger = Stranger.signedIn(SITE, administrator);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            var html = stranger.get("/who?line=" + TAKEN + "&language=lv").body();
            return html.split("&lt;script&gt;", -1).length > 3;
        });
    }

    /// A voice that callers hear, of words that the prompt had before, and one that waits.
    private static void record(Author author) {
        var recordings = SITE.bean(Recordings.class);
        var prompt = Catalogue.read().find("greeting").orElseThrow();
        var sound = new PromptAudioCheck.Fit(new byte[1], Duration.ofSeconds(1));
        var accepted =
                id(recordings.propose(Language.LATVIAN, prompt, EVIL, sound, Recordings.Origin.Page.FILE, author));
        recordings.accept(accepted, author);
        recordings.propose(Language.LATVIAN, prompt, EVIL, sound, Recordings.Origin.Page.FILE, author);
    }

    @AfterAll
    static void call_them_by_their_names_again() {
        SITE.database()
                .sql("delete from weekly_duty where consultant = :person")
                .param("person", person)
                .update();
        SITE.database()
                .sql("update line set name = :name where id = :line")
                .param("name", lineName)
                .param("line", TAKEN)
                .update();
        SITE.database().sql("delete from recording").update();
    }

    @Test
    void a_name_that_is_a_script_is_only_a_name_on_every_page() {
        var shown = new TreeSet<String>();
        for (var who : Map.of(Role.ADMINISTRATOR, administrator, Role.CONSULTANT, consultant)
                .values()) {
            var stranger = Stranger.signedIn(SITE, who);
            for (var pattern : EveryPage.of(SITE)) {
                var place = pattern.replace("/lines/{id}", "/lines/" + TAKEN)
                        .replace("/people/{id}", "/people/" + person)
                        .replace("/accounts/{id}", "/accounts/" + administrator.id())
                        .replace("/prompts/{language}/{prompt}", "/prompts/lv/greeting")
                        .replaceAll("\\{[^}]*}", "1");
                var answer = stranger.get(place);
                if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                    continue;
                }
                assertThat(answer.body()).as(place).doesNotContain("<script>alert", "<img src=x", "\"'><");
                // Once is the name of who looks.
                if (answer.statusCode() == 200 && answer.body().split("&lt;script&gt;", -1).length > 2) {
                    shown.add(pattern);
                }
            }
        }
        assertThat(shown)
                .contains(
                        "/accounts",
                        "/audit",
                        "/account",
                        "/calendar",
                        "/duty",
                        "/lines",
                        "/people",
                        "/prompts/{language}/{prompt}",
                        "/tokens",
                        "/who");
    }

    /// The consultant sees their own, by no id that they could change.
    @Test
    void a_consultant_reaches_nobody_elses_by_any_id() {
        var stranger = Stranger.signedIn(SITE, consultant);
        for (var pattern : EveryPage.of(SITE)) {
            if (pattern.contains("{id}")) {
                for (var id : new String[] {"1", "2", "3", TAKEN}) {
                    assertThat(stranger.get(pattern.replaceAll("\\{[^}]*}", id)).statusCode())
                            .as(pattern + " with " + id)
                            .isIn(302, 403, 404, 405);
                }
            }
        }
        // A proposal that is not theirs led back here with a word on it, which is said once.
        stranger.get("/duty");
        assertThat(withoutTokens(stranger.get("/duty?consultant=1&id=1").body()))
                .isEqualTo(withoutTokens(stranger.get("/duty").body()));
    }

    private static String withoutTokens(String html) {
        return html.replaceAll("name=\"(_csrf|once|_page|to)\" value=\"[^\"]+\"", "");
    }

    private static int id(EditResult editResult) {
        return Integer.parseInt(((EditResult.Done) editResult).id());
    }
}
