package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.callout.TestCalls;
import lv.helpline.planning.Calendar;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.WhichPhone;
import lv.helpline.staff.People;
import lv.helpline.staff.Pins;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is edited on the pages, from the form to the next call, in a real browser. What a form refuses is tried in
/// [EditRulesIT].
class EditsIT {

    private static final Site SITE = Site.shared();
    private static final Browsers BROWSERS = new Browsers(SITE);
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);

    private final Calendar calendar = SITE.bean(Calendar.class);
    private final People people = SITE.bean(People.class);

    @AfterEach
    void open_the_lines_again() {
        SITE.database().sql("delete from closure").update();
        SITE.database().sql("delete from special_opening").update();
    }

    /// Choose the line, save: two actions, by the keyboard. The router goes by it at once.
    @Test
    void a_line_is_closed_for_tomorrow_by_the_keyboard_and_calls_go_by_it() {
        try (var visitor = BROWSERS.visitor(360)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/calendar");
            visitor.page().locator("input[value=CLOSURE]").check();
            visitor.tabTo("#line").page().keyboard().type("Latgale");
            visitor.page().locator("#from").fill("2026-11-25T00:00");
            visitor.page().locator("#to").fill("2026-11-26T00:00");
            visitor.tabTo("main form .button.main").page().keyboard().press("Enter");
            visitor.page().waitForURL("**/calendar/preview?*");
            assertThat(visitor.page().locator("main").innerText())
                    .contains(
                            "Closed: ",
                            "Latgale",
                            "Wednesday 25 November",
                            "The duties of 2 people change.",
                            "Hours of duty that go: 16 h.");
            visitor.isFlawless("calendar-preview-en-360");
            visitor.tabTo("main form .button.main").page().keyboard().press("Enter");
            visitor.page().locator(".note.good").waitFor();
            visitor.isFlawless("calendar-closed-en-360");
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                visitor.open("/who?line=latgale&at=2026-11-25T12:00");
                return visitor.page().locator("#verdict").innerText().equals("The line is closed");
            });
            visitor.isFlawless("who-closed-en-360");
            visitor.open("/calendar").page().locator("a.button.danger").click();
            visitor.page().locator("form button.danger").click();
            visitor.page().locator(".note.good").waitFor();
            assertThat(calendar.endingAfter(Site.NOW)).isEmpty();
            visitor.open("/audit");
            assertThat(visitor.page().locator(".reasons li").first().innerText())
                    .contains("Closure removed", "Latgale", "25 Nov 2026 00:00");
        }
    }

    @Test
    void a_person_is_added_by_the_keyboard_and_a_wrong_number_is_said_at_the_field() {
        try (var visitor = BROWSERS.visitor(360)) {
            visitor.signIn(ADMINISTRATOR, "lv").open("/people/new");
            visitor.tabTo("#name").page().keyboard().type("Līga");
            visitor.tabTo("#contact").page().keyboard().type("2912345");
            visitor.page().keyboard().press("Enter");
            visitor.page().locator("#contact-unread").waitFor();
            visitor.forgetComplaints();
            visitor.isFlawless("person-refused-lv-360");
            assertThat(visitor.page().locator("#contact").getAttribute("aria-invalid"))
                    .isEqualTo("true");
            assertThat(visitor.page().locator("#name").inputValue()).isEqualTo("Līga");
            visitor.page().locator("#contact").fill("29 123 456");
            visitor.page().keyboard().press("Enter");
            visitor.page().locator(".note.good").waitFor();
            visitor.open("/people");
            assertThat(visitor.page().content()).doesNotContain("+37129123456");
            assertThat(visitor.page().locator(".rows li:has-text('Līga')").innerText())
                    .containsOnlyOnce("nav apstiprināts")
                    .contains("+…56", "Numurs nav apstiprināts");
            assertThat(visitor.page().locator(".rows li:has-text('Kristaps')").innerText())
                    .doesNotContain("nav apstiprināts");
        }
        assertThat(people.all())
                .anySatisfy(
                        entry -> assertThat(entry.person().contact()).isEqualTo(new Contact.Mobile("+37129123456")));
        assertThat(SITE.database()
                        .sql("select string_agg(changes, ' ') from audit_entry")
                        .query(String.class)
                        .single())
                .contains("+…56")
                .doesNotContain("29123456");
    }

    /// From the roster, where work begins: each press, choice and field is an action.
    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void somebody_new_is_rung_for_a_test_after_twelve_actions_at_most(int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            var page = visitor.signIn(ADMINISTRATOR, "en").open("/roster").page();
            var name = "Zane " + width;
            List<Runnable> actions = List.of(
                    () -> page.locator(width < 1280 ? ".pages-button" : ".nav a[href='/people']")
                            .click(),
                    () -> page.locator(width < 1280 ? ".nav a[href='/people']" : "h1")
                            .click(),
                    () -> page.locator("a[href='/people/new']").click(),
                    () -> page.locator("#name").fill(name),
                    () -> page.locator("#contact").fill("2912" + (1000 + width)),
                    () -> page.locator("input[name=regions][value=LATGALE]").check(),
                    () -> page.locator("main form .button.main").first().click(),
                    () -> page.locator("a[href='#test-call']").click(),
                    () -> page.locator("form[action$='/number-code'] button").click());
            actions.forEach(Runnable::run);
            assertThat(actions).hasSizeLessThanOrEqualTo(12);
            assertThat(page.locator("main").innerText()).containsPattern("\\d{6}");
            var person = people.all().stream()
                    .filter(entry -> entry.person().name().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(SITE.bean(TestCalls.class).last(person.id(), WhichPhone.FIRST))
                    .as("the call")
                    .isPresent();

            visitor.open("/people/" + person.id().value());
            assertThat(page.locator("#steps-title ~ ul li").allInnerTexts())
                    .satisfiesExactly(
                            number -> assertThat(number).contains("Number not verified"),
                            duty -> assertThat(duty).contains("No duty in the coming four weeks", "Add duties"),
                            account -> assertThat(account).contains("No account", "New account"),
                            pin -> assertThat(pin).contains("No PIN", "Make a PIN"));
            visitor.isFlawless("person-new-en-" + width);
            page.locator("main a[href^='/accounts/new']").click();
            assertThat(page.locator("#name").inputValue()).as("typed once").isEqualTo(name);
            assertThat(page.locator("#consultant").inputValue())
                    .isEqualTo(Integer.toString(person.id().value()));
            page.locator("#email").fill("zane" + width + "@example.org");
            page.locator("main form .button.main").first().click();
            visitor.open("/people");
            assertThat(page.locator(".rows li:has-text('" + name + "')").innerText())
                    .contains("Invitation sent, not opened yet", "No PIN", "No duty");
            visitor.isFlawless("people-steps-en-" + width);
        }
    }

    /// It is on one answer, and on no page after it.
    @Test
    void an_administrator_makes_a_pin_that_is_shown_once_and_proves_its_owner() {
        try (var visitor = BROWSERS.visitor(360)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/people/6");
            visitor.isFlawless("person-pin-en-360");
            visitor.page().locator("form[action$='/pin'] .button").click();
            var pin = visitor.page().locator("#pin").innerText();
            assertThat(pin).matches("[0-9]{6}");
            assertThat(visitor.page().locator("header [name=code]").count())
                    .as("ways to lose it by another language")
                    .isZero();
            assertThat(visitor.page().locator("#number").innerText()).isEqualTo("6");
            visitor.isFlawless("pin-en-360");
            assertThat(SITE.bean(Pins.class).verify(Optional.of(new ConsultantId(6)), pin, Instant.now()))
                    .isPresent();
            visitor.page().locator("main .button.main").click();
            assertThat(visitor.page().locator("main").innerText())
                    .contains("New PIN")
                    .doesNotContain(pin);
            visitor.open("/audit");
            assertThat(visitor.page().locator(".reasons li").first().innerText())
                    .contains("New PIN", "Kristaps")
                    .doesNotContain(pin);
        }
        assertThat(Stranger.signedIn(SITE, ADMINISTRATOR)
                        .postWithToken("/people/77/pin", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_hours_of_monday_are_those_of_the_other_workdays_at_one_press() {
        try (var visitor = BROWSERS.visitor(360)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/lines/vidzeme");
            visitor.page().locator("#day-0").fill("10–18:30");
            var weekend = visitor.page().locator("#day-5").inputValue();
            visitor.page().locator("[data-copies]").click();
            assertThat(IntStream.rangeClosed(0, 4)
                            .mapToObj(
                                    day -> visitor.page().locator("#day-" + day).inputValue()))
                    .containsOnly("10–18:30");
            assertThat(visitor.page().locator("#day-5").inputValue()).isEqualTo(weekend);
            visitor.page().locator("details.more > summary").click();
            visitor.page().locator("#patience").fill("2");
            visitor.page().locator("button.main").click();
            assertThat(visitor.page().locator("#patience-unread").innerText()).contains("20 s, 15 min or 1 h");
            assertThat(visitor.page().locator("#patience").inputValue()).isEqualTo("2");
            assertThat(visitor.page().locator("#day-4").inputValue())
                    .as("nothing is lost")
                    .isEqualTo("10–18:30");
            visitor.forgetComplaints();
            visitor.isFlawless("line-unread-en-360");
        }
    }

    @Test
    void a_line_gets_other_hours_by_the_keyboard_and_calls_go_by_them() {
        try (var visitor = BROWSERS.visitor(360)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/lines/vidzeme");
            visitor.tabTo("#day-5").page().keyboard().type("10-14");
            visitor.tabTo("#day-6").page().keyboard().type("sometimes");
            visitor.page().keyboard().press("Enter");
            visitor.page().locator("#day-6-unread").waitFor();
            visitor.forgetComplaints();
            visitor.isFlawless("line-refused-en-360");
            visitor.page().locator("#day-6").fill("");
            visitor.page().keyboard().press("Enter");
            visitor.page().locator("#cover-0").waitFor();
            assertThat(visitor.page().locator(".error-summary a").allInnerTexts())
                    .containsExactly("Vidzeme: Saturday 28 November, 10–14", "Vidzeme: Saturday 5 December, 10–14");
            visitor.forgetComplaints();
            visitor.isFlawless("line-uncovered-en-360");
            visitor.page().locator(".error-summary a").first().press("Enter");
            assertThat(visitor.page().evaluate("document.activeElement.id")).isEqualTo("cover-0");
            visitor.page().keyboard().press("ArrowDown");
            var cover = visitor.page().locator("#cover-0 option:checked").innerText();
            assertThat(cover).contains("speaks all the languages");
            visitor.page().locator("#day-5").press("Enter");
            visitor.page().locator("[name=cover][type=checkbox]").waitFor();
            assertThat(visitor.page().locator(".error-summary a").allInnerTexts())
                    .as("what is left, and was not saved by the enter key")
                    .containsExactly("Vidzeme: Saturday 5 December, 10–14");
            visitor.forgetComplaints();
            visitor.isFlawless("line-covered-in-part-en-360");
            visitor.page().locator("button[value=will-be-filled]").click();
            visitor.page().locator(".note.good").waitFor();
            assertThat(visitor.page().content()).contains("10:00–14:00");
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                visitor.open("/who?line=vidzeme&at=2026-11-28T12:00");
                return visitor.page()
                        .locator("#verdict")
                        .innerText()
                        .startsWith(cover.substring(0, cover.indexOf(' ')));
            });
        }
    }
}
