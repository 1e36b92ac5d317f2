package lv.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.mail.MailComposer;
import lv.helpline.roster.Language;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Consultants, and whoever signs in, may read Russian; administrators and coordinators are not offered it.
class RussianPagesIT {

    private static final Site SITE = Slice.shared();
    private static final String UNREVIEWED = "Перевод на русский язык ещё не проверен.";

    @AfterAll
    static void leave_the_roster_as_it_was() {
        SITE.database()
                .sql("delete from cover where starts = '2026-11-25 09:00' and ends = '2026-11-25 12:00'")
                .update();
    }

    @Test
    void a_consultant_reads_russian_and_no_sentence_of_latvian_in_the_middle() throws IOException {
        var account = SITE.somebody(Role.CONSULTANT);
        SITE.database()
                .sql("insert into cover (consultant, line, starts, ends)"
                        + " values (:id, 'latgale', '2026-11-25 09:00', '2026-11-25 12:00')")
                .param("id", account.consultant().orElseThrow().value())
                .update();
        var consultant = Stranger.signedIn(SITE, account);
        assertThat(consultant.get("/duty").body()).contains("value=\"ru\" lang=\"ru\"", ">Русский<");
        consultant.postWithToken("/language", Map.of("code", "ru"));
        var latvian = sentences();
        for (var page : List.of(
                "/duty",
                "/account",
                "/nothing",
                "/roster",
                "/duty?kept=gone",
                "/duty/cannot?start=2026-11-25T09:00",
                "/duty/swap?start=2026-11-25T09:00")) {
            var shown = Jsoup.parse(consultant.get(page).body());
            assertThat(shown.select("html").attr("lang")).as(page).isEqualTo("ru");
            assertThat(shown.select("footer").text()).as(page).isEqualTo(UNREVIEWED);
            assertThat(latvian).as(page).noneMatch(shown.text()::contains);
        }
        assertThat(consultant
                        .postWithToken("/duty/leave", Map.of("kind", "leave", "from", "x", "to", ""))
                        .body())
                .contains("<html lang=\"ru\"", "Нужен день, например, 30.11.2026.");
        assertThat(consultant.get("/guide").body())
                .contains("Руководство пока есть только на латышском", "<article class=\"card guide\" lang=\"lv\"");
    }

    @Test
    void whoever_signs_in_reads_what_the_browser_asks_for() {
        var page = new Stranger(SITE)
                .get("/sign-in", "Accept-Language", "ru-LV,ru;q=0.9,lv;q=0.5")
                .body();
        assertThat(page).contains("<html lang=\"ru\"", "<h1>Вход</h1>", UNREVIEWED);
        assertThat(new Stranger(SITE).get("/sign-in?lang=lv").body()).doesNotContain("unreviewed");
    }

    @Test
    void a_coordinator_who_prefers_it_reads_latvian_and_may_choose_english() {
        var account = SITE.somebody(Role.COORDINATOR);
        SITE.bean(Accounts.class).setLanguage(account.id(), new Language("ru"));
        var coordinator = Stranger.signedIn(SITE, account);
        for (var path : List.of("/calendar", "/calendar?lang=ru", "/account", "/nothing")) {
            var page = Jsoup.parse(coordinator.get(path).body());
            assertThat(page.select("html").attr("lang")).as(path).isEqualTo("lv");
            assertThat(page.select(".tools button[lang]").eachText()).as(path).containsExactly("English");
        }
        coordinator.postWithToken("/language", Map.of("code", "en"));
        coordinator.postWithToken("/language", Map.of("code", "ru"));
        assertThat(coordinator.get("/calendar").body()).contains("<html lang=\"en\"");
    }

    @Test
    void a_mail_is_in_russian_for_a_consultant_only_and_says_that_nobody_has_read_it_over() {
        var mails = SITE.bean(MailComposer.class);
        for (var role : List.of(Role.CONSULTANT, Role.ADMINISTRATOR)) {
            var id = SITE.somebody(role).id();
            SITE.bean(Accounts.class).setLanguage(id, new Language("ru"));
            var account = SITE.bean(Accounts.class).find(id).orElseThrow();
            assertThat(mails.mail(account, "/", "mail.link").text())
                    .contains(role == Role.CONSULTANT ? "Ваша ссылка" : "Jūsu saite");
            assertThat(mails.mail(account, "/", "mail.link").text().endsWith("\n\n" + UNREVIEWED))
                    .isEqualTo(role == Role.CONSULTANT);
        }
    }

    /// What pages say in Latvian, but for single words, which may be names.
    private static List<String> sentences() throws IOException {
        var messages = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages.properties"))) {
            messages.load(reader);
        }
        return messages.values().stream()
                .map(Object::toString)
                .filter(message -> message.contains(" ") && message.length() > 12 && !message.contains("{"))
                .toList();
    }
}
