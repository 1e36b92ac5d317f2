package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import lv.helpline.lab.Relay;
import lv.helpline.testing.Dashboard;
import lv.helpline.testing.pages.Browsers;
import org.junit.jupiter.api.Test;

/// Calls from the web page: a real browser with a microphone, through the gate, to a real phone.
class WebCallIT extends WebCallers {

    private static final String STATES =
            "[...document.querySelectorAll('#call-sayings [data-of]')].map((each) => each.dataset.of)";

    private static final String SHOW = """
            (state) => {
              const byId = (id) => document.getElementById(id);
              const calls = ['connected', 'away', 'back', 'muted', 'unmuted', 'pressed', 'no-sound'].includes(state);
              byId('call-choice').hidden = calls;
              byId('call-during').hidden = !calls;
              byId('call-says').textContent =
                document.querySelector(`#call-sayings [data-of="${state}"]`).textContent.replace('{0}', '5');
            }""";

    @Test
    void aBrowserAndAConsultantHearEachOther() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        try (var visitor = visitor()) {
            var page = visitor.page();
            call(page, LATGALE);
            take(laura, page);
            assertThat(CallPage.stats(page, "inbound-rtp").get("codec")).isEqualTo("audio/opus");
            isEncryptedWell(page);
            sendNonsense(page);
            CallPage.hearEachOther(laura, page);
            assertThat(laura.find("INVITE").orElseThrow().text()).doesNotContain("page", "helpline.invalid");
            visitor.isFlawless(null);
            visitor.pictures("web-call-talks-en", "#call-says");
            page.locator("#call-mute").click();
            awaitState(page, "muted");
            visitor.pictures("web-call-muted-en", "#call-says");
            assertThat(page.evaluate("told").toString()).doesNotContain("socket closed");
            page.locator("#call-end").click();
            awaitState(page, "ended");
            laura.awaitIdle(SOON);
            assertThat(visitor.context().cookies()).isEmpty();
        }
        assertThat(lab.records().await(1).getFirst().rules()).endsWith("+web-call");
        var scraped = lab.routers().bean(PrometheusMeterRegistry.class).scrape();
        assertThat(Dashboard.panels().stream().flatMap(panel -> Dashboard.selectors(panel).stream()))
                .as("what the dashboard shows after a call")
                .allMatch(selector -> selector.findsSomethingIn(scraped));
    }

    private static void isEncryptedWell(Page page) {
        var transport = CallPage.stats(page, "transport");
        assertThat(transport.get("dtlsState")).isEqualTo("connected");
        assertThat(transport.get("tlsVersion")).as("DTLS 1.2").isEqualTo("FEFD");
        assertThat((String) transport.get("dtlsCipher")).matches("TLS_ECDHE_.*_(GCM|POLY1305)_.*");
        assertThat((String) transport.get("srtpCipher"))
                .matches("(SRTP_)?(AEAD_)?AES_?(128|256)_(CM_(HMAC_)?SHA1_80|GCM)");
    }

    /// To the port of this call at Asterisk, as a stranger who has found it: sound that nobody has signed, handshakes,
    /// and bytes at random.
    private static void sendNonsense(Page page) throws IOException {
        var asterisk = CallPage.stats(page, "remote-candidate");
        var port = new InetSocketAddress(
                (String) asterisk.get("address"), Integer.parseInt(String.valueOf(asterisk.get("port"))));
        var random = new SplittableRandom(1);
        var firstBytes = new byte[] {(byte) 0x80, (byte) 0x90, 0x16, 0x14, 0x00, 0x01, (byte) 0xff};
        try (var socket = new DatagramSocket()) {
            for (var packet = 0; packet < 2_000; packet++) {
                var bytes = new byte[random.nextInt(1, 1_400)];
                random.nextBytes(bytes);
                bytes[0] = firstBytes[packet % firstBytes.length];
                socket.send(new DatagramPacket(bytes, bytes.length, port));
            }
        }
    }

    /// The whole browser stands still with its socket open, as when its network is lost.
    @Test
    void aBrowserThatSaysNothingAnyMoreIsNoticed() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        try (var visitor = visitor()) {
            var page = visitor.page();
            call(page, LATGALE);
            take(laura, page);
            var silent = System.nanoTime();
            try (var _ = Browsers.standStill()) {
                assertThat(untilOver(silent)).isLessThan(GONE);
            }
            awaitState(page, "ended-there");
        }
    }

    /// The sound goes on, the page comes back, and what was said meanwhile is told.
    @Test
    void aSocketThatIsCutAndComesBackLosesNothing() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        try (var visitor = visitor()) {
            var page = visitor.page();
            call(page, LATGALE);
            take(laura, page);
            page.evaluate("() => window.sockets.at(-1).close()");
            awaitState(page, "back");
            CallPage.hearEachOther(laura, page);
            page.evaluate("() => window.sockets.at(-1).close()");
            laura.hangUp();
            awaitState(page, "ended-there");
        }
    }

    /// The page's keys are a telephone's: other numbers are told, and the phone that rang stops. Leaving the page
    /// ends the call.
    @Test
    void aKeyOnThePageIsAKeyOfACallerAndLeavingItEndsTheCall() throws Exception {
        offerOtherNumbersAtOnce();
        var laura = lab.peers().ringingOut("laura");
        try (var visitor = visitor()) {
            var page = visitor.page();
            call(page, LATGALE);
            awaitState(page, "connected");
            laura.await("180 INVITE", SOON);
            visitor.pictures("web-call-rings-en", "#call-says");
            await().atMost(SOON).until(() -> {
                page.locator("[data-key='2']").click();
                return laura.find("CANCEL").isPresent();
            });
            page.keyboard().press("9");
            assertThat(page.locator("#call-says").textContent()).isEqualTo("You pressed 9.");
            var left = System.nanoTime();
            page.navigate("about:blank");
            assertThat(untilOver(left)).as("whoever leaves in a hurry").isLessThan(LEFT);
        }
    }

    /// Before the sound has found a way, and when it has lost it: the browser says so, and the page ends the call.
    @Test
    void aCallWithoutSoundEndsAndSaysWhy() throws Exception {
        var failed = """
                () => {
                  const connection = window.connections.at(-1);
                  Object.defineProperty(connection, 'connectionState', { value: 'failed' });
                  connection.dispatchEvent(new Event('connectionstatechange'));
                }""";
        try (var visitor = visitor()) {
            var page = visitor.page();
            page.evaluate(
                    "() => { window.RTCPeerConnection.prototype.setRemoteDescription = () => new Promise(() => {}); }");
            call(page, LATGALE);
            await().atMost(SOON).until(() -> (boolean) page.evaluate("window.connections.length === 1"));
            page.evaluate(failed);
            awaitState(page, "no-media");
            visitor.pictures("web-call-no-media-en", "#call-says");
            page.evaluate("() => { delete window.RTCPeerConnection.prototype.setRemoteDescription; }");
            call(page, LATGALE);
            awaitState(page, "connected");
            await().atMost(SOON).until(() -> CallPage.energy(page) > 0.001);
            page.evaluate(failed);
            awaitState(page, "lost");
            visitor.pictures("web-call-lost-en", "#call-says");
        }
        lab.asterisk().awaitNoChannel(SOON);
    }

    @Test
    void aClosedLineSaysSoBeforeTheMicrophoneIsAskedFor() {
        lab.clock().set(LocalDateTime.parse("2026-11-24T18:00"));
        try (var visitor = visitor()) {
            var page = visitor.page();
            call(page, LATGALE);
            awaitState(page, "closed");
            assertThat(page.locator("#call-says").textContent())
                    .isEqualTo("This number is closed now. It opens on Wednesday, 25 November at 09:00.");
            assertThat(page.locator("#call-other").textContent().strip()).endsWith("+371 67 898 343");
            assertThat(page.evaluate("window.asked")).isEqualTo(0);
            visitor.isFlawless(null);
            visitor.pictures("web-call-closed-en", "#call-says");
        }
    }

    @Test
    void whoRefusesTheMicrophoneOrHasNoneIsToldWhatToDo() {
        try (var visitor = visitor(lab.routers().pages(), false)) {
            var page = visitor.page();
            call(page, LATGALE);
            awaitState(page, "no-permission");
            visitor.pictures("web-call-no-permission-en", "#call-says");
            assertThat(page.locator("#call-begin").isVisible()).isTrue();
            page.evaluate(
                    "() => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotFoundError'); }; }");
            page.locator("#call-begin").click();
            awaitState(page, "no-microphone");
            visitor.pictures("web-call-no-microphone-en", "#call-says");
            assertThat(page.evaluate("window.sockets.length")).isEqualTo(0);
        }
    }

    @Test
    void whereTooManyCallThePageSaysSo() throws Exception {
        lab.asterisk().global("WEB_CALLS_AT_ONCE", "0");
        try (var visitor = visitor()) {
            var page = visitor.page();
            call(page, LATGALE);
            awaitState(page, "full");
            visitor.pictures("web-call-full-en", "#call-says");
        } finally {
            lab.asterisk().global("WEB_CALLS_AT_ONCE", "20");
        }
    }

    /// Whatever the page says, with the buttons that are there then.
    @Test
    void whatThePageSaysFitsOnAPhone() {
        try (var visitor = visitor()) {
            for (var language : List.of("lv", "en", "ru")) {
                visitor.open(language.equals("lv") ? "/public" : "/public/" + language);
                var states = (List<?>) visitor.page().evaluate(STATES);
                assertThat(states).as(language).hasSizeGreaterThan(10);
                for (var state : states) {
                    visitor.page().evaluate(SHOW, state);
                    assertThat(visitor.sticksOut()).as(language + " " + state).isZero();
                    assertThat(visitor.brokenWords()).as(language + " " + state).isEmpty();
                    visitor.pictures("web-call-state-" + state + "-" + language, "#call-says");
                }
            }
        }
    }

    /// All sound goes through the relay, and no address of the browser's reaches Asterisk. A browser that is killed is
    /// noticed.
    @Test
    void throughTheRelayEachHearsTheOther() throws Exception {
        lauraIsOnDutyAroundTheClock();
        var laura = lab.peers().answering("laura", RINGING);
        try (var relay = new Relay(lab.home().resolve("relay"));
                var pages = lab.routers().startPages("relayed", relay.settings())) {
            var before = relay.log();
            try (var visitor = visitor("http://localhost:" + pages.port(), true)) {
                var page = visitor.page();
                call(page, LATGALE);
                take(laura, page);
                assertThat((String) page.evaluate("() => window.connections.at(-1).localDescription.sdp"))
                        .contains(" typ relay")
                        .doesNotContain(" typ host", " typ srflx");
                // The browser dies, and says nothing.
                var killed = System.nanoTime();
                assertThatThrownBy(() -> page.navigate("chrome://crash")).isInstanceOf(PlaywrightException.class);
                assertThat(untilOver(killed)).isLessThan(GONE);
            }
            assertThat(relay.log()).isEqualTo(before);
        }
    }
}
