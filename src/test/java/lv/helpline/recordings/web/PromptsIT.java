package lv.helpline.recordings.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditEntry;
import lv.helpline.recordings.Catalogue;
import lv.helpline.recordings.PhoneRecordingRequests;
import lv.helpline.recordings.PromptAudioCheck;
import lv.helpline.recordings.Recordings;
import lv.helpline.recordings.Recordings.Recording;
import lv.helpline.roster.Language;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;
import lv.helpline.staff.People;
import lv.helpline.staff.Pins;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An administrator speaks a prompt into a microphone that says the same all the time, listens, and lets callers hear
/// it.
class PromptsIT {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = Browsers.withSound(SITE);
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);

    @BeforeEach
    void nobody_has_recorded_anything() {
        SITE.database().sql("delete from recording").update();
        SITE.database().sql("delete from take").update();
    }

    @AfterAll
    static void close() {
        SITE.database().sql("delete from recording").update();
        SITE.database().sql("delete from take").update();
    }

    @PhoneAndDesk
    void by_the_keyboard_alone(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.context().grantPermissions(List.of("microphone"));
            visitor.signIn(ADMINISTRATOR, language).open("/prompts?language=" + language);
            visitor.isFlawless("prompts-" + language + "-" + width);
            visitor.page()
                    .locator("a[href='/prompts/" + language + "/greeting']")
                    .press("Enter");
            visitor.page().locator("#record").waitFor();
            var heard = "section[aria-labelledby=heard-title] audio";
            if (language.equals("lv")) {
                awaitSound(visitor.page(), heard);
            } else {
                assertThat(visitor.page().locator(heard).count())
                        .as("no sounds of Asterisk on this machine")
                        .isZero();
            }
            visitor.isFlawless("prompt-synthetic-" + language + "-" + width);
            recordsAndSends(visitor, language + "-" + width);
            acceptsWhatTheyHaveHeard(visitor, heard, language + "-" + width);

            visitor.page().locator("form[action*=remove] button").press("Enter");
            visitor.page().locator("form[action*=remove]").waitFor(gone());
            assertThat(all()).isEmpty();
        }
        assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 3).stream().map(AuditEntry::action))
                .containsExactly("recording-withdrawn", "recording-accepted", "recording-made");
    }

    /// @param variant of the page, for the names of pictures
    private static void recordsAndSends(Browsers.Visitor visitor, String variant) {
        visitor.tabTo("#record");
        record(visitor.page());
        visitor.isFlawless("prompt-recording-" + variant);
        // It is as long as that look took, and a recording that is too long is refused.
        visitor.page().keyboard().press("Escape");
        visitor.page().locator("#listen").waitFor();
        record(visitor.page());
        visitor.page().waitForFunction("() => parseFloat(document.getElementById('time').textContent) > 2");
        visitor.page().keyboard().press("Space");
        visitor.page().locator("#listen").waitFor();
        assertThat(all()).as("nothing is sent by itself").isEmpty();
        visitor.tabTo("#listen").page().keyboard().press("Space");
        visitor.page()
                .waitForFunction("() => document.getElementById('listen').textContent === "
                        + "document.getElementById('listen').dataset.stop");
        visitor.isFlawless("prompt-recorded-" + variant);
        visitor.tabTo("#send").page().keyboard().press("Enter");
    }

    private static void acceptsWhatTheyHaveHeard(Browsers.Visitor visitor, String heard, String variant) {
        visitor.page().locator("#waiting-title, #failed").filter(visible()).waitFor();
        assertThat(visitor.page().locator("#failed").filter(visible()).allTextContents())
                .isEmpty();
        visitor.page().locator("form[action*=accept] button").click();
        visitor.page().locator("main > [role=alert]").waitFor();
        assertThat(all())
                .as("nobody has played it")
                .noneMatch(recording -> recording.accepted().isPresent());
        awaitSound(visitor.page(), "section[aria-labelledby=waiting-title] audio");
        visitor.isFlawless("prompt-waiting-" + variant);
        assertThat(all()).singleElement().satisfies(recording -> {
            assertThat(recording.accepted()).isEmpty();
            assertThat(recording.way()).isEqualTo(Recordings.Way.BROWSER);
            assertThat(recording.length()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
        });
        visitor.tabTo("form[action*=accept] button").page().keyboard().press("Enter");
        visitor.page().locator("form[action*=accept]").waitFor(gone());
        awaitSound(visitor.page(), heard);
        visitor.isFlawless("prompt-accepted-" + variant);
        assertThat(all())
                .singleElement()
                .satisfies(recording -> assertThat(recording.accepted()).isPresent());
    }

    /// By the button that has the focus; what the microphone hears is seen.
    private static void record(Page page) {
        page.keyboard().press("Space");
        page.waitForFunction("() => document.getElementById('record').textContent === "
                + "document.getElementById('record').dataset.stop");
        page.waitForFunction("() => document.getElementById('level').value > 0.1");
    }

    @PhoneAndDesk
    void a_consultant_is_asked_to_speak_it_by_telephone(String language, int width) throws IOException {
        var consultant = SITE.somebody(Role.CONSULTANT);
        var speaker = consultant.consultant().orElseThrow();
        var author = ADMINISTRATOR.author(SITE.clock().instant());
        SITE.bean(Pins.class).renew(speaker, author);
        var name = SITE.bean(People.class).find(speaker).orElseThrow().person().name();
        var page = "/prompts/" + language + "/closed";
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language).open(page);
            visitor.tabTo("#consultant").page().selectOption("#consultant", speaker.toString());
            visitor.page().locator("#by-phone button").press("Enter");
            visitor.page().locator("form[action$='by-phone/remove']").waitFor();
            assertThat(visitor.page()
                            .locator("section[aria-labelledby=phone-title]")
                            .textContent())
                    .contains(
                            name, language.equals("lv") ? "25.11.2026 10:00" : "25 Nov 2026 10:00", "+371 25 550 100");
            visitor.isFlawless("prompt-asked-" + language + "-" + width);

            visitor.open("/prompts/" + language + "/nobody");
            visitor.page().selectOption("#consultant", speaker.toString());
            visitor.page().locator("#by-phone button").press("Enter");
            visitor.page().locator("#refused").waitFor();
            visitor.forgetComplaints();
            visitor.isFlawless("prompt-asked-elsewhere-" + language + "-" + width);

            var phoneRecordingRequests = SITE.bean(PhoneRecordingRequests.class);
            var now = SITE.clock().instant();
            var take = phoneRecordingRequests.of(speaker, now).orElseThrow();
            phoneRecordingRequests.keep(take.id(), speaker, now);
            visitor.open(page).isFlawless("prompt-kept-" + language + "-" + width);
            var prompt = Catalogue.read().find("closed").orElseThrow();
            phoneRecordingRequests.bring(
                    take, prompt, "…", new PromptAudioCheck.Unfit("recording-is-loud-enough"), now);
            visitor.open(page).page().locator("#phone-fault").waitFor();
            visitor.isFlawless("prompt-unfit-" + language + "-" + width);

            phoneRecordingRequests.ask(new Language(language), prompt, speaker, author);
            var again = phoneRecordingRequests.of(speaker, now).orElseThrow();
            phoneRecordingRequests.keep(again.id(), speaker, now);
            phoneRecordingRequests.bring(
                    again, prompt, "…", new PromptAudioCheck.Fit(wav(language), Duration.ofMillis(2_500)), now);
            visitor.open(page);
            assertThat(visitor.page()
                            .locator("section[aria-labelledby=waiting-title]")
                            .textContent())
                    .contains(name, ADMINISTRATOR.name(), language.equals("lv") ? "2,5" : "2.5");
            visitor.isFlawless("prompt-spoken-" + language + "-" + width);
            SITE.bean(Recordings.class).remove(all().getFirst().id(), author);
            visitor.open(page);
            visitor.page().selectOption("#consultant", speaker.toString());
            visitor.page().locator("#by-phone button").press("Enter");
            visitor.page().locator("form[action$='by-phone/remove'] button").press("Enter");
            visitor.page().locator("#by-phone").waitFor();
            assertThat(phoneRecordingRequests.of(speaker, now)).isEmpty();
        }
        assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 2).stream().map(AuditEntry::action))
                .containsExactly("take-taken-back", "take-asked");
    }

    @Test
    void whoever_is_asked_reads_the_text_on_their_own_page_until_they_leave() {
        var consultant = SITE.somebody(Role.CONSULTANT);
        var speaker = consultant.consultant().orElseThrow();
        var author = ADMINISTRATOR.author(SITE.clock().instant());
        SITE.bean(Pins.class).renew(speaker, author);
        var phoneRecordingRequests = SITE.bean(PhoneRecordingRequests.class);
        var prompt = Catalogue.read().find("closed").orElseThrow();
        phoneRecordingRequests.ask(Language.RUSSIAN, prompt, speaker, author);
        try (var visitor = BROWSERS.visitor(360)) {
            visitor.signIn(consultant, "lv").open("/duty");
            assertThat(visitor.page().locator("#take-words[lang=ru]").textContent())
                    .isEqualTo(Catalogue.read().text(Language.RUSSIAN, prompt));
            visitor.isFlawless("duty-take-lv-360");
        }
        var people = SITE.bean(People.class);
        var version = people.find(speaker).orElseThrow().version();
        assertThat(people.leave(speaker, version, RosterEdit.NONE, author)).isInstanceOf(EditResult.Done.class);
        assertThat(phoneRecordingRequests.of(
                        Language.RUSSIAN, prompt, SITE.clock().instant()))
                .isEmpty();
        assertThat(phoneRecordingRequests.ask(Language.RUSSIAN, prompt, speaker, author))
                .isEqualTo(new EditResult.Outdated());
    }

    @PhoneAndDesk
    void what_the_exchange_refuses_is_told_in_words(String language, int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language).open("/prompts/lv/closed");
            visitor.page().locator("#sound").setInputFiles(Browsers.SPOKEN);
            visitor.page().locator("#listen").waitFor();
            visitor.page().locator("#send").click();
            play(visitor);
            visitor.page().locator("form[action*=accept] button").click();
            visitor.page().locator("form[action*=accept]").waitFor(gone());
            var accepted = all().getFirst();
            for (var outcome : Recordings.Outcome.values()) {
                SITE.bean(Recordings.class).tell(accepted.language(), "closed", accepted.sha256(), outcome);
                visitor.open("/prompts/lv/closed");
                assertThat(visitor.page().locator("#refused-there").isVisible())
                        .isEqualTo(outcome != Recordings.Outcome.TAKEN);
                if (outcome == Recordings.Outcome.TAKEN || outcome == Recordings.Outcome.MENU_TOO_LONG) {
                    visitor.isFlawless("prompt-" + outcome.word() + "-" + language + "-" + width);
                }
            }
        }
    }

    @Test
    void whoever_has_no_microphone_is_told_so_and_sends_a_file() {
        try (var visitor = BROWSERS.visitor(360)) {
            visitor.signIn(ADMINISTRATOR, "lv").open("/prompts/lv/closed");
            visitor.page().locator("#record").click();
            visitor.page().locator("#failed").waitFor();
            visitor.isFlawless("prompt-denied-lv-360");
            visitor.page().locator("#sound").setInputFiles(Browsers.SPOKEN);
            visitor.page().locator("#listen").waitFor();
            visitor.page().locator("#send").click();
            visitor.page().locator("#waiting-title").waitFor();
            assertThat(all())
                    .singleElement()
                    .satisfies(recording -> assertThat(recording.way()).isEqualTo(Recordings.Way.FILE));
        }
    }

    /// Who has spoken by telephone is known on the duty line only.
    @Test
    void a_page_cannot_say_that_a_sound_came_by_telephone() {
        try (var visitor = BROWSERS.visitor(1280)) {
            visitor.signIn(ADMINISTRATOR, "lv").open("/prompts/lv/closed");
            var token = visitor.page().locator("input[name=_csrf]").first().inputValue();
            var sent = FormData.create()
                    .set("_csrf", token)
                    .set("sound", Browsers.SPOKEN)
                    .set("way", "PHONE");
            var answer = visitor.context()
                    .request()
                    .post(visitor.page().url(), RequestOptions.create().setMultipart(sent));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(all()).isEmpty();
        }
    }

    @Test
    void what_was_recorded_outlives_the_session() {
        try (var visitor = BROWSERS.visitor(1280)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/prompts/lv/closed");
            visitor.page().locator("#sound").setInputFiles(Browsers.SPOKEN);
            visitor.page().locator("#listen").waitFor();
            var kept = visitor.context().cookies();
            visitor.context().clearCookies();
            visitor.page().locator("#send").click();
            visitor.page().locator("#failed").waitFor();
            assertThat(all()).isEmpty();
            visitor.context()
                    .addCookies(kept.stream()
                            .map(cookie -> new Cookie(cookie.name, cookie.value)
                                    .setUrl(SITE.address().toString()))
                            .toList());
            visitor.page().locator("#send").click();
            visitor.page().locator("#waiting-title").waitFor();
            assertThat(all()).hasSize(1);
        }
    }

    @Test
    void the_server_says_what_is_wrong_with_a_take_and_the_take_stays() {
        try (var visitor = BROWSERS.visitor(360)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/prompts/lv/language-1");
            visitor.page().locator("#sound").setInputFiles(Browsers.SPOKEN);
            visitor.page().locator("#listen").waitFor();
            visitor.page().locator("#send").click();
            visitor.page().locator("#failed").waitFor();
            assertThat(visitor.page().locator("#failed").textContent()).contains("2 seconds");
            visitor.forgetComplaints();
            visitor.isFlawless("prompt-refused-en-360");
            assertThat(visitor.page().locator("#listen").isVisible()).isTrue();
        }
    }

    static Stream<Arguments> files() throws IOException {
        var whole = Files.readAllBytes(Browsers.SPOKEN);
        var silent = whole.clone();
        Arrays.fill(silent, 44, silent.length, (byte) 0);
        var fast = whole.clone();
        fast[25] = (byte) 0xac;
        return Stream.of(
                Arguments.of("no sound", new byte[] {1, 2, 3}, "WAV"),
                Arguments.of("half of it", Arrays.copyOf(whole, 4000), "WAV"),
                Arguments.of("another rate", fast, "8 kHz"),
                Arguments.of("silence", silent, "closer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_file_is_looked_over_by_the_server_whatever_the_browser_thinks(String what, byte[] file, String remedy) {
        try (var visitor = BROWSERS.visitorWithoutScripts(360)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/prompts/lv/closed");
            visitor.page().locator("#sound").setInputFiles(new FilePayload("take.wav", "audio/wav", file));
            visitor.page().locator("#send").click();
            assertThat(visitor.page().locator("#refused").textContent()).contains(remedy);
            assertThat(all()).as(what).isEmpty();
        }
    }

    /// As the page's player does when somebody presses play: this Chromium has no sound of its own.
    private static void play(Browsers.Visitor visitor) {
        var sound =
                visitor.page().locator("section audio[src*=recordings]").first().getAttribute("src");
        assertThat(visitor.context().request().get(SITE.at(sound)).status()).isEqualTo(200);
    }

    @Test
    void of_two_who_decide_the_second_is_told() {
        var stranger = Stranger.signedIn(SITE, ADMINISTRATOR);
        try (var visitor = BROWSERS.visitorWithoutScripts(1280)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/prompts/ru/closed");
            visitor.page().locator("#sound").setInputFiles(Browsers.SPOKEN);
            visitor.page().locator("#send").click();
            var id = all().getFirst().id();
            visitor.page().locator("form[action*=accept]").waitFor();
            stranger.get("/prompts/recordings/" + id);
            stranger.postWithToken("/prompts/recordings/" + id + "/accept", Map.of());
            play(visitor);
            visitor.page().locator("form[action*=accept] button").click();
            assertThat(visitor.page().locator("main > [role=alert]").textContent())
                    .contains("already");
            assertThat(all())
                    .singleElement()
                    .satisfies(recording -> assertThat(recording.accepted()).isPresent());
        }
        assertThat(stranger.get(
                                "/prompts?language=ru&words=%D0%BA%D0%BE%D0%BD%D1%81%D1%83%D0%BB%D1%8C%D1%82%D0%B0%D0%BD%D1%82%D1%8B")
                        .body())
                .as("found by a word, whatever place it is heard at")
                .contains("/prompts/ru/closed")
                .doesNotContain("/prompts/ru/greeting");
        assertThat(stranger.get("/prompts/ru/nothing").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/prompts/xx/closed").statusCode()).isEqualTo(404);
    }

    private static byte[] wav(String language) throws IOException {
        return Files.readAllBytes(Path.of("target/sounds/sounds", language, "helpline/closed.wav"));
    }

    private static List<Recording> all() {
        return SITE.bean(Recordings.class).all();
    }

    private static void awaitSound(Page page, String player) {
        page.locator(player).evaluate("player => { player.muted = true; return player.play(); }");
        page.waitForFunction(
                "selector => { const player = document.querySelector(selector); "
                        + "return player.duration > 1 && player.currentTime > 0.1; }",
                player);
    }

    private static Locator.FilterOptions visible() {
        return new Locator.FilterOptions().setVisible(true);
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }
}
