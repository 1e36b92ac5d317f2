package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Who cannot speak answers by keys: they reach the consultant as they are, and none ends the call.
class SilentCallerIT extends Telephony {

    private static final String KEYS = "0123456789*#";

    @Test
    void theCallersKeysReachTheConsultantAsTheyAreAndEndNothing() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        KEYS.chars().forEach(key -> caller.media().press((char) key));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(laura.media().keys()).isEqualTo(KEYS));
        assertThat(laura.find("BYE")).isEmpty();
        assertThat(caller.find("BYE")).isEmpty();
    }

    /// A consultant who presses 1 again, or any other key, is not heard to. When the caller has gone, their keys count.
    @Test
    void noKeyOfTheConsultantReachesTheCaller() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        "11#".chars().forEach(key -> laura.media().press((char) key));
        laura.awaitConversation(caller);
        assertThat(caller.media().received()).isEmpty();
        caller.hangUp();
        awaitBegun(laura, "lv/after-call");
        laura.media().press('3');
        awaitHeard(laura, "lv/paused-ten-minutes");
    }
}
