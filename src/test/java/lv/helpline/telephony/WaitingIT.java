package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import lv.helpline.lab.SipPeer;
import org.junit.jupiter.api.Test;

/// One call, one consultant: ties have one winner, and who finds everybody busy waits in order.
class WaitingIT extends Telephony {

    /// A dead router is what one of these tests is about: Asterisk says that it could not connect.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("res_agi.c");
    }

    @Test
    void twoPressOneAtOnceAndOneGetsTheCaller() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var inese = lab.peers().answering("+37120000002", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.media().awaitSound(20, SOON);
        inese.media().awaitSound(20, SOON);
        laura.media().press('1');
        inese.media().press('1');
        var lauraLost = laura.awaitAny("BYE", inese, SOON);
        var loser = lauraLost ? laura : inese;
        var winner = lauraLost ? inese : laura;
        awaitHeard(loser, "lv/already-taken");
        assertThat(winner.find("BYE")).isEmpty();
        winner.awaitConversation(caller);
        end(caller, winner);
        assertThat(lab.records().only().consultant()).hasValue(lauraLost ? 5 : 4);
        awaitAttempts(lauraLost ? "5 taken" : "4 taken", lauraLost ? "4 cancelled" : "5 cancelled");
    }

    @Test
    void whoFindsEverybodyBusyWaitsAndIsServedInOrderOfArrival() throws Exception {
        lab.database().edit("delete from weekly_duty where consultant <> 8");
        var gints = lab.peers().answering("gints", RINGING);
        var first = lab.peers().call("+371" + ZEMGALE);
        gints.take(first);
        var second = waiting(ZEMGALE);
        var third = waiting(ZEMGALE);

        end(first, gints);
        served(gints, second);
        assertThat(third.find("BYE")).isEmpty();
        end(second, gints);
        served(gints, third);
        third.hangUp();

        assertThat(lab.records().await(3)).allSatisfy(record -> {
            assertThat(record.outcome()).isEqualTo("answered");
            assertThat(record.consultant()).hasValue(8);
        });
        lab.records().awaitAttempts(3);
        assertThat(lab.records().attempts()).containsExactly("8 taken", "8 taken", "8 taken");
    }

    /// The consultants of one line may be those of another: the order is that of the calls, not of the lines.
    @Test
    void whoWaitsForTheSameConsultantOnAnotherLineIsServedInOrderOfArrivalToo() throws Exception {
        lab.database()
                .edit(
                        "delete from weekly_duty where consultant <> 8",
                        "insert into cover (consultant, region, starts, ends)"
                                + " values (8, 'kurzeme', '2026-11-24 09:00', '2026-11-24 17:00')");
        var gints = lab.peers().answering("gints", RINGING);
        var first = lab.peers().call("+371" + ZEMGALE);
        gints.take(first);
        var second = waiting(KURZEME);
        var third = waiting(ZEMGALE);
        var fourth = waiting(KURZEME);

        var last = first;
        for (var next : List.of(second, third, fourth)) {
            end(last, gints);
            served(gints, next);
            last = next;
        }
        last.hangUp();
        assertThat(lab.records().await(4))
                .allSatisfy(record -> assertThat(record.outcome()).isEqualTo("answered"));
    }

    /// The order is Asterisk's: which router decides, or whether one dies meanwhile, does not touch it.
    @Test
    void theOrderOutlivesTheRouterThatDecided() throws Exception {
        lab.database()
                .edit(
                        "delete from weekly_duty",
                        "delete from absence",
                        "delete from cover",
                        "insert into special_opening (line, starts, ends)"
                                + " select id, current_date - 1, current_date + 3 from line where id = 'zemgale'",
                        "insert into cover (consultant, region, starts, ends)"
                                + " values (8, 'zemgale', current_date - 1, current_date + 3)");
        lab.clock().setToReal();
        var gints = lab.peers().answering("gints", RINGING);
        try (var router = lab.routers().startAnother("order")) {
            lab.routers().use(router.address(), lab.routers().ownAddress());
            var first = lab.peers().call("+371" + ZEMGALE);
            gints.take(first);
            var second = waiting(ZEMGALE);
            router.kill();
            var third = waiting(ZEMGALE);
            end(first, gints);
            served(gints, second);
            end(second, gints);
            served(gints, third);
        }
    }

    /// Whoever rings everybody leaves a phone to each who waits.
    @Test
    void whoIsFreeIsNotKeptFromWhoWaitsByACallThatRingsAll() throws Exception {
        lab.database()
                .edit(
                        "delete from weekly_duty where consultant not in (4, 5)",
                        "update line set ring_seconds = 30 where id = 'latgale'");
        var laura = lab.peers().answering("laura", RINGING);
        var busy = lab.peers().call("+371" + LATGALE);
        laura.take(busy);
        var inese = lab.peers().ringingOut("+37120000002");
        var ringing = lab.peers().call("+371" + LATGALE);
        inese.await("INVITE", SOON);
        var waiting = waiting(LATGALE);
        end(busy, laura);
        // Laura is free now: she is rung for the call that has no phone ringing.
        served(laura, waiting);
        assertThat(inese.find("CANCEL")).isEmpty();
        assertThat(ringing.find("BYE")).isEmpty();
    }

    /// Who finds all busy hears the greeting and waits.
    private SipPeer waiting(String line) throws Exception {
        var caller = lab.peers().call("+371" + line);
        awaitHeard(caller, "lv/greeting");
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
        phone.awaitConversation(caller);
    }
}
