package lv.helpline.wallboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.asterisk.sipprobe.SipProbe;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.lab.FrozenThread;
import lv.helpline.lab.Lab;
import lv.helpline.shared.EditResult;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.Pages;
import lv.helpline.wallboard.CallFeed;
import lv.helpline.wallboard.LiveCalls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The wallboard follows real calls through a real Asterisk, without being loaded again.
class NowIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration RINGING = Duration.ofMillis(200);
    private static final String LATGALE = "+37125723222";
    private static final String LAURA = "#line-latgale .people-now li:has-text('Laura')";
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private static final Lab LAB = Lab.shared();
    private static final Browsers BROWSERS = new Browsers(new Pages() {
        @Override
        public URI address() {
            return URI.create(LAB.routers().pages());
        }

        @Override
        public URI linkFor(Account account) {
            return Pages.linkFor(account, LAB.routers().beans());
        }
    });

    @BeforeEach
    void prepare() throws Exception {
        LAB.reset();
        LAB.database()
                .edit(
                        "update line set languages = '{lv}'",
                        "delete from weekly_duty where consultant not in (4, 8)",
                        "update line set ring_seconds = 60, wrap_up_seconds = 300 where id = 'latgale'");
        LAB.clock().set(LocalDateTime.parse("2026-11-24T10:00"));
    }

    @AfterEach
    void hangUp() throws Exception {
        LAB.hangUpEverything();
    }

    @Test
    void a_call_waits_rings_is_taken_and_is_gone_without_a_reload() throws Exception {
        try (var visitor = watching("en", 1280)) {
            var page = visitor.page();
            page.evaluate("window.sameDocument = true");
            visitor.tabTo("[id^=fix-empty-]");
            var laura = LAB.peers().answering("laura", RINGING);
            var first = LAB.peers().call(LATGALE);
            page.locator(LAURA + ".ringing").waitFor();
            page.locator("#line-latgale .queue li").waitFor();
            laura.take(first);
            page.locator(LAURA + ".talking").waitFor();
            awaitNone(page.locator("#line-latgale .queue li"));
            page.locator("#said:has-text('Laura talking')").waitFor(attached());

            var second = LAB.peers().call(LATGALE);
            page.locator("#line-latgale .queue li").waitFor();
            page.locator("#said:has-text('1 waiting')").waitFor(attached());
            var said = page.locator("#said").textContent();
            var clock = page.locator("#line-latgale .queue time");
            var shown = clock.textContent();
            await().atMost(SOON).until(() -> !clock.textContent().equals(shown));
            assertThat(page.locator("#said").textContent())
                    .as("a second that passes is no news")
                    .isEqualTo(said);
            visitor.isFlawless("now-calls-en-1280");
            assertThat((Integer) page.evaluate("""
                Math.ceil(Math.max(...[...document.querySelectorAll('.lines-now li')]
                  .map(each => each.getBoundingClientRect().bottom)))\
                """))
                    .as("the end of the seven lines")
                    .isLessThanOrEqualTo(800);

            first.hangUp();
            page.locator(LAURA + ".ringing").waitFor();
            second.hangUp();
            page.locator(LAURA + ".wrap-up").waitFor();
            awaitNone(page.locator("#line-latgale .queue li"));
            assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
            assertThat(page.evaluate("document.activeElement.id"))
                    .as("whoever had come so far by keyboard is there still")
                    .asString()
                    .startsWith("fix-empty-");
            assertThat(page.locator("#unfollowed").isVisible()).isFalse();
        }
    }

    /// Its manager and its jobs go on, so nothing else tells.
    @Test
    void an_asterisk_whose_sip_thread_stands_still_is_told_first_of_all() throws Exception {
        var probe = LAB.routers().bean(SipProbe.class);
        try (var visitor = watching("lv", 360)) {
            try (var _ = new FrozenThread(LAB.asterisk().process(), "SIP")) {
                probe.round();
                probe.round();
                var warning = visitor.page().locator(".warnings .note.bad").first();
                await().atMost(SOON).until(() -> warning.innerText().contains("Centrāle nepieņem zvanus"));
                visitor.isFlawless("now-no-calls-lv-360");
            }
            await().atMost(SOON.multipliedBy(4)).until(() -> {
                probe.round();
                return probe.refusingSince().isEmpty();
            });
            awaitNone(visitor.page().locator(".warnings:has-text('Centrāle nepieņem zvanus')"));
        }
    }

    @Test
    void shows_on_a_phone_what_goes_on() throws Exception {
        var laura = LAB.peers().answering("laura", RINGING);
        laura.take(LAB.peers().call(LATGALE));
        LAB.peers().call(LATGALE);
        try (var visitor = watching("lv", 360)) {
            visitor.page().locator(LAURA + ".talking").waitFor();
            visitor.page().locator("#line-latgale .queue li").waitFor();
            visitor.isFlawless("now-calls-lv-360");
        }
    }

    /// Who begins to look learns within a minute what had begun before: here by the same round, sooner.
    @Test
    void knows_after_a_lost_connection_what_had_begun_before() throws Exception {
        var laura = LAB.peers().answering("laura", RINGING);
        var caller = LAB.peers().call(LATGALE);
        try (var visitor = watching("en", 1280)) {
            laura.take(caller);
            visitor.page().locator(LAURA + ".talking").waitFor();
            LAB.asterisk().letReaderIn(false);
            try {
                visitor.page()
                        .locator("#board .note:has-text('cannot be shown now')")
                        .waitFor();
                assertThat(visitor.page().locator(LAURA).textContent()).contains("on duty");
                visitor.isFlawless("now-lost-en-1280");
            } finally {
                LAB.asterisk().letReaderIn(true);
            }
            awaitConnection();
            visitor.page().locator("#board .note:has-text('within a minute')").waitFor();
            LAB.asterisk().job("refresh");
            visitor.page().locator(LAURA + ".talking").waitFor();
            awaitNone(visitor.page().locator("#board > .note"));
        }
    }

    /// The manager is for looking only.
    @Test
    void calls_go_on_the_same_while_nobody_can_look() throws Exception {
        LAB.asterisk().letReaderIn(false);
        try {
            var laura = LAB.peers().answering("laura", RINGING);
            var caller = LAB.peers().call(LATGALE);
            laura.take(caller);
            caller.hangUp();
            caller.await("200 BYE", SOON);
            laura.hangUp();
            laura.awaitIdle(SOON);
            assertThat(LAB.records().only().outcome()).isEqualTo("answered");
            assertThat(LAB.records().only().consultant()).hasValue(4);
        } finally {
            LAB.asterisk().letReaderIn(true);
        }
    }

    private static Browsers.Visitor watching(String language, int width) throws Exception {
        var visitor = BROWSERS.visitor(width);
        visitor.signIn(coordinator(), language);
        visitor.open("/now");
        visitor.page().locator("#board.followed").waitFor();
        awaitConnection();
        LAB.asterisk().job("refresh");
        awaitNone(visitor.page().locator("#board > .note"));
        return visitor;
    }

    /// To Asterisk's events, which the test before may have cut.
    private static void awaitConnection() {
        var live = LAB.routers().bean(CallFeed.class);
        await().atMost(SOON.multipliedBy(3)).until(() -> live.current().link() == LiveCalls.Link.THERE);
    }

    private static Account coordinator() {
        var accounts = LAB.routers().bean(Accounts.class);
        var number = PEOPLE.incrementAndGet();
        var editResult = accounts.add(
                "now" + number + "@example.org",
                "Koordinatore " + number,
                Role.COORDINATOR,
                Optional.empty(),
                Author.router(LAB.clock().instant()));
        return accounts.find(new AccountId(Integer.parseInt(((EditResult.Done) editResult).id())))
                .orElseThrow();
    }

    private static void awaitNone(Locator locator) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(locator.allTextContents()).isEmpty());
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
    }
}
