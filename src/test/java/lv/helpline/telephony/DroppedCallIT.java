package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import lv.helpline.lab.SipPeer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whose call broke off on the caller's side is rung first when the line is called again, in wrap-up or not.
class DroppedCallIT extends Telephony {

    @BeforeEach
    void oneByOne() {
        lab.edit("update line set strategy = 'one-by-one', ring_seconds = 5, wrap_up_seconds = 600 where id ="
                + " 'latgale'");
    }

    @Test
    void afterACallThatBrokeOffTheSameConsultantIsRungFirst() throws Exception {
        var inese = talkWithInese();
        end(inese.caller(), inese.phone());
        lab.awaitNoChannel(SOON);
        assertThat(lab.record().consultant()).hasValue(5);

        var phone = lab.ringingOut("+37120000002");
        var laura = lab.ringingOut("laura");
        var again = lab.call("+371" + LATGALE);
        phone.await("INVITE", SOON);
        assertThat(laura.find("INVITE")).isEmpty();
        again.hangUp();
        assertThat(lab.records(2))
                .anySatisfy(record -> assertThat(record.rules()).contains("dropped-call"));
    }

    @Test
    void afterACallThatTheConsultantEndedTheirWrapUpCounts() throws Exception {
        var inese = talkWithInese();
        inese.phone().hangUp();
        inese.caller().await("BYE", SOON);
        lab.awaitNoChannel(SOON);
        assertThat(lab.record().consultant()).hasValue(5);

        lab.ringingOut("+37120000002");
        var laura = lab.ringingOut("laura");
        var again = lab.call("+371" + LATGALE);
        laura.await("INVITE", SOON);
        again.hangUp();
        assertThat(lab.records(2))
                .noneSatisfy(record -> assertThat(record.rules()).contains("dropped-call"));
    }

    private record Talk(SipPeer phone, SipPeer caller) {}

    /// Laura, who is first, declines.
    private Talk talkWithInese() throws Exception {
        var laura = lab.refusing("laura", "603 Decline");
        var inese = lab.answering("+37120000002", RINGING);
        var caller = lab.call("+371" + LATGALE);
        inese.take(caller);
        laura.close();
        return new Talk(inese, caller);
    }
}
