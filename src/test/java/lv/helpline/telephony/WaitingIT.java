package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lv.helpline.lab.SipPeer;
import org.junit.jupiter.api.Test;

/// One call, one consultant: ties have one winner, and who finds everybody busy waits in order.
class WaitingIT extends Telephony {

    @Test
    void twoPressOneAtOnceAndOneGetsTheCaller() throws Exception {
        var laura = lab.answering("laura", RINGING);
        var inese = lab.answering("+37120000002", RINGING);
        var caller = lab.call("+371" + LATGALE);
        laura.media().awaitSound(20, SOON);
        inese.media().awaitSound(20, SOON);
        laura.media().press('1');
        inese.media().press('1');
        caller.await("200 INVITE", SOON);
        caller.media().awaitSound(25, SOON);

        var lauraLost = laura.awaitAny("BYE", inese, SOON);
        var loser = lauraLost ? laura : inese;
        var winner = lauraLost ? inese : laura;
        assertThat(heardBy(loser)).contains("lv/already-taken");
        assertThat(winner.find("BYE")).isEmpty();
        hearEachOther(winner, caller);
        caller.hangUp();
        winner.await("BYE", SOON);
        assertThat(lab.record().consultant()).hasValue(lauraLost ? 5 : 4);
        assertThat(lab.attempts())
                .containsExactlyInAnyOrder(
                        lauraLost ? "5 taken" : "4 taken", lauraLost ? "4 cancelled" : "5 cancelled");
    }

    @Test
    void whoFindsEverybodyBusyWaitsAndIsServedInOrderOfArrival() throws Exception {
        lab.edit("delete from weekly_duty where consultant <> 8");
        var gints = lab.answering("gints", RINGING);
        var first = lab.call("+371" + ZEMGALE);
        take(gints, first);
        var second = waiting();
        var third = waiting();

        first.hangUp();
        gints.awaitIdle(SOON);
        served(gints, second);
        assertThat(third.find("BYE")).isEmpty();
        second.hangUp();
        gints.awaitIdle(SOON);
        served(gints, third);
        third.hangUp();

        assertThat(lab.records(3)).allSatisfy(record -> {
            assertThat(record.outcome()).isEqualTo("answered");
            assertThat(record.consultant()).hasValue(8);
        });
        assertThat(lab.attempts()).containsExactly("8 taken", "8 taken", "8 taken");
    }

    /// Who is refused because all are busy hears so and waits.
    private SipPeer waiting() throws Exception {
        var caller = lab.call("+371" + ZEMGALE);
        awaitHeard(caller, "lv/wait");
        return caller;
    }

    /// The phone rings for this caller, who has heard something all the time.
    private static void served(SipPeer phone, SipPeer caller) throws InterruptedException {
        phone.media().forget();
        phone.media().awaitSound(10, Duration.ofSeconds(15));
        var silence = caller.media()
                .longestSilence(caller.find("200 INVITE").orElseThrow().nanos(), System.nanoTime());
        assertThat(silence).isLessThan(Duration.ofSeconds(2));
        phone.media().press('1');
        hearEachOther(phone, caller);
    }
}
