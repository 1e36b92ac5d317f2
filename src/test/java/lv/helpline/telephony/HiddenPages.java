package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import lv.helpline.lab.SipPeer;
import lv.helpline.testing.pages.Pages;
import lv.helpline.testing.pages.PlainChromium;
import lv.helpline.webcall.BrowserPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pages that are behind another tab, and pages whose scripts stand still while their sound goes on. It takes minutes,
/// so it runs only when it is named.
///
/// `-Dhidden=PT20M` hides them for twenty minutes, and Chromium's own patience counts, which is five. In the short form
/// a page sleeps for a minute after ten seconds.
class HiddenPages extends WebCallers {

    private static final Duration HIDDEN = Duration.parse(System.getProperty("hidden", "PT2M"));

    /// How long a page has to be hidden before its timers run once a minute.
    private static final Duration PATIENCE =
            HIDDEN.compareTo(Duration.ofMinutes(10)) < 0 ? Duration.ofSeconds(10) : Duration.ofMinutes(5);

    /// What asterisk-config's README promises of a telephone, too.
    private static final Duration LET_GO = Duration.ofMinutes(2);

    /// After which a page that says nothing does not ring any more, and a moment.
    private static final Duration AWAY = BrowserPhone.SILENT.plusSeconds(1);

    /// The least by which Chromium holds back the timers of a hidden page.
    private static final Duration SLOWED = Duration.ofMillis(900);

    /// How often Asterisk asks whether a page is there.
    private static final Duration ASKED_EACH = Duration.ofSeconds(45);

    private static final Duration CUT = Duration.ofSeconds(20);

    private static final int QUIET = 0;
    private static final int TONE = 500;

    /// The longest that a timer had to wait is `slept`, in ms; `rung` is how often the tone of a ringing page was
    /// begun; `locks` keep the screen on.
    private static final String TIMERS = """
            window.slept = 0;
            window.rung = 0;
            window.locks = [];
            let woken = performance.now();
            const wake = () => {
              window.slept = Math.max(window.slept, performance.now() - woken);
              woken = performance.now();
            };
            setInterval(wake, 100);
            const begin = AudioParam.prototype.setValueCurveAtTime;
            AudioParam.prototype.setValueCurveAtTime = function (...all) { window.rung += 1; return begin.apply(this, all); };
            const request = WakeLock.prototype.request;
            WakeLock.prototype.request = async function (...all) {
              const lock = await request.apply(this, all);
              window.locks.push(lock);
              return lock;
            };
            """;

    private Laura laura;
    private PlainChromium browser;

    @BeforeEach
    void openTheBrowser() throws Exception {
        laura = Laura.ringsOnAPage(lab);
        browser = new PlainChromium(lab.home().resolve("chromium-" + System.nanoTime()), PATIENCE);
    }

    @AfterEach
    void closeTheBrowser() throws Exception {
        browser.close();
        laura.leaves();
    }

    /// Whoever waits while nothing is said is left in silence.
    @Override
    Duration promised(SipPeer caller) {
        return HIDDEN.plus(LET_GO);
    }

    private PlainChromium.Page page(String path) {
        var page = browser.page();
        page.before(CallPage.WATCH + TIMERS);
        page.open(lab.routers().pages() + path);
        return page;
    }

    private PlainChromium.Page callerTalkingTo(SipPeer phone, String line) throws InterruptedException {
        var page = page("/public/en");
        call(page, line);
        take(phone, page);
        return page;
    }

    private PlainChromium.Page lauraIsReady() {
        var page = page(Pages.linkFor(laura.account(), lab.routers().beans()).getPath());
        page.click("form[action='/link'] button");
        await().atMost(SOON).until(() -> !page.value("location.pathname").equals("/link"));
        page.open(lab.routers().pages() + "/duty/phone");
        page.click("#phone-begin");
        awaitPhone(page, "ready");
        return page;
    }

    private static void awaitPhone(PlainChromium.Page page, String state) {
        CallPage.awaitState(page, "#phone-says", state);
    }

    private static Duration slept(PlainChromium.Page page) {
        return Duration.ofMillis((long) Double.parseDouble(page.value("wake(), window.slept")));
    }

