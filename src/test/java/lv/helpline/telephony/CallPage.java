package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import lv.helpline.lab.SipPeer;
import lv.helpline.testing.pages.DrivenPage;

/// What tests see of a page that calls or is called: what it says, its connections and sockets, and what it hears.
final class CallPage {

    /// The page's connections and sockets are `connections` and `sockets`, for a test to look at and to cut; how often
    /// it asked for the microphone is `asked`, and `told` is what went on, of each message its first line and why.
    static final String WATCH = """
            window.connections = [];
            window.sockets = [];
            window.asked = 0;
            window.told = [];
            const note = (what) => window.told.push(`${Math.round(performance.now())} ms ${what}`);
            const firstLine = (text) => [text.match(/.*/)[0], ...(text.match(/^Reason:.*/gim) ?? [])].join(' ');
            window.WebSocket = class extends WebSocket {
              constructor(...all) {
                super(...all);
                window.sockets.push(this);
                this.addEventListener('message', ({ data }) => note(`heard ${firstLine(data)}`));
                this.addEventListener('close', ({ code, reason }) => note(`socket closed: ${code} ${reason}`));
              }
              send(text) {
                note(`sent ${firstLine(text)}`);
                super.send(text);
              }
            };
            window.RTCPeerConnection = class extends RTCPeerConnection {
              constructor(...all) {
                super(...all);
                window.connections.push(this);
                this.addEventListener('iceconnectionstatechange', () => note(`ICE ${this.iceConnectionState}`));
                this.addEventListener('connectionstatechange', () => note(`sound ${this.connectionState}`));
              }
              setRemoteDescription(description) {
                return super.setRemoteDescription(description).catch((refused) => {
                  note(`refused ${refused}`);
                  throw refused;
                });
              }
            };
            const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = (...all) => { window.asked += 1; return ask(...all); };
            addEventListener('DOMContentLoaded', () => {
              document.querySelectorAll('#phone-says, #phone-tested, #call-says').forEach((says) =>
                new MutationObserver(() => note(`says ${says.dataset.state}`)).observe(says, { attributes: true }));
              addEventListener('keydown', ({ key, target }) => note(`key ${key} at ${target.nodeName}`));
            });
            """;

    static final String ENERGY = "totalAudioEnergy";

    private static final Duration SOON = Telephony.SOON;

    private static final String STATS = """
            async (kind) => {
              const all = [...(await window.connections.at(-1).getStats()).values()];
              const found = all.find((each) => each.type === kind) ?? {};
              return { ...found, codec: all.find((each) => each.id === found.codecId)?.mimeType ?? '' };
            }
            """;

    private CallPage() {}

    /// @param says what tells the state, such as `#phone-says`
    static void awaitState(Page page, String says, String state) {
        awaitState(
                state,
                () -> page.locator(says).getAttribute("data-state"),
                () -> String.valueOf(page.evaluate("told")));
    }

    static void awaitState(DrivenPage page, String says, String state) {
        awaitState(state, () -> page.value("document.querySelector('" + says + "').dataset.state"), () -> told(page));
    }

    private static void awaitState(String state, Supplier<String> current, Supplier<String> told) {
        await("the page says " + state)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(current.get())
                        .as(() -> "what went on at the page: " + told.get())
                        .isEqualTo(state));
    }

    /// What went on there, a line each.
    static String told(DrivenPage page) {
        return page.value("window.told.join('\\n')");
    }

    /// Of the last connection, by the kind that W3C's "Identifiers for WebRTC's Statistics API" names.
    @SuppressWarnings("unchecked")
    static Map<String, Object> stats(Page page, String kind) {
        return (Map<String, Object>) page.evaluate(STATS, kind);
    }

    static double energy(Page page) {
        return ((Number) stats(page, "inbound-rtp").getOrDefault(ENERGY, 0)).doubleValue();
    }

    static double energy(DrivenPage page) {
        return Double.parseDouble(page.value("(" + STATS + ")('inbound-rtp').then((all) => all." + ENERGY + " ?? 0)"));
    }

    static void hearEachOther(SipPeer phone, Page page) throws InterruptedException {
        hearEachOther(phone, () -> energy(page));
    }

    static void hearEachOther(SipPeer phone, DrivenPage page) throws InterruptedException {
        hearEachOther(phone, () -> energy(page));
    }

    /// A browser plays late what it hears where it has to wait for the processor.
    private static void hearEachOther(SipPeer phone, DoubleSupplier energy) throws InterruptedException {
        phone.media().forget();
        phone.media().awaitSound(50, SOON);
        var before = energy.getAsDouble();
        await().atMost(SOON.multipliedBy(5)).until(() -> energy.getAsDouble() > before + 0.001);
    }
}
