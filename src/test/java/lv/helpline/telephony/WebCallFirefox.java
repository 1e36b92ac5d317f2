package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import lv.helpline.lab.Relay;
import lv.helpline.testing.pages.Firefox;
import org.junit.jupiter.api.Test;

/// A call from the web page in Firefox, as far as it can be driven without a window. Debian's package `firefox-esr` has
/// to be there, which is why it runs only when it is named.
class WebCallFirefox extends WebCallers {

    private Firefox visitor(String pages) throws IOException {
        var firefox = new Firefox(lab.home().resolve("firefox-" + System.nanoTime()));
        firefox.before(CallPage.WATCH);
        firefox.open(pages + "/public/en");
        return firefox;
    }

    @Test
    void firefoxAndAConsultantHearEachOther() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        try (var firefox = visitor(lab.routers().pages())) {
            call(firefox, LATGALE);
            take(laura, firefox);
            awaitState(firefox, "connected");
            firefox.click("#call-end");
            awaitState(firefox, "ended");
            laura.awaitIdle(SOON);
        }
        assertThat(lab.records().await(1).getFirst().rules()).endsWith("+web-call");
    }

    /// Leaving in a hurry ends the call at once.
    @Test
    void throughTheRelayEachHearsTheOther() throws Exception {
        lauraIsOnDutyAroundTheClock();
        var laura = lab.peers().answering("laura", RINGING);
        try (var relay = new Relay(lab.home().resolve("relay"));
                var pages = lab.routers().startPages("relayed", relay.settings());
                var firefox = visitor("http://localhost:" + pages.port())) {
            call(firefox, LATGALE);
            take(laura, firefox);
            assertThat(firefox.value("window.connections.at(-1).localDescription.sdp"))
                    .contains(" typ relay")
                    .doesNotContain(" typ host", " typ srflx");
            var left = System.nanoTime();
            firefox.click("[data-leaves]");
            assertThat(untilOver(left)).isLessThan(LEFT);
        }
    }

    /// Typed and clicked.
    @Test
    void aKeyOnThePageIsAKeyOfACaller() throws Exception {
        offerOtherNumbersAtOnce();
        var laura = lab.peers().ringingOut("laura");
        try (var firefox = visitor(lab.routers().pages())) {
            call(firefox, LATGALE);
            awaitState(firefox, "connected");
            laura.await("180 INVITE", SOON);
            firefox.press("9");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(firefox.value("document.getElementById('call-says').textContent"))
                            .isEqualTo("You pressed 9."));
            await().atMost(SOON).until(() -> {
                firefox.click("[data-key='2']");
                return laura.find("CANCEL").isPresent();
            });
            firefox.click("#call-end");
            awaitState(firefox, "ended");
        }
    }
}
