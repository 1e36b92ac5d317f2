package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import lv.helpline.testing.pages.Browsers;
import org.junit.jupiter.api.Test;

/// Several browsers at once, beside a crowd of the trunk. For a quiet machine: beside other labs a page is silent
/// for longer than it may be, and is taken for away.
class WebCallCrowd extends WebCallers {

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
                var before = CallPage.energy(visitor.page());
                await().atMost(SOON).until(() -> CallPage.energy(visitor.page()) > before + 0.001);
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
}
