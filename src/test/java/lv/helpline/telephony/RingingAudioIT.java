package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;
import org.junit.jupiter.api.Test;

/// From the greeting on, whoever waits hears something all the time, and a calm sentence every 20 s.
class RingingAudioIT extends Telephony {

    @Test
    void theGreetingThenASentenceEvery20SecondsWhateverThePhonesDo() throws Exception {
        // Steps of 5 s: the audio has to go on across eight changes of the phone.
        lab.database()
                .edit("update line set strategy = 'one-by-one', ring_seconds = 5, patience_seconds = 300"
                        + " where id = 'latgale'");
        var laura = lab.peers().ringingOut("laura");
        var inese = lab.peers().ringingOut("+37120000002");
        var caller = lab.peers().call("+371" + LATGALE);
        caller.await("180 INVITE", SOON);
        laura.await("INVITE", SOON);
        inese.await("INVITE", Duration.ofSeconds(20));
        awaitHeard(caller, "lv/greeting", "lv/wait", "lv/still-waiting");

        assertThat(heardBy(caller)).containsExactly("lv/greeting", "lv/wait", "lv/still-waiting");
        for (var pair : List.of(List.of("lv/greeting", "lv/wait"), List.of("lv/wait", "lv/still-waiting"))) {
            var first = begun(caller, pair.getFirst());
            var second = begun(caller, pair.getLast());
            assertThat(Duration.ofNanos(second - first)).isGreaterThan(Duration.ofSeconds(19));
            assertThat(Stalls.without(first, second)).isLessThan(Duration.ofSeconds(22));
        }
        assertThat(laura.count("INVITE")).isGreaterThan(1);
    }

    @Test
    void aKeyTellsOfOtherNumbersAndTheCallerKeepsWaiting() throws Exception {
        offerOtherNumbersAtOnce();
        lab.database().edit("delete from weekly_duty where consultant not in (4, 6)");
        var laura = lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("INVITE", SOON);
        awaitHeard(caller, "lv/greeting");
        caller.media().press('2');
        awaitHeard(caller, "lv/greeting", "lv/other-line", "lv/danger", "lv/not-safe");
        laura.await("CANCEL", SOON);
        // The phone that was left alone rings again at once: it has had no chance.
        var back = System.nanoTime();
        laura.await("a second INVITE", message -> message.kind().equals("INVITE") && laura.count("INVITE") > 1, SOON);
        assertThat(Stalls.without(back, System.nanoTime())).isLessThan(Duration.ofSeconds(20));

        // Kurzeme is open and rings Kristaps; but the caller goes on waiting, and Laura is rung again.
        laura.close();
        var again = lab.peers().answering("laura", RINGING);
        again.awaitAnswered(Duration.ofSeconds(60));
        again.take(caller);
        caller.hangUp();
        assertThat(lab.records().only().consultant()).hasValue(4);
    }

    /// No router is asked for it: a question to one that is not there would be a complaint of Asterisk's.
    @Test
    void aKeySaysOurAddressAndTheCallerKeepsTheirPlace() throws Exception {
        offerOtherNumbersAtOnce();
        lab.database().edit("delete from weekly_duty where consultant <> 4");
        var laura = lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("INVITE", SOON);
        awaitHeard(caller, "lv/greeting");
        lab.routers().use("127.0.0.1:1", "");
        caller.media().press('3');
        awaitHeard(caller, "lv/greeting", "lv/address");
        lab.routers().use(lab.routers().ownAddress(), "");
        assertThat(laura.find("CANCEL")).isPresent();
        laura.await("a second INVITE", message -> message.kind().equals("INVITE") && laura.count("INVITE") > 1, SOON);
        caller.hangUp();
        assertThat(lab.records().only().outcome()).isEqualTo("abandoned");
    }

