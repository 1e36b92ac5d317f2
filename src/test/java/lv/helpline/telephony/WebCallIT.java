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
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import lv.helpline.accounts.Account;
import lv.helpline.lab.Asterisk;
import lv.helpline.lab.Relay;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;
import lv.helpline.testing.Dashboard;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.Pages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Calls from the web page: a real browser with a microphone, through the gate, to a real phone.
class WebCallIT extends Telephony {

    /// Beside other labs it takes Asterisk so long, at most, to say which calls it has.
    private static final Duration ASKED = Duration.ofSeconds(2);

    /// In which the call of a browser that is gone without a word has ended.
    private static final Duration GONE = Duration.ofSeconds(12).plus(ASKED);

    /// In which it has ended when the page was left.
    private static final Duration LEFT = Duration.ofSeconds(1).plus(ASKED);

    /// What the page's connections and sockets are, for a test to look at and to cut.
    private static final String WATCH = """
            window.connections = [];
            window.sockets = [];
            window.asked = 0;
            window.RTCPeerConnection = class extends RTCPeerConnection {
              constructor(...all) { super(...all); window.connections.push(this); }
            };
            window.WebSocket = class extends WebSocket {
              constructor(...all) { super(...all); window.sockets.push(this); }
            };
            const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = (...all) => { window.asked += 1; return ask(...all); };
            """;

    private static final String STATS = """
            async (kind) => {
              const all = [...(await window.connections.at(-1).getStats()).values()];
              const found = all.find((each) => each.type === kind) ?? {};
              return { ...found, codec: all.find((each) => each.id === found.codecId)?.mimeType ?? '' };
            }
            """;

    private static final String ENERGY = "totalAudioEnergy";

    /// The address of the computer that calls, which is this one, is in nothing that an installation keeps.
    @AfterEach
    void noAddressOfABrowserIsWrittenDown() throws IOException {
        var ours = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                .toList();
        var kept = new ArrayList<>(Asterisk.kept(lab.asterisk().log()).toList());
        for (var log : List.of("router.log", "relayed/router.log", "relay/log")) {
            var file = lab.home().resolve(log);
            kept.addAll(Files.exists(file) ? Files.readAllLines(file) : List.of());
        }
        assertThat(ours).isNotEmpty();
        assertThat(kept).noneMatch(line -> ours.stream().anyMatch(line::contains));
    }

