package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lv.helpline.bench.Pairs;
import lv.helpline.bench.Turns;
import org.junit.jupiter.api.Test;

/// Many calls, with two routers: one call a consultant, and each their turn. `ops/bench` places more of them.
class OneAtATimeIT extends Telephony {

    private static final int PAIRS = Integer.getInteger("pairs", 60);
    private static final int TURNS = Integer.getInteger("turns", 40);

    /// A router is killed; and so many calls at once make more events than the manager interface writes at that pace,
    /// which no call waits for.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("res_agi.c") || complaint.contains("'stasis/m:manager:core");
    }

    @Test
    void ofTwoCallsAtOnceForOneConsultantOneRingsAndTheOtherWaits() throws Exception {
        try (var other = lab.routers().startAnother("pairs")) {
            var placed = Pairs.place(lab, PAIRS, 10, other.address());
            System.out.println("REPORT " + placed);
            assertThat(placed).matches(Pairs::isRight);
            assertThat(placed.longestGap()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void theLongestIdleIsRungFirstWhicheverRouterDecides() throws Exception {
        var placed = Turns.place(lab, TURNS, 4);
        System.out.println("REPORT " + placed);
        assertThat(placed.taken()).hasSize(4);
        assertThat(placed.spread()).isLessThanOrEqualTo(1);
    }
}
