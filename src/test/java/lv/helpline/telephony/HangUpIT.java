package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lv.helpline.lab.SipPeer;
import org.junit.jupiter.api.Test;

/// A caller who hangs up leaves nobody behind: within a second no phone rings any more, and whoever had answered is
/// told. A phone that nobody hangs up is let go after ten seconds.
class HangUpIT extends Telephony {

    @Test
    void whileRinging() throws Exception {
        var laura = lab.peers().ringingOut("laura");
        var inese = lab.peers().ringingOut("+37120000002");
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("180 INVITE", SOON);
        inese.await("180 INVITE", SOON);
        caller.hangUp();
        released("CANCEL", laura, caller);
        released("CANCEL", inese, caller);
        assertThat(lab.records().only().outcome()).isEqualTo("abandoned");
        assertThat(lab.records().attempts()).containsExactlyInAnyOrder("4 cancelled", "5 cancelled");
    }

    @Test
    void duringTheWhisper() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.media().awaitSound(20, SOON);
        caller.hangUp();
        awaitHeard(laura, "lv/caller-gone");
        laura.await("BYE", SOON);
        lab.asterisk().awaitNoChannel(SOON);
        assertThat(lab.records().only().outcome()).isEqualTo("abandoned");
        awaitAttempts("4 cancelled");
    }

    @Test
    void inTalk() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        caller.hangUp();
        awaitHeard(laura, "lv/after-call");
        laura.await("BYE", Duration.ofSeconds(15));
        lab.asterisk().awaitNoChannel(SOON);
        assertThat(lab.records().only().outcome()).isEqualTo("answered");
        awaitAttempts("4 taken");
    }

    @Test
    void whenTheConsultantHangsUpTheCallerIsReleased() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        laura.hangUp();
        caller.await("BYE", SOON);
        assertThat(lab.records().only().outcome()).isEqualTo("answered");
    }

    private void released(String how, SipPeer phone, SipPeer caller) throws InterruptedException {
        var hungUp = caller.await(
                "CANCEL or BYE",
                message -> message.kind().equals("CANCEL") || message.kind().equals("BYE"),
                SOON);
        var released = phone.await(how, SOON);
        assertThat(between(hungUp, released)).isLessThan(Duration.ofSeconds(1));
        lab.asterisk().awaitNoChannel(SOON);
    }
}
