package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import lv.helpline.accounts.Account;
import lv.helpline.identity.web.Sessions;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.Pages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A page as a consultant's phone: a real browser with a microphone that real calls ring.
class BrowserPhoneIT extends Telephony {

    /// For which a page may say nothing, and how often it is looked.
    private static final Duration GONE = Duration.ofSeconds(7);

    private static final int QUIET = 0;
    private static final int TONE = 500;

    private Laura laura;

    @BeforeEach
    void pagesRing() throws Exception {
        laura = Laura.ringsOnAPage(lab);
    }

    @AfterEach
    void pagesDoNotRing() throws Exception {
        laura.leaves();
    }

    private Browsers.Visitor laura() {
        var pages = URI.create(lab.routers().pages());
        var visitor = Browsers.withSound(new Pages() {
                    @Override
                    public URI address() {
                        return pages;
                    }

                    @Override
                    public URI linkFor(Account account) {
                        return Pages.linkFor(account, lab.routers().beans());
                    }
                })
                .visitor(360)
                .signIn(laura.account(), "en");
        visitor.context().grantPermissions(List.of("microphone"));
        visitor.context().addInitScript(CallPage.WATCH);
        return visitor.open("/duty/phone");
    }

    private static void awaitState(Page page, String state) {
        CallPage.awaitState(page, "#phone-says", state);
    }

    private static Page ready(Browsers.Visitor visitor) {
        var page = visitor.page();
        page.locator("#phone-begin").click();
        awaitState(page, "ready");
        return page;
    }

    /// A colleague joins by the page's keys, and each of the three hears both of the others.
    private static void bringIn(SipPeer colleague, SipPeer caller, Page page) throws InterruptedException {
        caller.media().hum(QUIET);
        colleague.media().hum(QUIET);
        caller.media().forget();
        page.locator("[data-ask='*2']").click();
        awaitBegun(caller, "lv/second-coming");
        page.locator("[data-ask='2']").click();
        awaitBegun(colleague, "lv/second-calls");
        colleague.media().press('1');
        for (var other : List.of(caller, colleague)) {
            other.media().forget();
            other.media().awaitSound(5, SOON);
        }
        hearsAlone(caller, colleague, page);
        hearsAlone(colleague, caller, page);
    }

    /// The one who hums is heard by the other and on the page.
    private static void hearsAlone(SipPeer hums, SipPeer other, Page page) {
        hums.media().hum(TONE);
        other.media().forget();
        var before = CallPage.energy(page);
        await().atMost(SOON)
                .until(() -> other.media().loudnessOf(TONE) > 0.8 && CallPage.energy(page) > before + 0.001);
        hums.media().hum(QUIET);
    }

    private static void press(Page page, String key) {
        page.locator("[data-key='" + key + "']:visible").click();
    }

    @Test
    void aCallRingsOnThePageAndEachHearsTheOther() throws Exception {
        var phone = lab.peers().answering("laura", RINGING);
        var inese = lab.peers().answering("+37120000002", RINGING);
        try (var visitor = laura()) {
            var page = ready(visitor);
            visitor.isFlawless(null);
            visitor.pictures("duty-phone-ready-en", "#phone-says");
            var caller = lab.peers().call("+371" + LATGALE);
            awaitState(page, "ringing");
            assertThat(page.locator("#phone-line").textContent()).isEqualTo("Latgale");
            assertThat(page.locator("#phone-language").textContent()).isEqualTo("Latvian");
            visitor.pictures("duty-phone-rings-en", "#phone-says");
            page.keyboard().press("1");
            awaitState(page, "talking");
            caller.awaitAnswered(SOON);
            CallPage.hearEachOther(caller, page);
            visitor.pictures("duty-phone-talks-en", "#phone-says");
            page.locator("[data-ask='*2']").click();
            awaitBegun(caller, "lv/second-coming");
            page.locator("[data-ask='0']").click();
            CallPage.hearEachOther(caller, page);
            bringIn(inese, caller, page);
            inese.hangUp();
            page.keyboard().press("m");
            awaitState(page, "muted");
            visitor.pictures("duty-phone-muted-en", "#phone-says");
            page.keyboard().press("0");
            awaitState(page, "ended");
            caller.await("BYE", SOON);
        }
        assertThat(phone.count("INVITE")).isZero();
        awaitAttempts("4 taken");
        assertThat(lab.records().only().consultant()).hasValue(4);
    }

    /// The page rings no longer than the call does, and says why it has stopped.
    @Test
    void aCallThatIsCalledOffStopsRinging() throws Exception {
        lab.peers().ringingOut("laura");
        try (var visitor = laura()) {
            var page = ready(visitor);
            var caller = lab.peers().call("+371" + LATGALE);
            awaitState(page, "ringing");
            caller.hangUp();
            awaitState(page, "caller-gone");
            var inese = lab.peers().answering("+37120000002", RINGING);
            var other = lab.peers().call("+371" + LATGALE);
            awaitState(page, "ringing");
            inese.take(other);
            awaitState(page, "taken");
            end(other, inese);
        }
    }

