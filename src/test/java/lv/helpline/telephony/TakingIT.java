package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Predicate;
import lv.helpline.lab.SipMessage;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Standstill;
import lv.helpline.roster.ConsultantId;
import lv.helpline.routing.SnapshotSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a consultant hears and can do, from the ringing of their phone until some seconds after the call.
class TakingIT extends Telephony {

    private static final String WHISPER = "lv/whisper-latgale-lv";

    /// Packets of sound: 8 s, and a whisper is shorter than 7. Twice that are more than are said without a key.
    private static final int MORE_THAN_ONE = 400;

    @BeforeEach
    void oneByOne() {
        lab.database()
                .edit("update line set strategy = 'one-by-one', ring_seconds = 5, wrap_up_seconds = 0 where id ="
                        + " 'latgale'");
    }

    /// A dead router is what one of these tests is about: Asterisk says that it could not connect.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("res_agi.c");
    }

    @Test
    void theLegShowsTheLinesNumberOrThatOfTheDutyLine() throws Exception {
        var laura = lab.peers().ringingOut("laura");
        lab.peers().call("+371" + LATGALE);
        assertThat(shownBy(laura)).contains("<sip:+371" + LATGALE + "@");

        lab.hangUpEverything();
        lab.asterisk().global("DUTY_NUMBER", "25700000");
        laura = lab.peers().ringingOut("laura");
        lab.peers().call("+371" + LATGALE);
        assertThat(shownBy(laura)).contains("<sip:+37125700000@");
    }

    @Test
    void theWhisperIsSaidTwiceAndOneTakesTheCallAtAnyTime() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.media().awaitSound(MORE_THAN_ONE, Duration.ofSeconds(17));
        laura.media().press('1');
        laura.awaitConversation(caller);
        var answer = laura.find("200 INVITE").orElseThrow().nanos();
        report("answer to whisper", laura.firstSound().orElseThrow() - answer);
    }

    /// A key that goes down before the phone's answer has come through belongs to the whisper. Let through to the
    /// caller's side, its beginning would wait there for an end that never comes, and the consultant be mute.
    @Test
    void aKeyThatGoesDownBeforeTheAnswerTakesTheCallToo() throws Exception {
        var laura = lab.peers().answeringWithEarlyMedia("laura", Duration.ofMillis(500));
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("183 INVITE", SOON);
        laura.media().press('1', Duration.ofSeconds(3));
        laura.await("200 INVITE", SOON);
        laura.awaitConversation(caller);
    }

    @Test
    void anotherKeySaysItAgainAndTwoPasses() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var inese = lab.peers().answering("+37120000002", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.media().awaitSound(MORE_THAN_ONE, Duration.ofSeconds(17));
        laura.media().press('7');
        laura.media().forget();
        laura.media().awaitSound(MORE_THAN_ONE, Duration.ofSeconds(17));
        laura.media().press('2');
        laura.await("BYE", SOON);
        assertThat(heardBy(laura)).contains(WHISPER);
        inese.take(caller);
        end(caller, inese);
        awaitAttempts("4 passed", "5 taken");
    }

    @Test
    void threePassesAtOnceAndPausesForHalfAnHour() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var inese = lab.peers().answering("+37120000002", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.media().awaitSound(20, SOON);
        laura.media().press('3');
        var pressed = laura.media().pressed().getFirst().nanos();
        awaitPaused(4);
        report("key to pause in effect", System.nanoTime() - pressed);
        inese.take(caller);
        awaitHeard(laura, "lv/paused-half-hour");
        assertThat(inese.find("INVITE").orElseThrow().nanos())
                .isLessThan(laura.await("BYE", SOON).nanos());
        assertThat(lab.database().pauses()).containsExactly("4 30");
        assertThat(audited()).isEqualTo("consultant 4, by phone");
        end(caller, inese);
        awaitAttempts("4 passed", "5 taken");

        var again = lab.peers().call("+371" + LATGALE);
        inese.take(again);
        assertThat(laura.count("INVITE")).isEqualTo(1);
    }

    /// Asterisk keeps it, goes by it, and hands it over as soon as somebody takes it.
    @Test
    void aPauseThatNoRouterTakesIsNotLost() throws Exception {
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
        var laura = lab.peers().answering("laura", RINGING);
        var inese = lab.peers().answering("+37120000002", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.media().awaitSound(20, SOON);
        laura.media().press('3');
        awaitHeard(laura, "lv/paused-half-hour");
        inese.take(caller);
        end(caller, inese);
        var again = lab.peers().call("+371" + LATGALE);
        inese.take(again);
        assertThat(laura.count("INVITE")).isEqualTo(1);
        assertThat(lab.database().pauses()).isEmpty();

        lab.routers().use(lab.routers().ownAddress(), "");
        lab.asterisk().job("outcome");
        awaitPaused(4);
        assertThat(lab.database().pauses()).containsExactly("4 30");
        await().until(() -> !lab.asterisk().cli("database show helpline/pause").contains("v1|"));
    }

    @Test
    void aPhoneThatIsMarkedSoTakesTheCallByAnswering() throws Exception {
        lab.database().edit("update consultant set whisper = false where id = 4");
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("200 INVITE", SOON);
        laura.awaitConversation(caller);
        assertThat(heardBy(laura)).noneMatch(prompt -> prompt.contains("whisper"));
        end(caller, laura);
        awaitAttempts("4 taken");
    }

    @Test
    void afterACallThreeIsARestOfTenMinutes() throws Exception {
        var laura = talkedAndLeft();
        awaitHeard(laura, "lv/after-call");
        assertThat(heardBy(laura)).doesNotContain("lv/call-coordinator");
        laura.media().press('3');
        awaitHeard(laura, "lv/after-call", "lv/paused-ten-minutes");
        laura.await("BYE", SOON);
        assertThat(lab.database().pauses()).containsExactly("4 10");
    }

    /// The router that is asked whom they could talk to says nothing for as long as this lasts, and learns of the pause
    /// a minute late, when Asterisk has handed it over already. That a partner had passed the caller on is counted
    /// meanwhile.
    @Test
    void afterACallAWordComesAtOnceAndARestIsEnteredOnceThoughTheRouterStandsStill() throws Exception {
        lauraIsOnDutyAroundTheClock();
        lab.asterisk().cli("database deltree helpline/partner");
        try (var router = new Standstill(lab.routers().ownAddress())) {
            var laura = lab.peers().answering("laura", RINGING);
            var caller = lab.peers().call("+371" + LATGALE);
            laura.take(caller);
            lab.routers().use(router.address(), "");
            caller.hangUp();
            caller.await("200 BYE", SOON);
            var left = caller.find("BYE").orElseThrow().nanos();
            awaitHeard(laura, "lv/after-call");
            laura.media().press('5');
            awaitHeard(laura, "lv/after-call", "lv/noted");
            laura.media().press('3');
            awaitHeard(laura, "lv/noted", "lv/paused-ten-minutes");
            laura.await("BYE", SOON);
            assertThat(laura.media()
                            .longestSilence(
                                    left, laura.find("BYE").orElseThrow().nanos()))
                    .isLessThan(Duration.ofSeconds(1));

            lab.routers().use(lab.routers().ownAddress(), "");
            lab.asterisk().job("outcome");
            awaitPaused(4);
            lab.clock().set(LocalDateTime.now(ZoneId.of("Europe/Riga")).plusMinutes(1));
            router.goOn();
            await().atMost(SOON).until(router::isDone);
            assertThat(lab.database().pauses()).containsExactly("4 10");
            assertThat(lab.database().partnerCalls()).containsExactly(LATGALE + " 1");
        }
    }

    @Test
    void afterACallNineIsTheCoordinatorOnCall() throws Exception {
        coordinates(9);
        var dace = lab.peers().answering("dace", RINGING);
        var laura = talkedAndLeft();
        awaitHeard(laura, "lv/after-call", "lv/call-coordinator");
        laura.media().press('9');
        awaitHeard(dace, "lv/colleague-calls");
        dace.media().press('1');
        laura.awaitConversation(dace);
        dace.hangUp();
        laura.await("BYE", SOON);
    }

    /// Nobody is left with a voicemail, and nobody without a word.
    @Test
    void aCoordinatorWhoPressesNothingIsNotReached() throws Exception {
        coordinates(9);
        lab.peers().answering("dace", RINGING);
        var laura = talkedAndLeft();
        awaitHeard(laura, "lv/after-call", "lv/call-coordinator");
        laura.media().press('9');
        awaitHeard(laura, "lv/call-coordinator", "lv/no-coordinator");
        laura.await("BYE", SOON);
    }

    /// Whoever is offered something is still on the phone: no other call rings them.
    @Test
    void nobodyIsRungWhileTheyAreOfferedARest() throws Exception {
        lab.database().edit("delete from weekly_duty where consultant <> 4");
        var laura = talkedAndLeft();
        awaitHeard(laura, "lv/after-call");
        var next = lab.peers().call("+371" + LATGALE);
        next.media().awaitSound(100, SOON);
        laura.hangUp();
        laura.await("a second call", isSecondInvite(laura), SOON);
        assertThat(laura.messages().stream().map(SipMessage::kind).toList()).containsSubsequence("BYE", "INVITE");
    }

    private SipPeer talkedAndLeft() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        caller.hangUp();
        caller.await("200 BYE", SOON);
        return laura;
    }

    private void coordinates(int consultant) {
        lab.database()
                .edit("insert into cover (consultant, coordination, starts, ends) values (" + consultant
                        + ", true, '2026-11-24 09:00', '2026-11-24 17:00')");
    }

    private void awaitPaused(int consultant) {
        var snapshots = lab.routers().bean(SnapshotSource.class);
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> snapshots
                        .current()
                        .orElseThrow()
                        .roster()
                        .isPaused(new ConsultantId(consultant), lab.clock().instant()));
    }

    private String audited() {
        return lab.database()
                .jdbc()
                .sql("select actor_name from audit_entry where action = 'pause-added' order by id desc limit 1")
                .query(String.class)
                .single();
    }

    private static String shownBy(SipPeer phone) throws InterruptedException {
        return phone.await("INVITE", SOON).header("From").orElseThrow();
    }

    private static Predicate<SipMessage> isSecondInvite(SipPeer phone) {
        var first = phone.find("INVITE").orElseThrow().callId();
        return message -> message.kind().equals("INVITE") && !message.callId().equals(first);
    }

    /// For whoever reads the test's output: no machine is fast enough to assert it.
    private static void report(String what, long nanos) throws IOException {
        System.out.printf("REPORT %s: %.0f ms%n", what, nanos / 1e6);
    }
}
