package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.bench.Surge;
import lv.helpline.lab.Crowd;
import lv.helpline.lab.SipPeer;
import lv.helpline.roster.Roster;
import org.junit.jupiter.api.Test;

/// Many callers at once, and few consultants. `ops/bench --surge` has more of them, and the figures.
class SurgeIT extends Telephony {

    private static final Duration TALK = Duration.ofMillis(300);

    /// An Asterisk that is deaf lets callers call again and again for a minute. How many of a machine of its own call a
    /// second time, which is none, `ops/bench --surge` says.
    private static final Duration HEARD = Duration.ofSeconds(4);

    /// Beside other labs Asterisk may be late in telling its manager interface what a crowd does all at once. How it
    /// does on a machine of its own is what `ops/bench --surge` says.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("Taskprocessor 'stasis/m:manager:core");
    }

    @Test
    void everyoneOfASurgeIsServedInOrder() throws Exception {
        var surge = Surge.place(lab, 40, Duration.ofSeconds(2), 2, TALK);
        System.out.println("REPORT " + surge);
        assertThat(surge.served()).isEqualTo(40);
        assertThat(surge.inversions()).isZero();
        assertThat(surge.mostAtOnce()).isEqualTo(1);
        assertThat(surge.response())
                .hasSize(40)
                .allSatisfy(time ->
                        assertThat(time).as("until a caller's first response").isLessThan(HEARD));
        assertThat(lab.records().await(40))
                .allSatisfy(record -> assertThat(record.outcome()).isEqualTo("answered"));
    }

    /// What Asterisk's manager interface is told is a measure of the steps that are taken. A caller who waits takes few
    /// of them, however many others wait.
    @Test
    void waitingCostsTheSameHoweverManyWait() throws Exception {
        var few = Surge.cost(lab, 10, Duration.ofSeconds(21));
        prepare();
        var many = Surge.cost(lab, 40, Duration.ofSeconds(21));
        System.out.println("REPORT " + few + " " + many);
        assertThat(many.events() - few.events()).isLessThan(30 * 10L);
    }

    /// Half of those who wait hang up at the same moment: nobody is lost of the rest, and nothing is left of the half.
    @Test
    void whoLeavesHandsOn() throws Exception {
        var phones = Surge.prepare(lab, 2, TALK);
        try (var crowd = lab.peers().crowd(LATGALE, 30, Duration.ofMillis(1_500))) {
            await("all are there").atMost(SOON).until(() -> crowd.callers().size() == 30);
            var leaving = new ArrayList<Crowd.Caller>();
            for (var caller : crowd.callers()) {
                if (caller.ended() == 0 && caller.answered() != 0 && leaving.size() < 12) {
                    leaving.add(caller);
                }
            }
            for (var caller : leaving) {
                crowd.hangUp(caller);
            }
            crowd.awaitEnd(Duration.ofMinutes(2));
        }
        var taken = lab.records().await(30).stream()
                .filter(record -> record.outcome().equals("answered"))
                .count();
        assertThat(taken).isGreaterThanOrEqualTo(18);
        lab.asterisk().awaitNoChannel(Duration.ofSeconds(20));
        assertThat(phones).allSatisfy(phone -> assertThat(phone.count("INVITE")).isPositive());
    }

    /// While another region's phones ring, a consultant of the line's own becomes free, and is rung too.
    @Test
    void whoBecomesFreeWhileOthersRingIsRungToo() throws Exception {
        lab.database()
                .edit(
                        "delete from weekly_duty where consultant not in (1, 4)",
                        "update line set ring_seconds = 40 where id = 'latgale'");
        var laura = lab.peers().answering("laura", RINGING);
        var busy = lab.peers().call("+371" + LATGALE);
        laura.take(busy);
        var anna = lab.peers().ringingOut("anna");
        var waiting = lab.peers().call("+371" + LATGALE);
        var rung = anna.await("INVITE", SOON);
        end(busy, laura);
        laura.take(waiting);
        anna.await("CANCEL", SOON);
        assertThat(between(rung, anna.find("CANCEL").orElseThrow())).isLessThan(Duration.ofSeconds(40));
        end(waiting, laura);
        awaitAttempts("1 cancelled", "4 taken");
    }

    /// Who comes on duty at a known second is given to the first who waits, in that second and not when calls ask
    /// again; though the router that answers the second call has a clock that is a second ahead.
    @Test
    void whoComesOnDutyIsGivenToTheFirstWhoWaits() throws Exception {
        var nine = LocalDateTime.parse("2026-11-24T09:00");
        lab.database()
                .edit(
                        "delete from weekly_duty",
                        "insert into special_opening (line, starts, ends)"
                                + " values ('latgale', '2026-11-24 08:00', '2026-11-24 12:00')",
                        "insert into cover (consultant, region, starts, ends)"
                                + " values (4, 'latgale', '2026-11-24 09:00', '2026-11-24 12:00')");
        var laura = lab.peers().answering("laura", RINGING);
        // No call asks a second time before nine.
        lab.clock().set(nine.minusSeconds(18));
        var first = lab.peers().call("+371" + LATGALE);
        awaitBegun(first, "lv/nobody");
        lab.clock().set(LocalDateTime.ofInstant(lab.clock().instant().plusSeconds(1), Roster.ZONE));
        var second = lab.peers().call("+371" + LATGALE);
        laura.await("INVITE", Duration.ofSeconds(60));
        assertThat(ChronoUnit.MILLIS.between(
                        nine.atZone(Roster.ZONE).toInstant(), lab.clock().instant()))
                .as("milliseconds from the beginning of the duty")
                .isBetween(0L, 5_000L);
        laura.take(first);
        assertThat(second.find("BYE")).isEmpty();
    }

    /// Whoever waits already has a plan from before the pause.
    @Test
    void whoPausesIsNotRungForThoseWhoWaitAlready() throws Exception {
        lab.database().edit("delete from weekly_duty where consultant <> 4");
        var laura = lab.peers().answering("laura", RINGING);
        lab.peers().call("+371" + LATGALE);
        laura.media().awaitSound(20, SOON);
        var waiting = lab.peers().call("+371" + LATGALE);
        awaitBegun(waiting, "lv/greeting");
        laura.media().press('3');
        laura.awaitIdle(SOON);
        awaitBegun(waiting, "lv/greeting", "lv/wait", "lv/still-waiting");
        assertThat(laura.count("INVITE")).isEqualTo(1);
    }

    /// The patience of all runs out in the same moment: their audio says so, and nobody loses a place or a consultant.
    @Test
    void noPatienceKeepsAConsultantIdle() throws Exception {
        lab.database()
                .edit(
                        "delete from weekly_duty where consultant <> 8",
                        "update line set patience_seconds = 30 where id = 'zemgale'");
        var gints = lab.peers().answering("gints", RINGING);
        var talking = lab.peers().call("+371" + ZEMGALE);
        gints.take(talking);
        var waiting = List.of(lab.peers().call("+371" + ZEMGALE), lab.peers().call("+371" + ZEMGALE));
        for (var caller : waiting) {
            awaitBegun(caller, "lv/greeting", "lv/nobody");
        }
        end(talking, gints);
        for (SipPeer caller : waiting) {
            gints.take(caller);
            end(caller, gints);
        }
        assertThat(lab.records().await(3))
                .allSatisfy(record -> assertThat(record.outcome()).isEqualTo("answered"));
    }

    /// One call more than the installation was made for hears that it cannot be taken; whoever calls when even that has
    /// no room is told by the network. With one less, all is as before.
    @Test
    void beyondTheCapacityCallersAreToldSo() throws Exception {
        lab.asterisk().global("CALLS_AT_ONCE", "4");
        try {
            var crowd = new ArrayList<SipPeer>();
            for (var call = 0; call < 5; call++) {
                var caller = lab.peers().call("+371" + ZEMGALE);
                caller.await("200 INVITE", SOON);
                crowd.add(caller);
            }
            var refused = lab.peers().call("+371" + ZEMGALE);
            refused.await("503 INVITE", SOON);
            awaitHeard(crowd.getLast(), "lv/no-consultant", "lv/danger", "en/no-consultant", "en/danger");
            crowd.getLast().hangUp();
            crowd.getFirst().hangUp();
            crowd.getFirst().await("200 BYE", SOON);
            lab.records().await(3);
            awaitBegun(lab.peers().call("+371" + ZEMGALE), "lv/greeting");
            assertThat(lab.records().all())
                    .filteredOn(record -> record.rules().equals("full"))
                    .hasSize(2)
                    .allSatisfy(record -> assertThat(record.outcome()).isEqualTo("unanswered"));
        } finally {
            lab.asterisk().global("CALLS_AT_ONCE", "200");
        }
    }
}
