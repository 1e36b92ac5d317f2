package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lv.helpline.lab.SipPeer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whose call broke off on the caller's side is rung at once when the line is called again, in wrap-up or not.
class DroppedCallIT extends Telephony {

    @BeforeEach
    void oneByOne() {
        lab.database()
                .edit("update line set strategy = 'one-by-one', ring_seconds = 5, wrap_up_seconds = 600 where id ="
                        + " 'latgale'");
    }

    @Test
    void whenTheNetworkHasLostTheCallerTheSameConsultantIsRungFirst() throws Exception {
        var inese = talkWithInese();
        inese.caller().inject("BYE", "Reason: Q.850;cause=41;text=\"Temporary failure\"");
        inese.caller().await("200 BYE", SOON);
        awaitBegun(inese.phone(), "lv/after-call");
        inese.phone().awaitIdle(inese.phone().hangUp(), SOON);
        lab.asterisk().awaitNoChannel(SOON);
        assertThat(lab.records().only().rules()).endsWith("+connection-lost");

        var phone = lab.peers().ringingOut("+37120000002");
        var laura = lab.peers().ringingOut("laura");
        var again = lab.peers().call("+371" + LATGALE);
        phone.await("INVITE", SOON);
        assertThat(laura.find("INVITE")).isEmpty();
        again.hangUp();
        assertThat(lab.records().await(2))
                .anySatisfy(record -> assertThat(record.rules()).contains("dropped-call"));
    }

    /// It may have broken off, and it may be somebody else who calls now: both phones ring, though the line rings one
    /// by one and Inese is in wrap-up.
    @Test
    void whenTheCallerHasHungUpTheSameConsultantIsRungTogetherWithTheFirst() throws Exception {
        var inese = talkWithInese();
        end(inese.caller(), inese.phone());
        lab.asterisk().awaitNoChannel(SOON);

        var phone = lab.peers().ringingOut("+37120000002");
        var laura = lab.peers().ringingOut("laura");
        var again = lab.peers().call("+371" + LATGALE);
        assertThat(between(laura.await("INVITE", SOON), phone.await("INVITE", SOON))
                        .abs())
                .isLessThan(Duration.ofSeconds(2));
        again.hangUp();
        assertThat(lab.records().await(2))
                .anySatisfy(record -> assertThat(record.rules()).contains("dropped-call"));
    }

    @Test
    void afterACallThatTheConsultantEndedTheirWrapUpCounts() throws Exception {
        var inese = talkWithInese();
        inese.phone().hangUp();
        inese.caller().await("BYE", SOON);
        lab.asterisk().awaitNoChannel(SOON);
        assertThat(lab.records().only().consultant()).hasValue(5);

        lab.peers().ringingOut("+37120000002");
        var laura = lab.peers().ringingOut("laura");
        var again = lab.peers().call("+371" + LATGALE);
        laura.await("INVITE", SOON);
        again.hangUp();
        assertThat(lab.records().await(2))
                .noneSatisfy(record -> assertThat(record.rules()).contains("dropped-call"));
    }

    private record Talk(SipPeer phone, SipPeer caller) {}

    /// Laura, who is first, declines.
    private Talk talkWithInese() throws Exception {
        var laura = lab.peers().refusing("laura", "603 Decline");
        var inese = lab.peers().answering("+37120000002", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        inese.take(caller);
        laura.close();
        return new Talk(inese, caller);
    }
}
