package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import lv.helpline.lab.SipPeer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Who cannot speak answers by keys: they reach the consultant as they are, and none ends the call.
class SilentCallerIT extends Telephony {

    private static final String KEYS = "0123456789*#";

    /// Some phones send nothing until somebody speaks. They are rung for as soon as others: the best of three, as
    /// what a test is about is not what else the machine does.
    @Test
    void whoSendsNoSoundIsRungForAtOnce() throws Exception {
        var laura = lab.peers().ringingOut("laura");
        var speaking = new ArrayList<Duration>();
        var muted = new ArrayList<Duration>();
        for (var times = 0; times < 3; times++) {
            speaking.add(untilRung(lab.peers().call("+371" + LATGALE), laura));
            muted.add(untilRung(lab.peers().callMuted("+371" + LATGALE), laura));
        }
        System.out.printf("REPORT answer to the first phone: %s, muted %s%n", speaking, muted);
        assertThat(Collections.min(muted)).isLessThan(Collections.min(speaking).plusMillis(50));
    }

    /// From our answer to the ringing of the phone.
    private Duration untilRung(SipPeer caller, SipPeer phone) throws Exception {
        var known = phone.count("INVITE");
        var answer = caller.await("200 INVITE", SOON);
        Awaitility.await().atMost(SOON).until(() -> phone.count("INVITE") > known);
        var rung = phone.messages().stream()
                .filter(message -> message.kind().equals("INVITE"))
                .skip(known)
                .findFirst()
                .orElseThrow();
        caller.hangUp();
        phone.awaitIdle(SOON);
        lab.asterisk().awaitNoChannel(SOON);
        return between(answer, rung);
    }

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
        "11#*7".chars().forEach(key -> laura.media().press((char) key));
        laura.awaitConversation(caller);
        assertThat(caller.media().received()).isEmpty();
        caller.hangUp();
        awaitBegun(laura, "lv/after-call");
        laura.media().press('3');
        awaitHeard(laura, "lv/paused-ten-minutes");
    }
}
