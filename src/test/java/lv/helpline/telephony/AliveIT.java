package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;
import org.junit.jupiter.api.Test;

/// Who sends no sound is there all the same, and who has vanished is let go.
class AliveIT extends Telephony {

    /// What asterisk-config's README says, and ten seconds in which the phone that is left is asked for a rest.
    private static final Duration LET_GO = Duration.ofSeconds(130);

    /// Muted telephones hear nothing of each other.
    @Override
    Duration promised(SipPeer caller) {
        return LET_GO.multipliedBy(2);
    }

    /// A muted caller and a muted consultant are not cut for as long as their telephones answer; meanwhile another
    /// caller and the phone of another's consultant lose their network, without a word.
    @Test
    void whoIsMutedIsNotCutAndWhoVanishedIsLetGo() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var inese = lab.peers().answering("+37120000002", RINGING);
        lab.database().edit("update line set strategy = 'one-by-one' where id = 'latgale'");
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        var lost = lab.peers().call("+371" + LATGALE);
        inese.take(lost);
        var kristaps = lab.peers().answering("kristaps", RINGING);
        var left = lab.peers().call("+371" + KURZEME);
        kristaps.take(left);
        caller.media().fallSilent();
        laura.media().fallSilent();
        var vanished = System.nanoTime();
        lost.close();
        kristaps.close();
        laura.await("UPDATE", Duration.ofSeconds(60));
        caller.await("UPDATE", Duration.ofSeconds(60));
        assertThat(letGo(inese, vanished)).isLessThan(LET_GO);
        assertThat(letGo(left, vanished)).isLessThan(LET_GO);
        assertThat(lab.records().await(2))
                .allSatisfy(record -> assertThat(record.outcome()).isEqualTo("answered"));
        assertThat(caller.find("BYE")).isEmpty();
        assertThat(laura.find("BYE")).isEmpty();
    }

    @Test
    void aCallThatWeEndIsRecordedAsOurs() throws Exception {
        lab.asterisk().global("LONGEST_CALL", "3");
        try {
            var laura = lab.peers().answering("laura", RINGING);
            var caller = lab.peers().call("+371" + LATGALE);
            laura.take(caller);
            caller.await("BYE", SOON);
            var record = lab.records().only();
            assertThat(record.outcome()).isEqualTo("answered");
            assertThat(record.rules()).endsWith("+longest-call");
        } finally {
            lab.asterisk().global("LONGEST_CALL", "14400");
        }
    }

    private static Duration letGo(SipPeer left, long vanished) throws InterruptedException {
        return Stalls.without(vanished, left.await("BYE", LET_GO).nanos());
    }
}
