package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two trunks: a mobile that the first does not connect rings over the second, and calls come in over both. For
/// which of its answers the second is tried, [WhoseDoingIT] says.
class SecondTrunkIT extends Telephony {

    private static final String MOBILE = "+37120000204";

    @BeforeEach
    void lauraIsOnDutyByHerMobile() throws Exception {
        lab.asterisk().global("TRUNKS", "trunk+second-trunk");
        lab.database()
                .edit(
                        "delete from weekly_duty where consultant <> 4",
                        "update consultant set contact_kind = 'mobile', contact = '" + MOBILE + "' where id = 4",
                        "update consultant set verified_at = now() where id = 4");
    }

    @Test
    void whatTheFirstRefusesRingsAtOnceOverTheSecondAndIsOneRing() throws Exception {
        lab.exchange().network(MOBILE, "503 Service Unavailable");
        var laura = lab.peersAtSecondTrunk().answering(MOBILE, RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        assertThat(between(
                        caller.find("200 INVITE").orElseThrow(),
                        laura.find("INVITE").orElseThrow()))
                .isLessThan(Duration.ofSeconds(2));
        end(caller, laura);
        awaitAttempts("4 taken");
        assertThat(lab.records().attempts()).containsExactly("4 taken");
        assertThat(lab.asterisk().cli("database get helpline/trunk trunk")).contains("Value: ");
    }

    /// And the next call does not wait for it again.
    @Test
    void aFirstTrunkThatSaysNothingIsLetGoOfAndIsTheLastOneForAWhile() throws Exception {
        lab.asterisk().global("RINGS_WITHIN", "1");
        lab.exchange().network(MOBILE, "100 Trying");
        var laura = lab.peersAtSecondTrunk().answering(MOBILE, RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        assertThat(between(
                        caller.find("200 INVITE").orElseThrow(),
                        laura.find("INVITE").orElseThrow()))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
        end(caller, laura);
        var again = lab.peers().call("+371" + LATGALE);
        laura.await("a second INVITE", _ -> laura.count("INVITE") > 1, SOON);
        laura.take(again);
        end(again, laura);
        assertThat(lab.exchange().calledNetworks()).containsExactly(MOBILE);
        awaitAttempts("4 taken", "4 taken");
        assertThat(lab.records().attempts()).containsExactly("4 taken", "4 taken");
    }

    @Test
    void aFirstTrunkThatIsNotThereIsPassedOver() throws Exception {
        lab.asterisk().global("TRUNKS", "gone+second-trunk");
        var laura = lab.peersAtSecondTrunk().answering(MOBILE, RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        end(caller, laura);
        awaitAttempts("4 taken");
    }

    /// Of a trunk that is not there.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("endpoint 'gone' was not found") || complaint.contains("Unable to create channel");
    }

    /// Whichever trunk they come over. A mobile that rings over the first is not dialled over the second.
    @Test
    void callersAreServedInTheOrderInWhichTheyCame() throws Exception {
        lab.asterisk().global("RINGS_WITHIN", "1");
        var laura = lab.peers().answering(MOBILE, Duration.ofSeconds(2));
        var talks = lab.peersAtSecondTrunk().call("+371" + LATGALE);
        laura.take(talks);
        assertThat(lab.secondTrunk().strays()).isEmpty();
        var first = lab.peers().call("+371" + LATGALE);
        first.await("200 INVITE", SOON);
        var second = lab.peersAtSecondTrunk().call("+371" + LATGALE);
        second.await("200 INVITE", SOON);
        await("all three are on Laura's list")
                .atMost(SOON)
                .until(() -> lab.asterisk().globalOf("WAITING_4").split("[+]", -1).length == 3);
        end(talks, laura);
        laura.await("a second INVITE", _ -> laura.count("INVITE") > 1, SOON);
        laura.take(first);
        end(first, laura);
        second.hangUp();
    }
}
