package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Audit;
import lv.helpline.audit.Author;
import lv.helpline.notification.DraftReminder;
import lv.helpline.planning.Calendar;
import lv.helpline.planning.DutyRepository;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.PhoneAndDesk;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

/// What administrators do on the roster, and in how many actions.
///
/// An action is a click or a tap, a key press that activates what has the focus, or a field filled or chosen. Moving
/// the focus is none.
class RosterIT {

    /// Of its own: other tests change people, and whose phone is verified.
    private static final Site SITE = Site.ofOneTest();
    private static final Browsers BROWSERS = new Browsers(SITE);
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final Account IN_LATVIAN = SITE.somebody(Role.ADMINISTRATOR);
    private static final Account COORDINATOR = SITE.somebody(Role.COORDINATOR);
    private static final List<String> DUTIES = List.of("weekly_duty", "cover", "absence");
    private static final ConsultantId ANNA = new ConsultantId(1);
    private static final ConsultantId ILZE = new ConsultantId(2);
    private static final LocalSpan TOMORROW = span("2026-11-25T09:00", "2026-11-25T17:00");
    private static final DutyScope IN_RIGA = new DutyScope.OfRegion(Region.RIGA);

    private final DutyRepository dutyRepository = SITE.bean(DutyRepository.class);

    @BeforeAll
    static void keep_the_roster() {
        SITE.database().sql("create schema kept").update();
        for (var table : DUTIES) {
            SITE.database()
                    .sql("create table kept." + table + " as table " + table)
                    .update();
        }
    }

    /// Ilze is free on Wednesdays; Laura alone answers in Latgale.
    @BeforeEach
    void free_times() {
        SITE.database().sql("delete from cover").update();
        SITE.database().sql("delete from absence").update();
        SITE.database()
                .sql("delete from weekly_duty where consultant = 2 and weekday = 3")
                .update();
        SITE.database().sql("delete from weekly_duty where consultant = 5").update();
    }

