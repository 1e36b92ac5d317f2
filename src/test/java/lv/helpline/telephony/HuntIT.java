package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import lv.helpline.lab.SipPeer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever the first phone does, the next one is rung, then Rīga, and the caller hears ringing throughout.
class HuntIT extends Telephony {

    /// Laura's second phone.
    private static final String SECOND = "+37120000011";

    enum First {
        DECLINES("rejected"),
        IS_BUSY("busy"),
        DOES_NOT_ANSWER("no-answer"),
        ANSWERS_WITHOUT_PRESSING_A_KEY("silent"),
        PRESSES_TWO("passed"),
        HANGS_UP_DURING_THE_WHISPER("passed"),
        HAS_A_DEAD_NUMBER("unreachable"),
        HAS_A_TRUNK_AT_FAULT("trunk-fault");

        final String result;

        First(String result) {
            this.result = result;
        }
    }

    @BeforeEach
    void oneByOne() {
        lab.database().edit("update line set strategy = 'one-by-one', ring_seconds = 5 where id = 'latgale'");
    }

    @ParameterizedTest
    @EnumSource
    void theNextIsRungThenRigaByOverflow(First first) throws Exception {
        var laura = phone(first);
        var inese = lab.peers().refusing("+37120000002", "486 Busy Here");
        var anna = lab.peers().answering("anna", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        if (first == First.PRESSES_TWO || first == First.HANGS_UP_DURING_THE_WHISPER) {
            laura.media().awaitSound(20, SOON);
            if (first == First.PRESSES_TWO) {
                laura.media().press('2');
            } else {
                laura.hangUp();
            }
            laura.awaitIdle(SOON);
        }

        anna.await("200 INVITE", Duration.ofSeconds(30));
        anna.take(caller);
        if (first == First.ANSWERS_WITHOUT_PRESSING_A_KEY) {
            assertThat(laura.media()
                            .longestSilence(
                                    laura.find("200 INVITE").orElseThrow().nanos(),
                                    laura.find("BYE").orElseThrow().nanos()))
                    .as("while a key is awaited")
                    .isLessThan(Duration.ofSeconds(3));
        }
        // Unanswered until then: the caller's own network plays the ringing, from 180 on and without an end.
        assertThat(caller.count("183 INVITE")).isZero();
        assertThat(between(
                        caller.find("INVITE").orElseThrow(),
                        caller.find("180 INVITE").orElseThrow()))
                .isLessThan(Duration.ofSeconds(2));
        assertThat(laura.find("INVITE").orElseThrow().nanos())
                .isLessThan(inese.find("INVITE").orElseThrow().nanos());
        caller.hangUp();

        var record = lab.records().only();
        assertThat(record.outcome()).isEqualTo("answered");
        assertThat(record.consultant()).hasValue(1);
        assertThat(record.rules()).isEqualTo("opening-hours+on-duty+overflow-to-riga+one-by-one");
        lab.records().awaitAttempts(3);
        assertThat(lab.records().attempts()).containsExactlyInAnyOrder("4 " + first.result, "5 busy", "1 taken");
    }

    /// A phone whose network gives no sign keeps its time, and costs the caller RINGS_WITHIN only: the next phones ring
    /// beside it, one after the other. When all have ended, the hunt goes on.
    @Test
    void besideASilentNetworkTheNextAreRung() throws Exception {
        lab.asterisk().global("RINGS_WITHIN", "1");
        lab.asterisk().global("REST", "3");
        lab.database()
                .edit(
                        "update consultant set contact_kind = 'mobile', contact = '+37120000099' where id = 4",
                        "update consultant set verified_at = now() where id = 4");
        lab.exchange().network("+37120000099", "100 Trying");
        var inese = lab.peers().refusing("+37120000002", "486 Busy Here");
        var anna = lab.peers().refusing("anna", "486 Busy Here");
        lab.peers().call("+371" + LATGALE);
        anna.await("INVITE", SOON);
        inese.await("a second INVITE", _ -> inese.count("INVITE") > 1, SOON);
        lab.hangUpEverything();
        lab.records().awaitAttempts(4);
        assertThat(lab.records().attempts()).contains("5 busy");
    }

    /// Who presses 2 is not rung again for that call while a colleague is left, not even when the others' rest is over;
    /// the colleague is, after 10 s, and then after 20.
    @Test
    void whoPassesIsLeftInPeaceWhileAColleagueIsLeft() throws Exception {
        lab.database()
                .edit(
                        "delete from weekly_duty where consultant not in (4, 5)",
                        "update line set ring_seconds = 5 where id = 'latgale'");
        var laura = lab.peers().answering("laura", RINGING);
        var inese = lab.peers().ringingOut("+37120000002");
        var caller = lab.peers().call("+371" + LATGALE);
        laura.media().awaitSound(20, SOON);
        laura.media().press('2');
        laura.awaitIdle(SOON);
        inese.await("a third INVITE", _ -> inese.count("INVITE") > 2, Duration.ofSeconds(60));
        var rings = inese.messages().stream()
                .filter(message -> message.kind().equals("INVITE"))
                .toList();
        assertThat(between(rings.get(0), rings.get(1))).isBetween(Duration.ofSeconds(13), Duration.ofSeconds(19));
        assertThat(between(rings.get(1), rings.get(2))).isBetween(Duration.ofSeconds(23), Duration.ofSeconds(29));
        assertThat(laura.count("INVITE")).isEqualTo(1);

        // She has passed it too, so nobody is left: all are rung again.
        inese.close();
        lab.peers().refusing("+37120000002", "603 Decline");
        laura.await("a second INVITE", _ -> laura.count("INVITE") > 1, Duration.ofSeconds(60));
        caller.hangUp();
        lab.records().awaitAttempts(5);
        assertThat(lab.records().attempts()).contains("4 passed", "5 no-answer", "5 rejected");
    }

    /// Whatever the roster says: a premium number, one of our own lines, the trunk as a phone.
    @ParameterizedTest
    @CsvSource({"mobile, +37190000001", "mobile, +37125719118", "sip, trunk"})
    void whatMustNotBeDialledIsPassedOver(String kind, String contact) throws Exception {
        lab.database()
                .edit(
                        "update consultant set contact_kind = '" + kind + "', contact = '" + contact + "' where id = 4",
                        "update consultant set verified_at = now() where id = 4");
        var inese = lab.peers().answering("+37120000002", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        inese.await("200 INVITE", SOON);
        inese.take(caller);
        end(caller, inese);
        assertThat(lab.exchange().strays()).isEmpty();
        assertThat(lab.records().only().consultant()).hasValue(5);
        awaitAttempts("4 not-allowed", "5 taken");
        assertThat(lab.records().attempts()).containsExactlyInAnyOrder("4 not-allowed", "5 taken");
    }

    /// Two phones that ring together are one person: whichever takes the call, the other stops, nobody has missed it, a
    /// further caller rings neither, and afterwards both are free. Who passes it on one has passed it.
    @Test
    void twoPhonesThatRingTogetherAreOnePerson() throws Exception {
        lauraHasASecondPhone("together");
        var laura = lab.peers().ringingOut("laura");
        var mobile = lab.peers().answering(SECOND, RINGING);
        var inese = lab.peers().answering("+37120000002", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("180 INVITE", SOON);
        mobile.take(caller);
        assertThat(laura.await("CANCEL", SOON).text()).contains("cause=26");
        assertThat(inese.count("INVITE")).isZero();

        var other = lab.peers().call("+371" + LATGALE);
        inese.take(other);
        assertThat(laura.count("INVITE") + mobile.count("INVITE")).isEqualTo(2);
        end(other, inese);
        end(caller, mobile);
        awaitAttempts("4 taken", "5 taken");
        assertThat(lab.records().attempts()).containsExactlyInAnyOrder("4 taken", "5 taken");

        lab.database().edit("delete from weekly_duty where consultant not in (4, 5)");
        lab.database().edit("update line set wrap_up_seconds = 0");
        mobile.media().forget();
        var again = lab.peers().call("+371" + LATGALE);
        laura.await("a second INVITE", _ -> laura.count("INVITE") > 1, SOON);
        mobile.media().awaitSound(20, SOON);
        mobile.media().press('2');
        laura.await("a second CANCEL", _ -> laura.count("CANCEL") > 1, SOON);
        inese.take(again);
        end(again, inese);
        awaitAttempts("4 passed");
    }

    /// The second rings when the first has had its time, and at once when it refuses. The rest of the plan does not
    /// wait for it. Here without any router: Asterisk's own copy has both.
    @Test
    void theSecondPhoneRingsAfterTheFirstAndBesideWhoeverComesNext() throws Exception {
        lauraHasASecondPhone("afterwards");
        lab.database()
                .edit(
                        "delete from weekly_duty",
                        "insert into special_opening (line, starts, ends)"
                                + " select id, current_date - 1, current_date + 3 from line where id = 'latgale'",
                        "insert into cover (consultant, region, starts, ends) select id, 'latgale', current_date - 1,"
                                + " current_date + 3 from consultant where id in (4, 5)");
        lab.clock().setToReal();
        lab.asterisk().refresh();
        lab.routers().use("127.0.0.1:1", "127.0.0.1:1");
        var laura = lab.peers().ringingOut("laura");
        var mobile = lab.peers().answering(SECOND, Duration.ofSeconds(3));
        var inese = lab.peers().ringingOut("+37120000002");
        var caller = lab.peers().call("+371" + LATGALE);
        mobile.take(caller);
        assertThat(between(
                        laura.find("INVITE").orElseThrow(),
                        mobile.find("INVITE").orElseThrow()))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(7));
        assertThat(between(
                        mobile.find("INVITE").orElseThrow(),
                        inese.find("INVITE").orElseThrow()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(3));
        inese.await("CANCEL", SOON);
        end(caller, mobile);

        laura.close();
        laura = lab.peers().refusing("laura", "603 Decline");
        var again = lab.peers().call("+371" + LATGALE);
        mobile.await("a second INVITE", _ -> mobile.count("INVITE") > 1, SOON);
        assertThat(laura.count("INVITE")).isEqualTo(1);
        assertThat(inese.count("INVITE")).isEqualTo(1);
        mobile.take(again);
        end(again, mobile);
        lab.routers().use(lab.routers().ownAddress(), "");
        lab.asterisk().job("outcome");
        awaitAttempts("4 taken", "4 taken", "5 cancelled");
        assertThat(lab.records().attempts()).containsExactlyInAnyOrder("4 taken", "4 taken", "5 cancelled");
    }

    /// A dead router is what one of these tests is about: Asterisk says that it could not connect.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("res_agi.c");
    }

    private void lauraHasASecondPhone(String rings) {
        lab.database()
                .edit(
                        "update consultant set second_kind = 'mobile', second_contact = '" + SECOND
                                + "', second_rings = '" + rings + "' where id = 4",
                        "update consultant set second_verified_at = now() where id = 4");
    }

    private SipPeer phone(First first) throws IOException {
        return switch (first) {
            case DECLINES -> lab.peers().refusing("laura", "603 Decline");
            case IS_BUSY -> lab.peers().refusing("laura", "486 Busy Here");
            case DOES_NOT_ANSWER -> lab.peers().ringingOut("laura");
            case ANSWERS_WITHOUT_PRESSING_A_KEY, PRESSES_TWO, HANGS_UP_DURING_THE_WHISPER ->
                lab.peers().answering("laura", RINGING);
            case HAS_A_DEAD_NUMBER -> lab.peers().refusing("laura", "404 Not Found");
            case HAS_A_TRUNK_AT_FAULT -> lab.peers().refusing("laura", "503 Service Unavailable");
        };
    }
}
