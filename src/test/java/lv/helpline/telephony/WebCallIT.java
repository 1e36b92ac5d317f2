package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lv.helpline.accounts.Account;
import lv.helpline.lab.Asterisk;
import lv.helpline.lab.Relay;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;
import lv.helpline.testing.Dashboard;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.Pages;
import org.jspecify.annotations.Nullable;
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

    private static final String FINGERPRINT = "00:".repeat(31) + "00";

    private final HttpClient client = HttpClient.newHttpClient();

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

    // What a stranger may try who is no page of ours.

    private String ticket() throws IOException, InterruptedException {
        var body = "line=" + LATGALE + "&language=lv";
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(lab.routers().pages() + "/public/call"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return answer.body().replaceFirst(".*\"ticket\":\"([^\"]+)\".*", "$1");
    }

    /// What a socket was told, and with which code it was closed.
    private static final class Told implements WebSocket.Listener {

        private final List<String> parts = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        String text() {
            return String.join("", parts);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete(1006);
        }
    }

    private WebSocket socket(String ticket, Optional<String> origin, Told told) {
        var address = lab.routers().pages().replace("http", "ws") + "/public/call/socket?ticket="
                + URLEncoder.encode(ticket, StandardCharsets.US_ASCII);
        var builder = client.newWebSocketBuilder().subprotocols("sip");
        origin.ifPresent(each -> builder.header("Origin", each));
        return builder.buildAsync(URI.create(address), told).join();
    }

    private static String invite(String ticket, String from, String id) {
        return """
                INVITE sip:%1$s@helpline.invalid SIP/2.0
                Via: SIP/2.0/WS %3$s.invalid;branch=z9hG4bK%3$s
                Max-Forwards: 69
                To: <sip:%1$s@helpline.invalid>
                From: <sip:%2$s@helpline.invalid>;tag=%3$s
                Call-ID: %3$s
                CSeq: 1 INVITE
                Contact: <sip:%2$s@%3$s.invalid;transport=ws>
                Content-Type: application/sdp
                Content-Length: 0

                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio 9 UDP/TLS/RTP/SAVPF 8
                a=mid:0
                a=rtcp-mux
                a=setup:actpass
                a=fingerprint:sha-256 %4$s
                a=ice-ufrag:some
                a=ice-pwd:0123456789abcdef01234567
                """.formatted(ticket, from, id, FINGERPRINT).replace("\n", "\r\n");
    }

    @Test
    void withoutATicketOrFromAnotherPageNobodyGetsIn() throws Exception {
        var ours = Optional.of(lab.routers().pages());
        for (var origin :
                List.of(Optional.of("https://elsewhere.example"), Optional.of("null"), Optional.<String>empty())) {
            assertThat(refused(ticket(), origin)).as("from %s", origin).isTrue();
        }
        for (var wrong : List.of("", "x", "a".repeat(43), "../" + ticket())) {
            assertThat(refused(wrong, ours)).as(wrong).isTrue();
        }
    }

    private boolean refused(String ticket, Optional<String> origin) {
        try {
            socket(ticket, origin, new Told()).abort();
            return false;
        } catch (CompletionException handshake) {
            return handshake.getCause() instanceof WebSocketHandshakeException refused
                    && refused.getResponse().statusCode() == 403;
        }
    }

    /// Whatever a page calls itself, it is a call of the web page; and it names its ticket or nothing.
    @Test
    void nobodyIsTheTrunkOrAPhoneThroughTheGate() throws Exception {
        var ours = Optional.of(lab.routers().pages());
        for (var name : List.of("trunk", "laura", "probe", "+37129876541")) {
            var ticket = ticket();
            var told = new Told();
            var socket = socket(ticket, ours, told);
            socket.sendText(invite(ticket, name, "from" + name.replace("+", "")), true)
                    .join();
            await(name).atMost(SOON).untilAsserted(() -> assertThat(told.text()).contains("SIP/2.0 200 "));
            // Whom we ring already has a channel of the trunk, or of a phone, too.
            assertThat(lab.asterisk()
                            .cli("core show channels concise")
                            .lines()
                            .filter(line -> !line.contains("!AppDial!")))
                    .as(name)
                    .anySatisfy(line -> assertThat(line).startsWith("PJSIP/web-"))
                    .noneSatisfy(line -> assertThat(line).startsWith("PJSIP/trunk-"))
                    .noneSatisfy(line -> assertThat(line).startsWith("PJSIP/laura-"))
                    .noneSatisfy(line -> assertThat(line).startsWith("PJSIP/probe-"));
            socket.abort();
            lab.asterisk().cli("channel request hangup all");
            lab.asterisk().awaitNoChannel(SOON);
        }
        for (var extension : List.of("trunk", "laura", "100", LATGALE, LATGALE + "-lv", "s", "none")) {
            var told = new Told();
            var socket = socket(ticket(), ours, told);
            socket.sendText(invite(extension, "page", "to"), true).join();
            assertThat(told.closed.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .as(extension)
                    .isEqualTo(1008);
            assertThat(told.text()).isEmpty();
        }
        assertThat(lab.asterisk().channels()).isZero();
    }

    /// A hundred sockets that use one ticket at the same moment make one call.
    @Test
    void oneTicketIsOneCallHoweverManyUseIt() throws Exception {
        var ours = Optional.of(lab.routers().pages());
        var ticket = ticket();
        var all = IntStream.range(0, 100)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> {
                    var told = new Told();
                    try {
                        socket(ticket, ours, told)
                                .sendText(invite(ticket, "page", "many" + number), true)
                                .join();
                    } catch (CompletionException refused) {
                        told.closed.complete(1006);
                    }
                    return told;
                }))
                .toList();
        var told = all.stream().map(CompletableFuture::join).toList();
        await().atMost(SOON)
                .until(() -> told.stream()
                        .allMatch(each -> each.closed.isDone() || !each.text().isEmpty()));
        assertThat(lab.asterisk().cli("core show channels concise").lines())
                .filteredOn(line -> line.startsWith("PJSIP/web-"))
                .hasSize(1);
    }
}