    @AfterEach
    void as_it_was() {
        for (var table : List.of(
                "roster_draft",
                "roster_undo",
                "mail",
                "closure",
                "duty_preference",
                "untold_change",
                "duty_offer_recipient",
                "duty_offer")) {
            SITE.database().sql("delete from " + table).update();
        }
        for (var table : DUTIES) {
            SITE.database().sql("delete from " + table).update();
            SITE.database()
                    .sql("insert into " + table + " select * from kept." + table)
                    .update();
        }
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    private static LocalSpan span(String start, String end) {
        return new LocalSpan(LocalDateTime.parse(start), LocalDateTime.parse(end));
    }

    /// Somebody who acts with a mouse or a finger, or with the keyboard alone; their actions are counted.
    private static final class Actor {
        private final Browsers.Visitor visitor;
        private final boolean byKeyboard;
        private int actions;
        private int keys;

        Actor(Browsers.Visitor visitor, boolean byKeyboard) {
            this.visitor = visitor;
            this.byKeyboard = byKeyboard;
        }

        void press(String selector) {
            actions++;
            var target = visitor.page().locator(selector).first();
            target.waitFor();
            if (byKeyboard) {
                reach(target);
                key("Enter");
            } else {
                target.click();
            }
        }

        void fill(String selector, String value) {
            actions++;
            visitor.page().locator(selector).first().fill(value);
        }

        void choose(String selector, String label) {
            actions++;
            visitor.page().locator(selector).first().selectOption(new SelectOption().setLabel(label));
        }

        /// The roster is one stop of the tab key, and the arrows lead on from there.
        private void reach(Locator target) {
            for (var press = 0; press < 250; press++) {
                var next = (String) target.evaluate("""
                        target => {
                            const here = document.activeElement;
                            if (here === target) return '';
                            const [from, to] = [here, target].map(each => each.closest('.fortnight td, .fortnight th'));
                            if (!from || !to) return 'Tab';
                            if (from.cellIndex !== to.cellIndex) {
                                return from.cellIndex < to.cellIndex ? 'ArrowRight' : 'ArrowLeft';
                            }
                            return here.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING
                                ? 'ArrowDown' : 'ArrowUp';
                        }\
                        """);
                if (next.isEmpty()) {
                    return;
                }
                key(next);
            }
            throw new AssertionError("no key reaches " + target);
        }

        private void key(String key) {
            keys++;
            visitor.page().keyboard().press(key);
        }

        void keys(String... some) {
            for (var each : some) {
                key(each);
            }
        }

        void sees(String text) {
            visitor.page().locator("main :text(\"" + text + "\")").first().waitFor();
        }
    }

    /// A phone chooses the day first, for it shows one.
    static Stream<Arguments> ways() {
        return Stream.of(Arguments.of(360, false), Arguments.of(1280, true));
    }

    private static String chip(String date, int person, int width) {
        var cell = width < 600 ? "td.chosen " : "td ";
        return cell + "a.chip[href*=\"shift=" + person + "%20\"][href*=\"" + date + "T09%3A00\"]";
    }

    /// On a phone they are under one button.
    private static void openTools(Actor actor, int width) {
        if (width < 600) {
            actor.press(".tools-button");
        }
    }

    private static void chooseDay(Actor actor, int width, String date) {
        if (width < 600) {
            actor.press("a.pick[href*=\"day=" + date + "\"]");
            actor.visitor
                    .page()
                    .locator("a.pick[aria-current][href*=\"day=" + date + "\"]")
                    .waitFor();
        }
    }

    @ParameterizedTest(name = "at {0} px, keyboard {1}")
    @MethodSource("ways")
    void anna_is_sick_tomorrow_and_ilze_covers_in_four_actions(int width, boolean keyboard) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster");
            var actor = new Actor(visitor, keyboard);
            chooseDay(actor, width, "2026-11-25");
            if (keyboard) {
                // To the table, tomorrow, A for Anna.
                actor.keys("Tab", "Tab", "Enter", "ArrowRight", "a");
            }
            actor.press(chip("2026-11-25", 1, width));
            visitor.page().locator("#sheet .sheet-title:focus").waitFor();
            actor.press("#sheet .candidate:has-text('Ilze')");
            actor.sees("Anna cannot come");
            if (!keyboard) {
                visitor.isFlawless("roster-preview-en-" + width);
            }
            actor.press("#sheet button.main");
            actor.sees("Saved.");

            assertThat(actor.actions).isLessThanOrEqualTo(4);
            assertThat(actor.keys).isLessThanOrEqualTo(25);
            assertThat(dutyRepository.roster(SITE.clock().instant()).absences()).contains(new Absence(ANNA, TOMORROW));
            assertThat(dutyRepository.roster(SITE.clock().instant()).covers())
                    .containsExactly(new Cover(ILZE, IN_RIGA, TOMORROW));
            if (!keyboard) {
                visitor.isFlawless("roster-saved-en-" + width);
                actor.press(".note.bar form button");
                actor.sees("Taken back.");
                assertThat(dutyRepository.roster(SITE.clock().instant()).covers())
                        .isEmpty();
                assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 2))
                        .extracting(entry -> entry.action())
                        .containsExactly("roster-undone", "roster-changed");
            }
        }
    }

    /// With a mouse, or with a finger on a phone, which shows today.
    @ParameterizedTest(name = "at {0} x {1} px")
    @CsvSource({"360, 640", "1280, 800"})
    void anna_is_sick_and_covered_in_three_actions_and_a_swap_takes_four(int width, int height) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.page().setViewportSize(width, height);
            visitor.signIn(ADMINISTRATOR, "en").open("/roster");
            var chip = visitor.page().locator(chip("2026-11-24", 1, width)).first();
            assertThat(chip.boundingBox().y + chip.boundingBox().height)
                    .as("her duty is within the first screen")
                    .isLessThanOrEqualTo(height);
            var actor = new Actor(visitor, false);
            actor.press(chip("2026-11-24", 1, width));
            actor.press("#sheet .candidate");
            actor.sees("Anna cannot come");
            actor.press("#sheet button.main");
            actor.sees("Saved.");
            assertThat(actor.actions).isLessThanOrEqualTo(3);
            assertThat(dutyRepository.roster(SITE.clock().instant()).absences())
                    .contains(new Absence(ANNA, span("2026-11-24T10:00", "2026-11-24T17:00")));

            visitor.open("/roster");
            var swapping = new Actor(visitor, false);
            swapping.press(chip("2026-11-24", 2, width));
            swapping.press("#swap-on-roster");
            assertThat(visitor.page().locator("#picking").innerText())
                    .contains("Ilze, Tuesday 24 November, 9–17 · Rīga", "Now press the other duty.");
            swapping.press(other(1, "2026-11-27"));
            swapping.sees("Ilze, not Anna, is on duty: Friday 27 November");
            swapping.press("#sheet button.main");
            swapping.sees("Saved.");
            assertThat(swapping.actions).isLessThanOrEqualTo(4);
            assertThat(dutyRepository.roster(SITE.clock().instant()).covers())
                    .contains(new Cover(ILZE, IN_RIGA, span("2026-11-27T09:00", "2026-11-27T17:00")));
        }
    }

    /// On the roster, while the other duty of a swap is being picked.
    private static String other(int person, String date) {
        return "a.chip[href*=\"what=swap\"][href*=\"other=" + person + "%20\"][href*=\"" + date + "T09%3A00\"]";
    }

    @Test
    void a_swap_by_keyboard_takes_four_actions_and_escape_and_back_leave_the_picking() {
        try (var visitor = BROWSERS.visitor(1280)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster");
            var page = visitor.page();
            for (Runnable leaving : List.<Runnable>of(() -> page.keyboard().press("Escape"), page::goBack)) {
                pick(new Actor(visitor, true));
                leaving.run();
                page.locator("#picking").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
                assertThat(page.url()).contains("/roster").doesNotContain("swap");
            }
            var actor = new Actor(visitor, true);
            pick(actor);
            assertThat(page.locator(".fortnight[role=grid] [tabindex='0']").count())
                    .isEqualTo(1);
            assertThat(page.locator("a.strip-link[href], a.chip.add, a.chip.gap")
                            .count())
                    .isZero();
            actor.press(other(2, "2026-11-27"));
            actor.sees("Anna, not Ilze, is on duty: Friday 27 November");
            actor.press("#sheet button.main");
            actor.sees("Saved.");
            assertThat(actor.actions).isLessThanOrEqualTo(4);
        }
    }

    /// Anna's duty of Wednesday is to be swapped.
    private static void pick(Actor actor) {
        var page = actor.visitor.page();
        actor.press(chip("2026-11-25", 1, 1280));
        actor.press("#swap-on-roster");
        page.locator("#picking").waitFor();
        assertThat(person(page)).isEqualTo("Rīga");
        assertThat(column(page)).isEqualTo(3);
        assertThat((String) page.evaluate("document.activeElement.innerText")).contains("Anna", "to be swapped");
    }

    /// As rows of lines and of people, and whatever else is on the page; so the list stays where there is no script.
    @Test
    void what_cannot_be_swapped_says_why_and_a_sheet_without_a_script_has_the_list() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var duty = "1 region:RIGA 2026-11-25T09:00 2026-11-25T17:00";
        for (var rows : List.of("lines", "people")) {
            var html = administrator
                    .get("/roster?from=2026-11-23&by=" + rows + "&swap=" + encoded(duty))
                    .body();
            assertThat(notes(html))
                    .as(rows)
                    .contains("to be swapped", "the same person", "has begun", "at the same time");
            assertThat(HtmlUtils.htmlUnescape(html))
                    .contains(
                            "&by=" + rows + "&from=2026-11-23&what=swap&shift=" + path(duty) + "&other="
                                    + path("2 region:RIGA 2026-11-26T09:00 2026-11-26T17:00"),
                            "/roster?from=2026-12-07&by=" + rows + "&swap=")
                    .doesNotContain("/roster/shift", "/roster/time", "/roster/plan");
        }
        assertThat(administrator.get("/roster/shift?shift=" + encoded(duty)).body())
                .contains("id=\"swap-with\"", "Thursday 26 November")
                .doesNotContain("swap-on-roster");
        assertThat(administrator
                        .get("/roster?swap=" + encoded(duty.replace("1 region", "9 region")))
                        .body())
                .as("a duty that is gone")
                .contains("is not there any more")
                .doesNotContain("id=\"picking\"");
        assertThat(Stranger.signedIn(SITE, COORDINATOR)
                        .get("/roster?swap=" + encoded(duty))
                        .body())
                .as("a coordinator's")
                .doesNotContain("id=\"picking\"");
        assertThat(administrator.get("/roster?swap=x").statusCode()).isEqualTo(400);
    }

    /// Of duties that cannot be picked.
    private static List<String> notes(String html) {
        return Pattern.compile("aria-disabled=\"true\">.*?class=\"note-of\">([^<]*)<", Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(note -> note.group(1))
                .distinct()
                .toList();
    }

    /// As it stands in the path or query of a link.
    private static String path(String text) {
        return encoded(text).replace("+", "%20");
    }

    /// Nobody is on duty in Rīga on Thursday. What is looked at is each corner of each cell, and its middle.
    @ParameterizedTest(name = "at {0} px")
    @ValueSource(ints = {360, 1280})
    void every_empty_cell_of_an_open_day_can_be_pressed_and_a_region_s_duty_is_there_once(int width) {
        SITE.database()
                .sql("delete from weekly_duty where region = 'riga' and weekday = 4")
                .update();
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster?day=2026-11-26");
            var page = visitor.page();
            var region = page.locator("tbody:has(.heads)");
            assertThat(region.locator("th .name").allInnerTexts())
                    .containsExactly("Rīga", "Rīga, dienas", "Rīga, dienas un vakara", "Rīga, uzticības tālrunis");
            assertThat(region.locator(".heads th").innerText())
                    .contains("Rīga, dienas", "Rīga, dienas un vakara", "Rīga, uzticības tālrunis");
            assertThat(region.locator("th .usual").allInnerTexts()).containsExactly("9–17", "9–20", "9–17");
            assertThat(page.locator("a.chip[href*=\"shift=1%20\"][href*=\"2026-11-25T09\"]")
                            .count())
                    .isEqualTo(1);
            assertThat(region.locator("td:nth-of-type(4) .chip.gap .time").allInnerTexts())
                    .containsExactly("9–17", "9–17", "9–17");
            assertThat(unpressed(page)).isEmpty();
            page.locator((width < 600 ? "td.chosen " : "") + ".chip.add")
                    .first()
                    .click();
            page.locator("#sheet .sheet-title:focus").waitFor();
            assertThat(page.locator("#sheet .head").innerText()).contains("Rīga", "Thursday 26 November, 9–20");
            visitor.open("/roster?by=people&day=2026-11-26");
            assertThat(unpressed(page)).isEmpty();
        }
    }

    /// The empty cells that are shown for an open day, and are no link all over.
    private static List<?> unpressed(Page page) {
        var empty = page.evaluate("""
                () => {
                    const days = document.querySelector('.fortnight thead').rows[0].cells;
                    return [...document.querySelectorAll('.fortnight tbody td')]
                        .filter(cell => cell.offsetParent && !cell.querySelector('.held, .away')
                            && days[cell.cellIndex].matches('.open'))
                        .map(cell => {
                            cell.scrollIntoView({ block: 'center' });
                            const { left, top, width, height } = cell.getBoundingClientRect();
                            const links = [[0.5, 0.5], [0.05, 0.1], [0.95, 0.1], [0.05, 0.9], [0.95, 0.9]]
                                .map(([x, y]) => document.elementFromPoint(left + x * width, top + y * height))
                                .map(element => element?.closest('a[href]'));
                            return links.every(link => cell.contains(link)) ? '' : cell.outerHTML;
                        });
                }""");
        assertThat((List<?>) empty).isNotEmpty();
        return ((List<?>) empty).stream().filter(each -> !each.equals("")).toList();
    }

    /// One stop of the tab key; today first; arrows, Home, End, and back where one came from when the sheet closes.
    @Test
    void the_roster_is_a_grid_for_the_keyboard() {
        try (var visitor = BROWSERS.visitor(1280)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster?by=people");
            var page = visitor.page();
            assertThat(page.locator(".fortnight[role=grid] [tabindex='0']").count())
                    .isEqualTo(1);
            var actor = new Actor(visitor, true);
            actor.keys("Tab", "Tab", "Enter");
            assertThat(column(page)).isEqualTo(2);
            assertThat(person(page)).isEqualTo("Anna");
            actor.keys("i");
            assertThat(person(page)).isEqualTo("Ilze");
            actor.keys("End");
            assertThat(column(page)).isEqualTo(14);
            actor.keys("Home");
            assertThat(column(page)).isEqualTo(1);
            actor.keys("Control+Home", "PageDown");
            assertThat(page.evaluate("document.activeElement.closest('tr').rowIndex"))
                    .isEqualTo(6);
            actor.keys("PageUp", "ArrowUp");
            assertThat((boolean) page.evaluate("document.activeElement.matches('thead a.day')"))
                    .isTrue();
            actor.keys("ArrowDown", "d", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Enter");
            assertThat(person(page)).isEqualTo("Dace");
            page.locator("#sheet .sheet-title:focus").waitFor();
            assertThat(page.locator("#sheet #plan-person").evaluate("each => each.selectedOptions[0].text"))
                    .isEqualTo("Dace");
            assertThat(page.locator("#sheet #plan-first").inputValue()).isEqualTo("28.11.2026");
            page.keyboard().press("Escape");
            page.locator("#sheet[open]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
            assertThat(person(page)).isEqualTo("Dace");
            assertThat(column(page)).isEqualTo(6);
            actor.keys("Shift+Tab", "Tab");
            assertThat(column(page)).isEqualTo(6);
        }
    }

    private static int column(Page page) {
        return (int) page.evaluate("document.activeElement.closest('td, th').cellIndex");
    }

    private static String person(Page page) {
        return (String) page.evaluate("(document.activeElement.closest('tr') ?? document.querySelector("
                + "'.fortnight [tabindex=\"0\"]').closest('tr')).querySelector('th .name').textContent");
    }

    /// The sheet never lies over the column that it is about, and Back closes it.
    @ParameterizedTest(name = "at {0} px")
    @ValueSource(ints = {360, 1280})
    void a_sheet_leaves_its_column_in_sight_and_back_closes_it(int width) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster");
            var page = visitor.page();
            var sheet = page.locator("#sheet[open]");
            for (var date : width < 600 ? List.of("2026-11-24") : List.of("2026-11-24", "2026-12-04")) {
                var opener = page.locator((width < 600 ? ".phone-day a" : "a.day[href*=\"date=" + date + "\"]"));
                opener.click();
                sheet.waitFor();
                if (width > 600) {
                    var cell = opener.boundingBox();
                    var over = sheet.boundingBox();
                    assertThat(cell.x + cell.width <= over.x || cell.x >= over.x + over.width)
                            .as("%s beside the sheet", date)
                            .isTrue();
                }
                page.goBack();
                sheet.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
                assertThat(page.url()).contains("/roster").doesNotContain("/roster/");
            }
        }
    }

    @Test
    void today_is_marked_when_it_is_closed_too() {
        SITE.clock().stop(LocalDateTime.parse("2026-11-28T12:00"));
        try (var visitor = BROWSERS.visitor(1280)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster");
            var today = visitor.page().locator("thead th.shut.today");
            assertThat(today.innerText()).containsIgnoringCase("today").containsIgnoringCase("closed");
            assertThat(today.evaluate("each => getComputedStyle(each).backgroundColor"))
                    .isNotEqualTo(visitor.page()
                            .locator("thead th.shut:not(.today)")
                            .first()
                            .evaluate("each => getComputedStyle(each).backgroundColor"));
        } finally {
            SITE.clock().stop(Site.NOW);
        }
    }

    @ParameterizedTest(name = "at {0} px, keyboard {1}")
    @MethodSource("ways")
    void a_fortnight_is_copied_in_three_actions(int width, boolean keyboard) {
        SITE.database().sql("""
            insert into cover (consultant, region, starts, ends)
            values (9, 'zemgale', '2026-11-25 09:00', '2026-11-25 17:00')\
            """).update();
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster?from=2026-12-07");
            var actor = new Actor(visitor, keyboard);
            openTools(actor, width);
            actor.press("a[href*=\"what=fill\"]");
            actor.sees("Dace is on duty: Wednesday 9 December");
            actor.press("#sheet button.main");
            actor.sees("It is in your draft.");

            assertThat(actor.actions).isLessThanOrEqualTo(width < 600 ? 4 : 3);
            assertThat(dutyRepository.roster(SITE.clock().instant()).covers()).hasSize(1);
            if (!keyboard) {
                visitor.isFlawless("roster-draft-en-" + width);
                actor.press("#publish button");
                actor.sees("Published.");
                assertThat(dutyRepository.roster(SITE.clock().instant()).covers())
                        .contains(new Cover(
                                new ConsultantId(9),
                                new DutyScope.OfRegion(Region.ZEMGALE),
                                span("2026-12-09T09:00", "2026-12-09T17:00")));
                assertThat(SITE.bean(Audit.class)
                                .newest(Optional.empty(), 1)
                                .getFirst()
                                .action())
                        .isEqualTo("roster-published");
            }
        }
    }

    @ParameterizedTest(name = "in {0} at {1} px")
    @CsvSource({"lv, 360, Ielikts jūsu melnrakstā.", "en, 1280, It is in your draft."})
    void who_could_fill_the_gaps_of_a_week_is_proposed_by_the_keyboard_and_drafted(
            String language, int width, String drafted) {
        SITE.database().sql("""
            insert into absence (consultant, starts, ends) values (4, '2026-12-14 00:00', '2026-12-15 00:00')\
            """).update();
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language).open("/roster?from=2026-12-14");
            assertThat(visitor.page()
                            .locator("#roster-tools a[href='/roster/proposals']")
                            .count())
                    .isOne();
            var page = visitor.open("/roster/proposals").page();
            visitor.isFlawless("proposals-ask-" + language + "-" + width);
            page.locator("#from").fill("14.12.2026");
            page.locator("#weeks").selectOption("1");
            visitor.tabTo("#ask-title ~ form button").page().keyboard().press("Enter");
            page.locator("#found-title").waitFor();
            visitor.isFlawless("proposals-found-" + language + "-" + width);
            assertThat(page.locator("#run .rows").first().innerText()).contains("Latgale", " · ");
            visitor.tabTo("#into-draft").page().keyboard().press("Enter");
            page.locator(".note.good").waitFor();
            assertThat(page.locator("main").innerText()).contains(drafted);
            assertThat(page.url()).contains("from=2026-12-14");
        }
    }

    /// Monday to Friday from 9 to 17: what has to be said is who, and for what.
    @ParameterizedTest(name = "at {0} px, keyboard {1}")
    @MethodSource("ways")
    void somebody_is_given_monday_to_friday_in_six_actions(int width, boolean keyboard) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster");
            var actor = new Actor(visitor, keyboard);
            openTools(actor, width);
            actor.press("a[href^=\"/roster/plan\"]");
            visitor.page().locator("#sheet #plan-person").waitFor();
            if (!keyboard) {
                visitor.isFlawless("roster-plan-en-" + width);
            }
            actor.choose("#sheet #plan-person", "Dace");
            actor.choose("#sheet #plan-scope", "All lines of the region Zemgale");
            actor.press("#sheet button.main");
            actor.sees("Dace is on duty each week: Monday 9–17 (Zemgale), from Monday 30 November");
            actor.sees("Dace is on duty each week: Friday 9–17 (Zemgale), from Friday 27 November");
            actor.press("#sheet button.main");
            actor.sees("Saved.");

            assertThat(actor.actions).isLessThanOrEqualTo(6);
            assertThat(ofDace()).hasSize(5).allSatisfy(duty -> {
                assertThat(duty.coverage()).isEqualTo(new DutyScope.OfRegion(Region.ZEMGALE));
                assertThat(duty.span().start()).isEqualTo("09:00");
                assertThat(duty.span().end()).isEqualTo("17:00");
                assertThat(duty.everyWeeks()).isEqualTo(1);
            });
        }
    }

    /// From the next Monday but one on; the other weeks are somebody else's.
    @ParameterizedTest(name = "at {0} px, keyboard {1}")
    @MethodSource("ways")
    void somebody_is_given_every_second_week_in_eight_actions(int width, boolean keyboard) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster");
            var actor = new Actor(visitor, keyboard);
            openTools(actor, width);
            actor.press("a[href^=\"/roster/plan\"]");
            actor.choose("#sheet #plan-person", "Dace");
            actor.choose("#sheet #plan-scope", "All lines of the region Zemgale");
            actor.choose("#sheet #plan-every", "every 2 weeks");
            actor.fill("#sheet #plan-first", "2026-12-07");
            actor.press("#sheet button.main");
            actor.sees("Dace is on duty every 2 weeks: Monday 9–17 (Zemgale), from Monday 7 December");
            actor.press("#sheet button.main");
            actor.sees("It is in your draft.");
            assertThat(actor.actions).isLessThanOrEqualTo(8);
            assertThat(ofDace()).isEmpty();

            visitor.open("/roster?from=2026-12-07&by=people");
            var row = visitor.page().locator("tr:has(th .name:text-is('Dace'))");
            assertThat(row.locator("td .chip.drafted").count()).isEqualTo(5);
            assertThat(row.locator("td:nth-of-type(1) .chip.drafted").count()).isEqualTo(1);
            assertThat(row.locator("td:nth-of-type(8) .chip.drafted").count()).isZero();
        }
    }

    private List<WeeklyDuty> ofDace() {
        return dutyRepository.roster(SITE.clock().instant()).weeklyDuties().stream()
                .filter(duty ->
                        duty.consultant().value() == 9 && duty.coverage().servesCallers())
                .toList();
    }

    @Test
    void a_duty_that_overlaps_one_of_the_same_person_is_refused_before_it_is_in_a_draft() {
        var stranger = Stranger.signedIn(SITE, IN_LATVIAN);
        var answer =
                stranger.get("/roster/preview?what=plan&person=1&scope=region:RIGA&days=MONDAY&start=16:00&end=18:00"
                        + "&every=2&first=2026-12-14");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(HtmlUtils.htmlUnescape(answer.body()))
                .contains("Šim cilvēkam šajā reģionā tobrīd jau ir iknedēļas dežūra.")
                .doesNotContain("/roster/save");
        assertThat(HtmlUtils.htmlUnescape(stranger.get(
                                "/roster/preview?what=plan&person=1&scope=region:RIGA&days=MONDAY&start=09:00&end=17:00"
                                        + "&every=1&first=2026-12-14")
                        .body()))
                .contains("Šim cilvēkam šīs dežūras jau ir.");
    }

    @ParameterizedTest(name = "at {0} px, keyboard {1}")
    @MethodSource("ways")
    void a_day_is_closed_with_a_message_in_six_actions_and_it_is_said_before_what_that_does(
            int width, boolean keyboard) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster");
            var actor = new Actor(visitor, keyboard);
            chooseDay(actor, width, "2026-11-26");
            actor.press(width < 600 ? ".phone-day a" : "a.day[href*=\"date=2026-11-26\"]");
            visitor.page().locator("#sheet #close-line").waitFor();
            if (!keyboard) {
                visitor.isFlawless("roster-day-en-" + width);
            }
            actor.choose("#sheet #close-line", "All lines");
            actor.fill("#sheet #close-lv", "Šodien  neatbildam.\nZvaniet rīt.");
            actor.press("#sheet form[action='/calendar/preview'] button");
            actor.sees("“Šodien neatbildam. Zvaniet rīt.”");
            actor.press("main button.main");
            actor.sees("Saved.");

            assertThat(actor.actions).isLessThanOrEqualTo(6);
            assertThat(SITE.bean(Calendar.class).endingAfter(Site.NOW))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.entry().line()).isEmpty();
                        assertThat(entry.entry().span()).isEqualTo(span("2026-11-26T00:00", "2026-11-27T00:00"));
                        assertThat(entry.entry().message())
                                .isEqualTo(
                                        Map.of(Language.LATVIAN, new Announcement("Šodien neatbildam. Zvaniet rīt.")));
                    });
        }
    }

    @ParameterizedTest(name = "at {0} px, keyboard {1}")
    @MethodSource("ways")
    void who_rings_on_friday_at_16_55_is_known_in_two_actions(int width, boolean keyboard) {
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster");
            var actor = new Actor(visitor, keyboard);
            actor.fill("#at", "27.11. 16:55");
            actor.press("main > .ask > button");
            actor.sees("Friday 27 November, 16:55");
            assertThat(visitor.page()
                            .locator("#sheet .foreseen li:has-text('Latgale')")
                            .innerText())
                    .contains("Laura");

            assertThat(actor.actions).isLessThanOrEqualTo(2);
            if (!keyboard) {
                visitor.isFlawless("roster-at-en-" + width);
            }
        }
    }

    @PhoneAndDesk
    void the_roster_in_both_languages_and_widths(String language, int width) {
        SITE.database().sql("""
            insert into absence (consultant, starts, ends) values (4, '2026-11-24 13:00', '2026-11-24 17:00'),
                (6, '2026-11-26 00:00', '2026-11-28 00:00')\
            """).update();
        SITE.database().sql("""
            insert into cover (consultant, coordination, starts, ends)
            values (9, true, '2026-11-24 09:00', '2026-11-25 09:00')\
            """).update();
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language).open("/roster");
            visitor.isFlawless("roster-" + language + "-" + width);
            assertThat(visitor.brokenWords()).isEmpty();
            visitor.open("/roster?by=people");
            visitor.isFlawless("roster-people-" + language + "-" + width);
            assertThat(visitor.brokenWords()).isEmpty();
            visitor.open("/roster?from=2026-12-21&day=2026-12-24");
            assertThat(visitor.page().locator("td.chosen .shut-word").allInnerTexts())
                    .hasSize(8)
                    .allSatisfy(word -> assertThat(word)
                            .contains(
                                    language.equals("lv") ? "Slēgts" : "Closed",
                                    language.equals("lv") ? "Ziemassvētku vakars" : "Christmas Eve"));
            visitor.isFlawless("roster-holidays-" + language + "-" + width);
            visitor.open("/roster?swap=" + encoded("1 region:RIGA 2026-11-25T09:00 2026-11-25T17:00"));
            visitor.isFlawless("roster-swap-" + language + "-" + width);
            if (width < 600) {
                var hindered = visitor.page().locator(".chip[aria-disabled]:not(.picked):visible");
                assertThat(visitor.page().locator("a.chip[href]:visible").count())
                        .isPositive();
                assertThat(visitor.page().locator(".picked:visible").count()).isPositive();
                assertThat(hindered.count()).as("what cannot be picked").isZero();
                visitor.page().locator("#all-duties").check();
                assertThat(hindered.count()).isPositive();
            }
            visitor.open("/roster");
            visitor.page()
                    .locator((width < 600 ? "td.chosen " : "") + "a.chip.held")
                    .first()
                    .click();
            visitor.page().locator("#sheet .candidate").first().waitFor();
            visitor.isFlawless("roster-sheet-" + language + "-" + width);
            visitor.page().keyboard().press("Escape");
            visitor.page()
                    .locator((width < 600 ? "td.chosen " : "") + "a.chip.gap")
                    .first()
                    .click();
            visitor.page().locator("#sheet details:has(#add-person) summary").click();
            visitor.page().locator("#add-person").waitFor();
            visitor.isFlawless("roster-gap-" + language + "-" + width);
            visitor.page().locator("#sheet a[href*='/roster/offer']").first().click();
            visitor.page()
                    .locator("#sheet h1:has-text('" + (language.equals("lv") ? "Piedāvāt" : "Offer") + "')")
                    .waitFor();
            visitor.page().keyboard().press("Escape");
            visitor.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            visitor.page().setViewportSize(1054, 725);
            visitor.picture("roster-print-" + language);
            var paper = visitor.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
            assertThat(Pattern.compile("/Type /Page\\s")
                            .matcher(new String(paper, StandardCharsets.ISO_8859_1))
                            .results())
                    .as("sheets of paper")
                    .hasSize(1);
        }
    }

    /// By a pattern and in words, not by colour alone, and unlike an absence.
    @PhoneAndDesk
    void a_preference_is_in_the_row_of_whoever_has_it(String language, int width) {
        SITE.database().sql("""
            insert into duty_preference (consultant, kind, starts, ends)
            values (1, 'rather-not', '2026-11-25 13:00', '2026-11-25 17:00'), (2, 'can', '2026-11-25 09:00', '2026-11-25 17:00')\
            """).update();
        SITE.database().sql("""
            insert into absence (consultant, starts, ends) values (4, '2026-11-25 13:00', '2026-11-25 17:00')\
            """).update();
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language).open("/roster?by=people&day=2026-11-25");
            var wish = visitor.page().locator("tr:has-text('Anna') td.chosen .unwilling");
            var can = visitor.page().locator("tr:has-text('Ilze') td.chosen .chip.can");
            assertThat(can.innerText()).contains("9–17", language.equals("lv") ? "var dežurēt" : "can take a duty");
            var absence = visitor.page().locator("tr:has-text('Laura') td.chosen .away");
            assertThat(wish.getAttribute("href")).as("where a wish leads").isNull();
            assertThat(wish.innerText()).contains("13–17", language.equals("lv") ? "labāk ne" : "would rather not");
            assertThat(pattern(wish)).startsWith("repeating-linear-gradient").isNotEqualTo(pattern(absence));
            assertThat(visitor.page()
                            .locator("tr:has-text('Anna') td.chosen a.held")
                            .innerText())
                    .as("the duty stays as it is")
                    .contains("9–17");
            visitor.isFlawless("roster-preference-" + language + "-" + width);
        }
    }

    private static String pattern(Locator chip) {
        return String.valueOf(chip.evaluate("chip => getComputedStyle(chip).backgroundImage"));
    }

    /// The draft has Dace in Laura's place on Monday.
    @PhoneAndDesk
    void who_would_ring_is_told_as_saved_and_with_my_draft(String language, int width) {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var preview = administrator.get("/roster/preview?what=change&person=9&start=09:00&end=17:00&shift="
                + encoded("4 region:LATGALE 2026-11-30T09:00 2026-11-30T17:00"));
        administrator.postWithToken("/roster/save", form(preview.body()));
        try (var visitor = BROWSERS.visitor(width)) {
            visitor.signIn(ADMINISTRATOR, language).open("/who?line=latgale&at=2026-11-30T10:00");
            var first = visitor.page().locator(".steps .who").first();
            var note = visitor.page().locator("#answer .note.warn");
            assertThat(first.innerText()).contains("Laura").doesNotContain("Dace");

            visitor.tabTo("[name=draft]").page().keyboard().press("ArrowDown");
            note.waitFor();
            assertThat(first.innerText()).contains("Dace").doesNotContain("Laura");
            assertThat(visitor.page().url()).contains("draft=true");
            visitor.isFlawless("who-draft-" + language + "-" + width);

            visitor.page().keyboard().press("ArrowUp");
            note.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            assertThat(first.innerText()).contains("Laura");
        }
        assertThat(Stranger.signedIn(SITE, IN_LATVIAN)
                        .get("/who?line=latgale&at=2026-11-30T10:00&draft=true")
                        .body())
                .as("a colleague's draft")
                .contains("Laura")
                .doesNotContain("name=\"draft\"");
    }

    /// Laura cannot come, and nobody is left in Latgale: the one dialog says so, offers who could, or takes a reason.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_gap_that_the_edit_makes_is_filled_or_explained(boolean filled) {
        try (var visitor = BROWSERS.visitor(1280)) {
            visitor.signIn(ADMINISTRATOR, "en").open("/roster");
            var actor = new Actor(visitor, false);
            actor.press(chip("2026-11-25", 4, 1280));
            actor.press("#sheet button:has-text('Nobody yet')");
            actor.sees("Nobody would be on duty then:");
            visitor.isFlawless("roster-guard-en-1280");
            if (filled) {
                actor.press("#sheet .candidate:has-text('Inese')");
                actor.sees("It leaves no open time of the coming 14 days without anybody.");
                actor.press("#sheet button.main");
            } else {
                actor.press("#sheet button[value=nobody-found]");
            }
            actor.sees("Saved.");
            assertThat(SITE.bean(Audit.class)
                            .newest(Optional.empty(), 1)
                            .getFirst()
                            .changes())
                    .contains(filled ? "{\"consultant\":5},{\"line\":\"latgale\"}" : "nobody-found");
        }
    }

    /// The guard looks 14 days ahead: of an edit that changes nothing there it claims nothing.
    @Test
    void that_nobody_is_missing_is_said_of_the_days_looked_at_only() {
        var administrator = Stranger.signedIn(SITE, IN_LATVIAN);
        var near = "/roster/preview?what=without&shift=" + encoded("1 region:RIGA 2026-12-07T09:00 2026-12-07T17:00");
        var far = "/roster/preview?what=without&shift=" + encoded("4 region:LATGALE 2026-12-09T09:00 2026-12-09T17:00");

        assertThat(administrator.get(near).body()).contains("tuvākajās 14 dienās neviens darba laiks nepaliek bez");
        assertThat(administrator.get(far).body()).contains("Kas mainās").doesNotContain("nepaliek bez dežuranta");
    }

    @Test
    void a_gap_is_not_saved_without_a_reason_and_the_reason_is_in_the_audit() {
        var administrator = Stranger.signedIn(SITE, IN_LATVIAN);
        var page = administrator.get(
                "/roster/preview?what=away&shift=" + encoded("4 region:LATGALE 2026-11-25T09:00 2026-11-25T17:00"));
        var form = form(page.body());

        var refused = administrator.postWithToken("/roster/save", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Tā kāda līnija paliek bez neviena.");
        assertThat(dutyRepository.roster(SITE.clock().instant()).absences()).isEmpty();

        var saved = administrator.postWithToken("/roster/save", and(form, "reason", "others-answer"));
        assertThat(saved.statusCode()).isEqualTo(302);
        assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 1).getFirst().changes())
                .contains(
                        "{\"line\":\"latgale\"},{\"at\":\"2026-11-25T07:00:00Z\",\"until\":\"2026-11-25T15:00:00Z\"}",
                        "others-answer");
    }

    @Test
    void of_two_who_edit_the_same_duty_the_second_is_told_and_keeps_what_they_wanted() {
        var first = Stranger.signedIn(SITE, IN_LATVIAN);
        var second = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        var shift = encoded("1 region:RIGA 2026-11-25T09:00 2026-11-25T17:00");
        var ofFirst = form(
                first.get("/roster/preview?what=away&person=2&shift=" + shift).body());
        var ofSecond = form(
                second.get("/roster/preview?what=away&person=9&shift=" + shift).body());

        assertThat(first.postWithToken("/roster/save", ofFirst).statusCode()).isEqualTo(302);
        var told = second.postWithToken("/roster/save", ofSecond);

        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body()).contains("kāds cits to izmainīja", "Dace dežurē");
        assertThat(dutyRepository.roster(SITE.clock().instant()).covers())
                .containsExactly(new Cover(ILZE, IN_RIGA, TOMORROW));
        assertThat(second.postWithToken("/roster/save", form(told.body())).statusCode())
                .as("after they were told they may")
                .isEqualTo(302);
    }

    /// What begins later than in 48 hours waits; the person concerned gets one mail when it is published.
    @Test
    void a_draft_is_published_with_one_mail_to_each_person_concerned() {
        var anna = accountOf(ANNA, "anna-roster@example.org");
        var administrator = Stranger.signedIn(SITE, IN_LATVIAN);
        for (var date : List.of("2026-11-30", "2026-12-01")) {
            var preview = administrator.get("/roster/preview?what=change&person=9&start=09:00&end=17:00&shift="
                    + encoded("1 region:RIGA " + date + "T09:00 " + date + "T17:00"));
            assertThat(preview.body()).contains("melnrakstā");
            assertThat(administrator
                            .postWithToken("/roster/save", form(preview.body()))
                            .statusCode())
                    .isEqualTo(302);
        }
        assertThat(dutyRepository.roster(SITE.clock().instant()).covers()).isEmpty();
        assertThat(administrator.get("/roster?from=2026-11-23").body())
                .contains("chip drafted", "chip dropped", "izmaiņas: 2");
        assertThat(administrator.get("/roster/at?at=2026-11-30T10:00").body()).contains("Ar manu melnrakstu");

        var published = administrator.postWithToken(
                "/roster/publish", form(administrator.get("/roster/draft").body()));
        assertThat(published.statusCode()).isEqualTo(302);
        assertThat(dutyRepository.roster(SITE.clock().instant()).covers()).hasSize(2);
        SITE.deliverMails();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Stream.of(SITE.mail().getReceivedMessages())
                                .filter(mail -> addressee(mail).equals("anna-roster@example.org")))
                        .hasSize(1));
        SITE.bean(Accounts.class)
                .end(anna.id(), anna.version(), Author.router(SITE.clock().instant()));
    }

    /// It is said on the first page, and after a day by mail; once, until the draft is saved again.
    @Test
    void who_leaves_a_draft_is_reminded_of_it_once() throws Exception {
        var author = Stranger.signedIn(SITE, IN_LATVIAN);
        assertThat(author.get("/now").body()).doesNotContain("melnrakst");
        var reminder = SITE.bean(DraftReminder.class);
        try {
            draft(author, "2026-12-07");
            assertThat(author.get("/now").body()).contains("Jūsu dežūru melnrakstā ir viena maiņa");
            SITE.clock().stop(Site.NOW.plusDays(1).minusMinutes(1));
            assertThat(reminder.remind()).isZero();
            SITE.clock().stop(Site.NOW.plusDays(1));
            assertThat(reminder.remind()).isEqualTo(1);
            assertThat(reminder.remind()).isZero();
            assertThat(SITE.database()
                            .sql("select body from mail where recipient = :author")
                            .param("author", IN_LATVIAN.email())
                            .query(String.class)
                            .list())
                    .singleElement()
                    .asString()
                    .contains("melnraksts", "/roster");
        } finally {
            SITE.clock().stop(Site.NOW);
        }
    }

    private static void draft(Stranger author, String date) {
        var preview = author.get(
                "/roster/preview?what=without&shift=" + encoded("1 region:RIGA " + date + "T09:00 " + date + "T17:00"));
        author.postWithToken("/roster/save", form(preview.body()));
    }

    @Test
    void a_draft_of_a_cover_months_ahead_is_not_lost_from_the_fortnight_shown() {
        var administrator = Stranger.signedIn(SITE, IN_LATVIAN);
        SITE.database().sql("""
            insert into cover (consultant, region, starts, ends) values (9, 'riga', '2027-03-01 09:00', '2027-03-01 17:00')\
            """).update();
        var preview = administrator.get(
                "/roster/preview?what=without&shift=" + encoded("9 region:RIGA 2027-03-01T09:00 2027-03-01T17:00"));
        administrator.postWithToken("/roster/save", form(preview.body()));

        assertThat(administrator.get("/roster?from=2026-11-23").body()).contains("Jūsu melnraksts: viena izmaiņa");
        assertThat(administrator.get("/roster?from=2027-03-01").body()).contains("chip dropped");
    }

    @Test
    void whoever_drafts_is_told_when_others_change_the_duties_around_and_what_is_lost() {
        var administrator = Stranger.signedIn(SITE, IN_LATVIAN);
        var preview = administrator.get(
                "/roster/preview?what=without&shift=" + encoded("1 region:RIGA 2026-11-30T09:00 2026-11-30T17:00"));
        administrator.postWithToken("/roster/save", form(preview.body()));
        SITE.database()
                .sql("delete from weekly_duty where consultant = 1 and weekday = 1")
                .update();

        var draft = administrator.get("/roster/draft").body();

        assertThat(draft).contains("kāds ir mainījis dežūras tam apkārt", "šīs dežūras vairs nav");
        assertThat(administrator.get("/roster?from=2026-11-23").body()).contains("roster/draft");
        assertThat(administrator
                        .postWithToken("/roster/discard", form(draft))
                        .headers()
                        .firstValue("Location"))
                .isPresent();
        assertThat(administrator.get("/roster/draft").body()).contains("Melnraksts ir tukšs");
    }

    @Test
    void a_coordinator_enters_absences_and_covers_of_48_hours_and_nothing_else() {
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        var soon = coordinator.get("/roster/preview?what=away&person=2&shift="
                + encoded("1 region:RIGA 2026-11-25T09:00 2026-11-25T17:00"));
        assertThat(coordinator.postWithToken("/roster/save", form(soon.body())).statusCode())
                .isEqualTo(302);
        for (var edit : List.of(
                "+ absence 1 2026-11-27T09:00 2026-11-27T17:00",
                "+ cover 9 region:RIGA 2026-11-27T09:00 2026-11-27T17:00",
                "+ weekly 9 region:RIGA WEDNESDAY 09:00 17:00 2026-11-25 ..")) {
            var refused = coordinator.postWithToken("/roster/save", Map.of("edit", edit, "seen", "x"));
            assertThat(refused.statusCode()).as(edit).isEqualTo(422);
            assertThat(refused.body()).contains("Koordinators ieraksta tikai");
        }
        coordinator.postWithToken("/calendar", closure("all", "2026-11-27", "2026-11-28"));
        assertThat(SITE.bean(Calendar.class).endingAfter(Site.NOW)).isEmpty();
        coordinator.postWithToken("/calendar", closure("latgale", "2026-11-26", "2026-11-27"));
        assertThat(SITE.bean(Calendar.class).endingAfter(Site.NOW)).hasSize(1);
    }

    private static Map<String, String> closure(String line, String from, String to) {
        return Map.of(
                "kind", "CLOSURE", "line", line, "from", from + "T00:00", "to", to + "T00:00", "previewed", "true");
    }

    /// Anna is on leave for a month.
    @Test
    void who_can_come_after_all_comes_for_that_duty_and_the_rest_of_their_leave_stays() {
        SITE.database().sql("""
            insert into absence (consultant, starts, ends) values (1, '2026-11-16 00:00', '2026-12-16 00:00')\
            """).update();
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        var preview = coordinator.get(
                "/roster/preview?what=back&shift=" + encoded("1 region:RIGA 2026-11-24T09:00 2026-11-24T17:00"));
        assertThat(preview.body())
                .contains(
                        "<li>Anna tomēr var dežurēt: otrdiena, 24. novembris, <span class=\"unbroken\">10–17</span></li>");

        assertThat(coordinator
                        .postWithToken("/roster/save", form(preview.body()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(dutyRepository.roster(SITE.clock().instant()).absences())
                .as("at ten o'clock the hour that has been stays as it was")
                .containsExactlyInAnyOrder(
                        new Absence(ANNA, span("2026-11-16T00:00", "2026-11-24T10:00")),
                        new Absence(ANNA, span("2026-11-24T17:00", "2026-12-16T00:00")));
    }

    @Test
    void a_coordinator_is_told_the_latest_end_of_what_they_enter_and_take_away() {
        SITE.database().sql("""
            insert into absence (consultant, starts, ends) values (1, '2026-11-16 00:00', '2026-12-16 00:00')\
            """).update();
        var coordinator = Stranger.signedIn(SITE, COORDINATOR);
        for (var edit : List.of(
                "- absence 1 2026-11-16T00:00 2026-12-16T00:00",
                "+ absence 4 2026-11-24T09:00 2026-11-27T00:15",
                "+ cover 9 region:RIGA 2026-11-25T09:00 2026-12-25T17:00")) {
            var refused = coordinator.postWithToken("/roster/save", Map.of("edit", edit, "seen", "x"));
            assertThat(refused.statusCode()).as(edit).isEqualTo(422);
            assertThat(refused.body())
                    .as(edit)
                    .containsPattern("id=\"refused\"[^<]*vēlākās beigas: piektdiena, 27. novembris, 00:00")
                    .contains("Pārējo lūdziet administratoram");
        }
        for (var sheet : List.of(
                "shift?shift=" + encoded("1 region:RIGA 2026-11-30T09:00 2026-11-30T17:00"),
                "time?of=region:RIGA&start=2026-11-30T09:00&end=2026-11-30T17:00",
                "day?date=2026-11-30",
                "preview?what=away&shift=" + encoded("4 region:LATGALE 2026-11-30T09:00 2026-11-30T17:00"))) {
            assertThat(coordinator.get("/roster/" + sheet).body())
                    .as(sheet)
                    .contains("Koordinators maina tikai", "vēlākās beigas: piektdiena, 27. novembris, 00:00");
        }
        assertThat(dutyRepository.roster(SITE.clock().instant()).absences()).hasSize(1);
    }

    @Test
    void senseless_addresses_are_answered_with_words() {
        var administrator = Stranger.signedIn(SITE, IN_LATVIAN);
        for (var path : List.of(
                "/roster/preview",
                "/roster/preview?what=nothing",
                "/roster/preview?what=away&shift=x",
                "/roster/preview?what=add&person=0&shift="
                        + encoded("1 coordination 2026-11-25T09:00 2026-11-25T17:00"),
                "/roster/preview?what=without&shift=" + encoded("7 region:RIGA 2026-11-25T09:00 2026-11-25T17:00"))) {
            var answer = administrator.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).contains("Tagad tas nav iespējams");
        }
        for (var path :
                List.of("/roster/shift?shift=x", "/roster/time?of=x&start=2026-11-25T09:00&end=2026-11-25T10:00")) {
            assertThat(administrator.get(path).statusCode()).as(path).isEqualTo(400);
        }
    }

    private static Account accountOf(ConsultantId consultant, String email) {
        return SITE.account(SITE.bean(Accounts.class)
                .add(
                        email,
                        "Anna",
                        Role.CONSULTANT,
                        Optional.of(consultant),
                        Author.router(SITE.clock().instant())));
    }

    private static String addressee(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The hidden fields of the form that saves.
    private static Map<String, String> form(String html) {
        var start = Math.max(html.indexOf("action=\"/roster/save\""), html.indexOf("action=\"/roster/publish\""));
        start = start < 0 ? html.indexOf("action=\"/roster/discard\"") : start;
        assertThat(start).as("a form in " + html).isPositive();
        var fields = new HashMap<String, String>();
        var hidden = Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"")
                .matcher(html.substring(start, html.indexOf("</form>", start)));
        while (hidden.find()) {
            fields.put(hidden.group(1), HtmlUtils.htmlUnescape(hidden.group(2)));
        }
        return fields;
    }

    private static Map<String, String> and(Map<String, String> form, String field, String value) {
        var all = new HashMap<>(form);
        all.put(field, value);
        return all;
    }
}
