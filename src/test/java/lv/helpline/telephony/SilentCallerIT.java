package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Who cannot speak answers by keys: they reach the consultant as they are, and none ends the call.
class SilentCallerIT extends Telephony {

    private static final String KEYS = "0123456789*#";

    @Test
    void keysPassThroughUntouchedInBothDirectionsAndEndNothing() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        KEYS.chars().forEach(key -> caller.media().press((char) key));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(laura.media().keys()).isEqualTo(KEYS));
        // No more at once: whoever presses keys is not heard meanwhile.
        "19*".chars().forEach(key -> laura.media().press((char) key));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(caller.media().keys()).isEqualTo("19*"));
        laura.awaitConversation(caller);
        assertThat(laura.find("BYE")).isEmpty();
        assertThat(caller.find("BYE")).isEmpty();
    }
}