    /// Beside other labs Asterisk may be late in telling its manager interface what a crowd does all at once.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("Taskprocessor 'stasis/m:manager:core");
    }

    private Browsers browsers(String pages) {
        return Browsers.withSound(new Pages() {
            @Override
            public URI address() {
                return URI.create(pages);
            }

            @Override
            public URI linkFor(Account account) {
                return Pages.linkFor(account, lab.routers().beans());
            }
        });
    }

    private Browsers.Visitor visitor() {
        return visitor(lab.routers().pages(), true);
    }

    private Browsers.Visitor visitor(String pages, boolean permitted) {
        var visitor = browsers(pages).visitor(360);
        if (permitted) {
            visitor.context().grantPermissions(List.of("microphone"));
        }
        visitor.context().addInitScript(WATCH);
        visitor.open("/public/en");
        return visitor;
    }

    private static void call(Page page, String line) {
        page.locator("#call-line").selectOption(line);
        page.locator("#call-begin").click();
    }

    private static void awaitState(Page page, String state) {
        await("the page says " + state)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(page.locator("#call-says").getAttribute("data-state"))
                        .isEqualTo(state));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> stats(Page page, String kind) {
        return (Map<String, Object>) page.evaluate(STATS, kind);
    }

    private static double energy(Page page) {
        return ((Number) stats(page, "inbound-rtp").getOrDefault(ENERGY, 0)).doubleValue();
    }

    /// The consultant hears the whisper, presses 1, and each hears the other.
    private static void take(SipPeer phone, Page page) throws InterruptedException {
        phone.awaitAnswered(SOON);
        phone.media().forget();
        phone.media().awaitSound(10, SOON);
        phone.media().press('1');
        hearEachOther(phone, page);
    }

    /// A browser plays late what it hears where it has to wait for the processor.
    private static void hearEachOther(SipPeer phone, Page page) throws InterruptedException {
        phone.media().forget();
        phone.media().awaitSound(50, SOON);
        var before = energy(page);
        await().atMost(SOON.multipliedBy(3)).until(() -> energy(page) > before + 0.001);
    }

    /// Until Asterisk has let the caller's channel go; the consultant is told so then, which takes a while.
    private Duration untilOver(long since) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !lab.asterisk().cli("core show channels concise").contains("PJSIP/web-"));
        return Stalls.without(since, System.nanoTime());
    }

    @Test
    void aBrowserAndAConsultantHearEachOther() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        try (var visitor = visitor()) {
            var page = visitor.page();
            call(page, LATGALE);
            take(laura, page);
            assertThat(stats(page, "inbound-rtp").get("codec")).isEqualTo("audio/opus");
            isEncryptedWell(page);
            sendNonsense(page);
            hearEachOther(laura, page);
            assertThat(laura.find("INVITE").orElseThrow().text()).doesNotContain("page", "helpline.invalid");
            visitor.isFlawless("web-call-en-360");
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
        var transport = stats(page, "transport");
        assertThat(transport.get("dtlsState")).isEqualTo("connected");
        assertThat(transport.get("tlsVersion")).as("DTLS 1.2").isEqualTo("FEFD");
        assertThat((String) transport.get("dtlsCipher")).matches("TLS_ECDHE_.*_(GCM|POLY1305)_.*");
        assertThat((String) transport.get("srtpCipher"))
                .matches("(SRTP_)?(AEAD_)?AES_?(128|256)_(CM_(HMAC_)?SHA1_80|GCM)");
    }

    /// To the port of this call at Asterisk, as a stranger who has found it: sound that nobody has signed, handshakes,
    /// and bytes at random.
    private static void sendNonsense(Page page) throws IOException {
        var asterisk = stats(page, "remote-candidate");
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
            hearEachOther(laura, page);
            page.evaluate("() => window.sockets.at(-1).close()");
            laura.hangUp();
            awaitState(page, "ended-there");
        }
    }

    /// The page's keys are a telephone's: other numbers are told, and the phone that rang stops. Leaving the page ends
    /// the
    /// call.
    @Test
    void aKeyOnThePageIsAKeyOfACallerAndLeavingItEndsTheCall() throws Exception {
        offerOtherNumbersAtOnce();
        var laura = lab.peers().ringingOut("laura");
        try (var visitor = visitor()) {
            var page = visitor.page();
            call(page, LATGALE);
            awaitState(page, "connected");
            laura.await("180 INVITE", SOON);
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
            visitor.isFlawless("web-call-closed-en-360");
        }
    }

    @Test
    void whoRefusesTheMicrophoneIsToldWhatToDo() {
        try (var visitor = visitor(lab.routers().pages(), false)) {
            var page = visitor.page();
            call(page, LATGALE);
            awaitState(page, "no-permission");
            assertThat(page.locator("#call-begin").isVisible()).isTrue();
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
        } finally {
            lab.asterisk().global("WEB_CALLS_AT_ONCE", "20");
        }
    }

    /// One is talked to and the others wait, and hear that they do. Of each there is one record, and nothing else is
    /// left.
    @Test
    void fiveCallsOfThePageBesideTwentyOfTheTrunk() throws Exception {
        onlyLauraIsOnDuty();
        var laura = lab.peers().answering("laura", RINGING);
        var visitors = new ArrayList<Browsers.Visitor>();
        try (var crowd = lab.peers().crowd(LATGALE, 20, Duration.ofSeconds(2))) {
            for (var number = 0; number < 5; number++) {
                visitors.add(visitor());
                call(visitors.getLast().page(), LATGALE);
            }
            laura.awaitAnswered(SOON);
            laura.media().awaitSound(10, SOON);
            laura.media().press('1');
            for (var visitor : visitors) {
                awaitState(visitor.page(), "connected");
                var before = energy(visitor.page());
                await().atMost(SOON).until(() -> energy(visitor.page()) > before + 0.001);
            }
            assertThat(crowd.callers()).hasSize(20).allSatisfy(caller -> {
                assertThat(caller.answered()).isPositive();
                assertThat(crowd.heard(caller).sound()).isGreaterThan(Duration.ofSeconds(1));
            });
            assertThat(lab.asterisk().cli("core show channels concise").lines())
                    .filteredOn(line -> line.matches("PJSIP/(web|trunk)-.*") && !line.contains("!AppDial!"))
                    .hasSize(25);
            for (var visitor : visitors) {
                visitor.page().locator("#call-end").click();
                awaitState(visitor.page(), "ended");
            }
            for (var caller : crowd.callers()) {
                crowd.hangUp(caller);
            }
            crowd.awaitEnd(SOON);
        } finally {
            visitors.forEach(Browsers.Visitor::close);
        }
        lab.asterisk().awaitNoChannel(SOON);
        assertThat(lab.records().await(25))
                .filteredOn(record -> record.outcome().equals("answered"))
                .hasSize(1);
        assertThat(lab.records().all())
                .hasSize(25)
                .filteredOn(record -> record.rules().endsWith("+web-call"))
                .hasSize(5);
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
