package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lv.helpline.lab.Media;
import lv.helpline.lab.SipPeer;
import org.junit.jupiter.api.Test;

/// A phone's network changes in mid-call, and with it the port from which its sound comes. Asterisk takes sound from
/// nobody but whom it knows: it believes who says so in the call, over SIP, and not the packets.
class SoundFromAnotherPortIT extends Telephony {

    /// Sound, in packets of 20 ms, that is longer than the 5 s for which Asterisk learns where sound comes from.
    private static final int LEARNT = 275;

    private static final Duration HEARD_AGAIN = Duration.ofSeconds(2);

    @Test
    void itIsHeardAgainAsSoonAsTheCallSaysSo() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        laura.media().awaitVoice(LEARNT, SOON);

        caller.media().speakFromAnotherPort();
        assertNotHeard(caller, laura);
        caller.offerAgain();
        laura.media().forget();
        laura.media().awaitVoice(10, HEARD_AGAIN);
        end(caller, laura);
    }

    /// Late packets of the call that had the port before, or somebody who tries ports: the caller hears us all the
    /// same, and who spoke first hears nothing.
    @Test
    void aStrangerWhoSpeaksFirstGetsNoneOfTheCallersSound() throws Exception {
        lab.peers().ringingOut("laura");
        var caller = lab.peers().callMuted("+371" + LATGALE);
        var port = caller.await("200 INVITE", SOON).mediaAddress().orElseThrow();
        try (var stranger = Media.stranger(port)) {
            caller.media().forget();
            caller.media().awaitSound(100, SOON);
            assertThat(stranger.heard()).isEmpty();
        }
    }

    /// For 2 s, by the sound that goes the other way, which is not cut.
    private static void assertNotHeard(SipPeer who, SipPeer other) throws Exception {
        who.media().forget();
        other.media().forget();
        who.media().awaitVoice(100, SOON);
        assertThat(other.media().heard().stream()
                        .filter(packet -> packet.level() > 0)
                        .count())
                .as("packets of who speaks from another port")
                .isLessThan(10);
    }
}