    /// The caller's page talks, and the consultant's waits and is rung afterwards.
    @Test
    void hiddenPagesTalkOnAndRing() throws Exception {
        var kristaps = lab.peers().answering("kristaps", RINGING);
        var telephone = lab.peers().answering("laura", RINGING);
        var caller = callerTalkingTo(kristaps, KURZEME);
        var consultant = lauraIsReady();
        // Chromium does not slow down what plays a sound.
        kristaps.media().hum(QUIET);
        var nobody = page("/public/en");
        for (var each : List.of(caller, consultant, nobody)) {
            each.hide();
        }
        Thread.sleep(HIDDEN);
        assertThat(slept(nobody)).as("of a page without a microphone").isGreaterThan(Duration.ofSeconds(10));
        assertThat(slept(consultant)).as("of a page that waits").isGreaterThan(SLOWED);
        assertThat(slept(caller)).as("of a page in a call").isGreaterThan(SLOWED);

        assertThat(CallPage.told(caller))
                .contains("says connected")
                .doesNotContain("says away", "says ended", "socket closed");
        assertThat(CallPage.told(consultant)).contains("says ready").doesNotContain("says away", "socket closed");
        kristaps.media().hum(TONE);
        CallPage.hearEachOther(kristaps, caller);
        var other = lab.peers().call("+371" + LATGALE);
        awaitPhone(consultant, "ringing");
        await("it rings on").atMost(SOON).until(() -> Integer.parseInt(consultant.value("window.rung")) >= 4);
        consultant.click("[data-key='1']");
        awaitPhone(consultant, "talking");
        CallPage.hearEachOther(other, consultant);
        assertThat(telephone.count("INVITE")).isZero();
        consultant.show();
        await("the screen stays on again")
                .atMost(SOON)
                .until(() -> consultant.value("window.locks.at(-1).released").equals("false"));
        consultant.click("#phone-hang-up");
        awaitPhone(consultant, "ended");
        other.await("BYE", SOON);
        caller.click("#call-end");
        awaitState(caller, "ended");
        kristaps.awaitIdle(SOON);
    }

    /// As a system does with what it takes for idle. Whoever calls meanwhile rings the telephone at once.
    @Test
    void aFrozenPageIsAwayAndSaysSoWhenItIsBack() throws Exception {
        onlyLauraIsOnDuty();
        var telephone = lab.peers().answering("laura", RINGING);
        var consultant = lauraIsReady();
        consultant.hide();
        consultant.freeze();
        Thread.sleep(AWAY);
        var caller = lab.peers().call("+371" + LATGALE);
        telephone.take(caller);
        end(caller, telephone);
        consultant.thaw();
        await("the page says what it missed")
                .atMost(SOON)
                .until(() -> consultant
                        .value("document.getElementById('phone-missed').hidden")
                        .equals("false"));
        awaitPhone(consultant, "ready");
    }

    /// The caller's page stands still and goes on sending its sound.
    @Test
    void aCallEndsWhosePageDoesNotAnswerThoughItsSoundGoesOn() throws Exception {
        onlyLauraIsOnDuty();
        var telephone = lab.peers().answering("laura", RINGING);
        var caller = callerTalkingTo(telephone, LATGALE);
        caller.freeze();
        var frozen = System.nanoTime();
        Thread.sleep(GONE);
        telephone.media().forget();
        telephone.media().awaitSound(50, SOON);
        assertThat(untilOver(frozen, LET_GO)).isLessThan(LET_GO);
        awaitBegun(telephone, "lv/after-call");
        telephone.awaitIdle(telephone.hangUp(), SOON);
        var next = lab.peers().call("+371" + LATGALE);
        telephone.take(next);
        end(next, telephone);
        caller.thaw();
        await("the page says that it is over")
                .atMost(SOON)
                .until(() -> caller.value("document.getElementById('call-during').hidden")
                        .equals("true"));
        assertThat(CallPage.told(caller)).containsAnyOf("says ended-there", "says lost");
    }

    /// The consultant's page stands still and goes on sending its sound. The next call rings her telephone.
    @Test
    void aTalkEndsWhosePageDoesNotAnswerThoughItsSoundGoesOn() throws Exception {
        onlyLauraIsOnDuty();
        var telephone = lab.peers().answering("laura", RINGING);
        var consultant = lauraIsReady();
        var caller = lab.peers().call("+371" + LATGALE);
        awaitPhone(consultant, "ringing");
        consultant.click("[data-key='1']");
        awaitPhone(consultant, "talking");
        CallPage.hearEachOther(caller, consultant);
        consultant.freeze();
        var frozen = System.nanoTime();
        Thread.sleep(GONE);
        caller.media().forget();
        caller.media().awaitSound(50, SOON);
        caller.await("BYE", LET_GO);
        assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isLessThan(LET_GO);
        var next = lab.peers().call("+371" + LATGALE);
        telephone.take(next);
        end(next, telephone);
    }

    /// Just when Asterisk asks whether the page is there.
    @Test
    void aSocketThatIsCutWhenItsPageIsAskedLosesNothing() throws Exception {
        var telephone = lab.peers().answering("laura", RINGING);
        var caller = callerTalkingTo(telephone, LATGALE);
        Thread.sleep(ASKED_EACH.minusSeconds(10));
        caller.value("(() => { window.cutting = setInterval(() => window.sockets.at(-1).close(), 20); })()");
        awaitState(caller, "away");
        Thread.sleep(CUT);
        caller.value("clearInterval(window.cutting)");
        awaitState(caller, "back");
        Thread.sleep(LET_GO);
        CallPage.hearEachOther(telephone, caller);
        caller.click("#call-end");
        awaitState(caller, "ended");
    }

    /// The other way round: the page answers, and its sound is gone.
    @Test
    void aCallWithoutSoundEndsThoughItsPageAnswers() throws Exception {
        var telephone = lab.peers().answering("laura", RINGING);
        var caller = callerTalkingTo(telephone, LATGALE);
        caller.value("window.connections.at(-1).close()");
        assertThat(untilOver(System.nanoTime())).isLessThan(GONE);
        awaitState(caller, "ended-there");
    }
}
