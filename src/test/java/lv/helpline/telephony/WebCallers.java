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
import lv.helpline.accounts.Account;
import lv.helpline.lab.Asterisk;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;
import lv.helpline.testing.pages.Browsers;
import lv.helpline.testing.pages.DrivenPage;
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
        visitor.context().addInitScript(CallPage.WATCH);
        visitor.open("/public/en");
        return visitor;
    }

    static void call(Page page, String line) {
        page.locator("#call-line").selectOption(line);
        page.locator("#call-begin").click();
    }

    static void call(DrivenPage page, String line) {
        page.value("(() => { const line = document.getElementById('call-line'); line.value = '" + line
                + "'; line.dispatchEvent(new Event('change')); })()");
        page.click("#call-begin");
    }

    static void awaitState(Page page, String state) {
        CallPage.awaitState(page, "#call-says", state);
    }

    static void awaitState(DrivenPage page, String state) {
        CallPage.awaitState(page, "#call-says", state);
    }

    static void take(SipPeer phone, Page page) throws InterruptedException {
        take(phone);
        CallPage.hearEachOther(phone, page);
    }

    static void take(SipPeer phone, DrivenPage page) throws InterruptedException {
        take(phone);
        CallPage.hearEachOther(phone, page);
    }

    /// The consultant hears the whisper, and presses 1.
    private static void take(SipPeer phone) throws InterruptedException {
        phone.awaitAnswered(SOON);
        phone.media().forget();
        phone.media().awaitSound(10, SOON);
        phone.media().press('1');
    }

    Duration untilOver(long since) {
        return untilOver(since, SOON);
    }

    /// Until Asterisk has let the caller's channel go; the consultant is told so then, which takes a while.
    Duration untilOver(long since, Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !lab.asterisk().cli("core show channels concise").contains("PJSIP/web-"));
        return Stalls.without(since, System.nanoTime());
    }
}