    /// A test of the sound is a call to nobody. What the app keeps for itself is what its page looks like.
    @Test
    void soundIsTriedBeforeADutyAndNothingOfItIsKept() {
        try (var visitor = laura()) {
            var page = ready(visitor);
            page.locator("#phone-test").click();
            CallPage.awaitState(page, "#phone-tested", "test-good");
            assertThat(page.locator("#phone-says").getAttribute("data-state")).isEqualTo("ready");
            page.evaluate("() => navigator.serviceWorker.ready");
            page.reload();
            await().atMost(SOON)
                    .until(() -> page.locator("#phone-says")
                            .getAttribute("data-state")
                            .matches("ready|no-sound"));
            page.locator("h1").click();
            awaitState(page, "ready");
            page.evaluate("""
                    () => {
                      window.WebSocket = class { constructor() { setTimeout(() => this.onclose({ code: 1006, reason: '' })); } };
                      window.sockets.at(-1).close();
                    }""");
            awaitState(page, "away");
            visitor.pictures("duty-phone-away-en", "#phone-says");
            var kept = page.evaluate("""
                    async () => (await Promise.all((await caches.keys()).map(async (name) =>
                      (await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname)))).flat()
                    """);
            assertThat((List<?>) kept)
                    .anySatisfy(path -> assertThat(path).asString().startsWith("/js/sound"))
                    .allSatisfy(path -> assertThat(path).asString().matches("/(css|js|img|webjars)/.+"));
            assertThat((List<?>) page.evaluate("Object.keys({...localStorage, ...sessionStorage})"))
                    .as("what the browser remembers besides: where htmx was")
                    .allSatisfy(key -> assertThat(key).isIn("phone-on", "htmx-current-path-for-history"));
        }
        assertThat(lab.records().all()).isEmpty();
    }

    /// Who declines on the page has passed the call, and who listens first hears what a telephone would say, and its
    /// keys count. The phone of who passes does not ring.
    @Test
    void whoPassesOnThePageHasPassed() throws Exception {
        lab.database().edit("update line set strategy = 'one-by-one' where id = 'latgale'");
        var phone = lab.peers().ringingOut("laura");
        var inese = lab.peers().answering("+37120000002", RINGING);
        try (var visitor = laura()) {
            var page = ready(visitor);
            var caller = lab.peers().call("+371" + LATGALE);
            awaitState(page, "ringing");
            press(page, "2");
            awaitState(page, "passed");
            inese.take(caller);
            end(caller, inese);
            awaitAttempts("4 rejected", "5 taken");

            var other = lab.peers().call("+371" + LATGALE);
            awaitState(page, "ringing");
            press(page, "4");
            awaitState(page, "listening");
            await().atMost(SOON).until(() -> CallPage.energy(page) > 0.001);
            visitor.pictures("duty-phone-whisper-en", "#phone-says");
            press(page, "3");
            awaitState(page, "ended");
            inese.take(other);
            end(other, inese);
            awaitAttempts("4 passed");
        }
        assertThat(phone.count("INVITE")).isZero();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(lab.database().pauses()).hasSize(1));
    }

    /// A browser that stands still keeps its connection. Its person's phone rings, nobody has missed anything, and the
    /// page says so when it is back.
    @Test
    void whenThePageSleepsThePhoneRings() throws Exception {
        var phone = lab.peers().answering("laura", RINGING);
        try (var visitor = laura()) {
            var page = ready(visitor);
            var caller = lab.peers().call("+371" + LATGALE);
            awaitState(page, "ringing");
            var asleep = System.nanoTime();
            try (var _ = Browsers.standStill()) {
                var rung = phone.await("INVITE", SOON);
                assertThat(Stalls.without(asleep, rung.nanos())).isLessThan(GONE);
                phone.take(caller);
            }
            awaitState(page, "ready");
            assertThat(page.locator("#phone-missed").textContent())
                    .startsWith("This page was away")
                    .contains("10:0");
            visitor.pictures("duty-phone-missed-en", "#phone-says");
            end(caller, phone);
        }
        awaitAttempts("4 taken");
        assertThat(lab.records().attempts()).doesNotContain("4 no-answer", "4 unreachable");
    }

    /// Closed while it rings, or opened in a second place, or signed out.
    @Test
    void oneThatIsClosedReplacedOrSignedOutDoesNotRing() throws Exception {
        var phone = lab.peers().answering("laura", RINGING);
        try (var first = laura();
                var second = laura()) {
            var before = ready(first);
            var page = ready(second);
            awaitState(before, "replaced");
            first.pictures("duty-phone-replaced-en", "#phone-says");
            var caller = lab.peers().call("+371" + LATGALE);
            awaitState(page, "ringing");
            var closed = System.nanoTime();
            page.close();
            var rung = phone.await("INVITE", SOON);
            assertThat(Stalls.without(closed, rung.nanos())).isLessThan(Duration.ofSeconds(2));
            phone.take(caller);
            end(caller, phone);

            ready(first);
            lab.routers().bean(Sessions.class).endAll(laura.account().id());
            awaitState(before, "signed-out");
            first.pictures("duty-phone-signed-out-en", "#phone-says");
            var other = lab.peers().call("+371" + LATGALE);
            phone.await("a second INVITE", _ -> phone.count("INVITE") == 2, SOON);
            other.hangUp();
        }
    }
}