    /// Who hears the whisper then cannot take a call that has left their phone.
    @Test
    void aKeyWhileAConsultantHearsTheWhisperLetsThatConsultantGo() throws Exception {
        offerOtherNumbersAtOnce();
        lab.database().edit("delete from weekly_duty where consultant <> 4");
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.media().awaitSound(20, SOON);
        caller.media().press('2');
        laura.await("BYE", Duration.ofSeconds(2));
        awaitHeard(caller, "lv/danger", "lv/not-safe");
        caller.hangUp();
        assertThat(lab.records().only().outcome()).isEqualTo("abandoned");
        assertThat(lab.records().attempts()).contains("4 cancelled");
    }

    @Test
    void whoWaitsMayGoToTheOtherLineThatIsOpen() throws Exception {
        offerOtherNumbersAtOnce();
        lab.database().edit("delete from weekly_duty where consultant not in (4, 6)");
        var laura = lab.peers().ringingOut("laura");
        var kristaps = lab.peers().answering("kristaps", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("INVITE", SOON);
        awaitBegun(caller, "lv/greeting");
        caller.media().press('2');
        awaitHeard(caller, "lv/other-line");
        caller.media().press('1');
        kristaps.take(caller);
        caller.hangUp();
        assertThat(lab.records().only().line()).isEqualTo("25719118");
        assertThat(lab.records().only().consultant()).hasValue(6);
    }

    /// Key 2 has not been offered yet, and the others never are: no phone stops ringing.
    @Test
    void noKeyDoesAnythingWhilePhonesRingBeforeItIsOffered() throws Exception {
        var laura = lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("INVITE", SOON);
        "0123456789*#".chars().forEach(key -> caller.media().press((char) key));
        awaitHeard(caller, "lv/greeting", "lv/wait");
        assertThat(heardBy(caller)).containsExactly("lv/greeting", "lv/wait");
        assertThat(caller.find("BYE")).isEmpty();
        assertThat(laura.messages().stream().filter(message -> message.kind().equals("CANCEL")))
                .as("left alone before its time")
                .allSatisfy(left -> assertThat(between(laura.find("INVITE").orElseThrow(), left))
                        .isGreaterThan(Duration.ofSeconds(15)));
    }

    /// After the second sentence, which offers it.
    @Test
    void keyTwoCountsFromWhenItIsOffered() throws Exception {
        lab.database().edit("delete from weekly_duty where consultant <> 4");
        lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        awaitHeard(caller, "lv/greeting", "lv/wait", "lv/still-waiting");
        caller.media().press('2');
        awaitHeard(caller, "lv/still-waiting", "lv/danger");
    }

    /// As soon as the phone that rings at that moment stops, not when all have rung; and phones go on ringing.
    @Test
    void atTheEndOfTheLinesPatienceTheCallerIsToldAndGoesOnWaiting() throws Exception {
        lab.database()
                .edit("update line set strategy = 'one-by-one', ring_seconds = 12, patience_seconds = 30"
                        + " where id = 'latgale'");
        var laura = lab.peers().ringingOut("laura");
        for (var other : List.of("+37120000002", "anna", "ilze")) {
            lab.peers().ringingOut(other);
        }
        var caller = lab.peers().call("+371" + LATGALE);
        awaitBegun(caller, "lv/greeting", "lv/wait", "lv/nobody");
        var answered = caller.find("200 INVITE").orElseThrow().nanos();
        assertThat(Stalls.without(answered, System.nanoTime())).isLessThan(Duration.ofSeconds(43));
        laura.await("a second INVITE", _ -> laura.count("INVITE") > 1, SOON);
        caller.hangUp();
        assertThat(lab.records().only().outcome()).isEqualTo("unanswered");
    }

    /// `System.nanoTime()` when a prompt began.
    private static long begun(SipPeer peer, String prompt) {
        return TRANSCRIPT.of(peer.media()).stream()
                .filter(each -> each.name().equals(prompt))
                .findFirst()
                .orElseThrow()
                .nanos();
    }
}
