package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import lv.helpline.lab.HelplineProcess;
import org.junit.jupiter.api.Test;

/// Router and pages as they are installed, each in a process of its own: whatever becomes of the pages, calls are
/// decided by the router. In the real time, around the clock, with Laura on duty for Latgale.
class PagesFaultsIT extends Telephony {

    /// The records that were looked at, by call id.
    private final Set<String> known = new HashSet<>();

    @Test
    void frozen_or_killed_pages_change_no_call() throws Exception {
        lauraIsOnDutyAroundTheClock();
        try (var router = lab.routers().startAnother("router-alone");
                var pages = lab.routers().startPages("pages-alone")) {
            lab.routers().use(router.address(), "");
            assertThat(statusOfPublic(pages)).isEqualTo(200);
            pages.stall();
            assertThatThrownBy(() -> statusOfPublic(pages)).isInstanceOf(HttpTimeoutException.class);
            isTaken();
            pages.kill();
            isTaken();
        }
    }

    private void isTaken() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        end(caller, laura);
        var record = lab.records().await(_ -> true, known);
        known.add(record.callId());
        assertThat(record.decidedBy()).isEqualTo("router");
    }

    private static int statusOfPublic(HelplineProcess pages) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://" + pages.address() + "/public"))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
