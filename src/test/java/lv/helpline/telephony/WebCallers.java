package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lv.helpline.accounts.Account;
import lv.helpline.lab.Asterisk;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.Pages;
import org.junit.jupiter.api.AfterEach;

/// What tests of calls from the web page share: browsers with a microphone, and how they call, hear and leave.
abstract class WebCallers extends Telephony {

    /// Beside other labs it takes Asterisk so long, at most, to say which calls it has.
    static final Duration ASKED = Duration.ofSeconds(2);

    /// In which the call of a browser that is gone without a word has ended.
    static final Duration GONE = Duration.ofSeconds(12).plus(ASKED);

    /// In which it has ended when the page was left.
    static final Duration LEFT = Duration.ofSeconds(1).plus(ASKED);

    /// What the page's connections and sockets are, for a test to look at and to cut.
    static final String WATCH = """
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

    static final String STATS = """
            async (kind) => {
              const all = [...(await window.connections.at(-1).getStats()).values()];
              const found = all.find((each) => each.type === kind) ?? {};
              return { ...found, codec: all.find((each) => each.id === found.codecId)?.mimeType ?? '' };
            }
            """;

    static final String ENERGY = "totalAudioEnergy";

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

    Browsers browsers(String pages) {
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

    Browsers.Visitor visitor() {
        return visitor(lab.routers().pages(), true);
    }

    Browsers.Visitor visitor(String pages, boolean permitted) {
        var visitor = browsers(pages).visitor(360);
        if (permitted) {
            visitor.context().grantPermissions(List.of("microphone"));
        }
        visitor.context().addInitScript(WATCH);
        visitor.open("/public/en");
        return visitor;
    }

    static void call(Page page, String line) {
        page.locator("#call-line").selectOption(line);
        page.locator("#call-begin").click();
    }

    static void awaitState(Page page, String state) {
        await("the page says " + state)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(page.locator("#call-says").getAttribute("data-state"))
                        .isEqualTo(state));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> stats(Page page, String kind) {
        return (Map<String, Object>) page.evaluate(STATS, kind);
    }

    static double energy(Page page) {
        return ((Number) stats(page, "inbound-rtp").getOrDefault(ENERGY, 0)).doubleValue();
    }

    /// The consultant hears the whisper, presses 1, and each hears the other.
    static void take(SipPeer phone, Page page) throws InterruptedException {
        phone.awaitAnswered(SOON);
        phone.media().forget();
        phone.media().awaitSound(10, SOON);
        phone.media().press('1');
        hearEachOther(phone, page);
    }

    /// A browser plays late what it hears where it has to wait for the processor.
    static void hearEachOther(SipPeer phone, Page page) throws InterruptedException {
        phone.media().forget();
        phone.media().awaitSound(50, SOON);
        var before = energy(page);
        await().atMost(SOON.multipliedBy(5)).until(() -> energy(page) > before + 0.001);
    }

    /// Until Asterisk has let the caller's channel go; the consultant is told so then, which takes a while.
    Duration untilOver(long since) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !lab.asterisk().cli("core show channels concise").contains("PJSIP/web-"));
        return Stalls.without(since, System.nanoTime());
    }
}
