package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import lv.helpline.lab.HelplineProcess;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;
import lv.helpline.lab.Tools;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// No call is lost while a router is dead, dying or stalled. In the real time, since Asterisk's own roster goes by its
/// own clock: every line is open around the clock, and Laura is on duty for Latgale.
class RouterFaultsIT extends Telephony {

    /// The hand-over after a call waits a second, and as long as 10 s for each of two routers that are stalled.
    private static final Duration THE_JOB = Duration.ofSeconds(25);

    /// Nobody listens on the first of the ports.
    private static final String NOBODY = "127.0.0.1:1";

    private static final Duration PROMISED = Duration.ofMillis(2_500);

    /// That of an installation.
    private final String deadline = deadline();

    /// Started when a test needs one, and left to the next test unless it is killed.
    private static @Nullable HelplineProcess router;

    @BeforeEach
    void aroundTheClock() throws Exception {
        lauraIsOnDutyAroundTheClock();
        lab.asterisk().refresh();
        lab.asterisk().global("DECIDE_WITHIN", deadline);
    }

    /// A router in a process of its own that is up, alone.
    private HelplineProcess aloneUp() throws IOException, InterruptedException {
        var up = router;
        if (up == null || !up.process().isAlive()) {
            up = lab.routers().startAnother("faults");
            router = up;
        }
        lab.routers().use(up.address(), "");
        return up;
    }

    /// A dead router is what these tests are about: Asterisk says that it could not connect.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("res_agi.c");
    }

    @AfterEach
    void wakeRouter() throws IOException {
        if (router != null && router.process().isAlive()) {
            router.goOn();
        }
    }

    @AfterAll
    static void stopRouter() {
        if (router != null) {
            router.close();
            router = null;
        }
    }

    @Test
    void noRouterAtAll() throws Exception {
        lab.routers().use(NOBODY, "");
        takenByFallback();
    }

    @Test
    void stalled() throws Exception {
        aloneUp().stall();
        takenByFallback();
    }

    /// While nobody listens a question costs no time, so it is asked again soon.
    @Test
    void decidesAgainAsSoonAsItListens() throws Exception {
        var intake = lab.routers().intake();
        intake.stop();
        try {
            assertThat(lab.asterisk().trial(LATGALE)).isEqualTo("fallback");
        } finally {
            intake.start();
        }
        assertThat(untilItDecides()).isLessThan(Duration.ofMillis(1_500));
    }

    /// A job that nobody waits for finds out that it answers again.
    @Test
    void decidesAgainWhenAJobWasAnsweredAfterAStall() throws Exception {
        var router = aloneUp();
        lab.asterisk().global("STALLED_RESTS", "60");
        try {
            router.stall();
            assertThat(lab.asterisk().trial(LATGALE)).isEqualTo("fallback");
            assertThat(lab.asterisk().trial(LATGALE)).isEqualTo("fallback");
            router.goOn();
            lab.asterisk().job("calls");
            assertThat(untilItDecides()).as("before its rest is over").isLessThan(Duration.ofSeconds(40));
        } finally {
            lab.asterisk().global("STALLED_RESTS", "10");
        }
    }

    private Duration untilItDecides() {
        var from = System.nanoTime();
        await("a decision by a router")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> lab.asterisk().trial(LATGALE).equals("router"));
        return Stalls.without(from, System.nanoTime());
    }

    @Test
    void killedInMidDecision() throws Exception {
        var router = aloneUp();
        router.stall();
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        caller.await("180 INVITE", SOON);
        router.kill();
        ringsInTime(laura, caller);
        laura.take(caller);
        end(caller, laura);
        storedOnceAfterRecovery("fallback");
    }

    @Test
    void theFirstOfTwoIsStalled() throws Exception {
        var router = aloneUp();
        router.stall();
        lab.routers().use(router.address(), lab.routers().ownAddress());
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        ringsInTime(laura, caller);
        laura.take(caller);
        end(caller, laura);
        storedOnceAfterRecovery("router");
    }

    @Test
    void killedWhileRinging() throws Exception {
        var router = aloneUp();
        var laura = lab.peers().answering("laura", Duration.ofSeconds(2));
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("180 INVITE", SOON);
        router.kill();
        laura.take(caller);
        end(caller, laura);
        storedOnceAfterRecovery("router");
    }

    @Test
    void killedWhileTalking() throws Exception {
        var router = aloneUp();
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        router.kill();
        laura.awaitConversation(caller);
        end(caller, laura);
        storedOnceAfterRecovery("router");
    }

    @Test
    void withoutARosterOfItsOwnAsteriskRingsTheLastResort() throws Exception {
        lab.asterisk().cli("database deltree helpline/fallback");
        lab.routers().use(NOBODY, "");
        lab.asterisk().cli("dialplan set global LAST_RESORT 37120000009");
        try {
            var lastResort = lab.peers().answering("+37120000009", RINGING);
            var caller = lab.peers().call("+371" + LATGALE);
            ringsInTime(lastResort, caller);
            lastResort.take(caller);
            end(caller, lastResort);
            storedOnceAfterRecovery("last-resort");
        } finally {
            lab.asterisk().cli("dialplan set global LAST_RESORT \"\"");
        }
    }

    /// A process of this host that is not Asterisk cannot ask anything, and an Asterisk with a wrong secret loses no
    /// call and is noticed. Asterisk itself writes neither secret down.
    @Test
    void aWrongSecretIsRefusedAndNoticed() throws Exception {
        var wrong = "0".repeat(64);
        lab.routers().use(lab.routers().ownAddress(), "");
        assertThat(lab.routers().ask("pause", wrong, "4", "480")).isEmpty();
        assertThat(lab.database().pauses()).isEmpty();
        var right = lab.asterisk().globalOf("AGI_SECRET");
        assertThat(right).matches("[0-9a-f]{64}");
        lab.asterisk().global("AGI_SECRET", wrong);
        try {
            var laura = lab.peers().answering("laura", RINGING);
            var caller = lab.peers().call("+371" + LATGALE);
            ringsInTime(laura, caller);
            laura.take(caller);
            end(caller, laura);
            lab.asterisk().awaitNoChannel(THE_JOB);
            assertThat(lab.routers().health("callpath")).contains("WARNING", "missing or wrong");
        } finally {
            lab.asterisk().global("AGI_SECRET", right);
        }
        storedOnceAfterRecovery("fallback");
        assertThat(lab.asterisk().log()).doesNotContain(wrong).doesNotContain(right);
    }

    @Test
    void withoutAnythingTheCallerHearsSo() throws Exception {
        lab.asterisk().cli("database deltree helpline/fallback");
        lab.routers().use(NOBODY, "");
        var caller = lab.peers().call("+371" + LATGALE);
        awaitHeard(caller, "lv/nobody");
        caller.hangUp();
        storedOnceAfterRecovery("last-resort");
    }

    private static String deadline() {
        try (var lines = Files.lines(Tools.project().resolve("asterisk-config/dialplan/times.conf"))) {
            return lines.filter(line -> line.startsWith("DECIDE_WITHIN = "))
                    .map(line -> line.split("\\s+", 4)[2])
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void takenByFallback() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        ringsInTime(laura, caller);
        laura.take(caller);
        end(caller, laura);
        storedOnceAfterRecovery("fallback");
    }

    private static void ringsInTime(SipPeer phone, SipPeer caller) throws InterruptedException {
        var rung = phone.await("INVITE", SOON);
        assertThat(between(caller.find("INVITE").orElseThrow(), rung)).isLessThan(PROMISED);
    }

    /// The outcome waits in Asterisk until a router is there, and is then in PostgreSQL once.
    private void storedOnceAfterRecovery(String decidedBy) throws IOException, InterruptedException {
        lab.asterisk().awaitNoChannel(THE_JOB);
        lab.routers().use(lab.routers().ownAddress(), "");
        lab.asterisk().job("outcome");
        var record = lab.records().only();
        assertThat(record.decidedBy()).isEqualTo(decidedBy);
        assertThat(record.line()).isEqualTo(LATGALE);
        lab.asterisk().awaitNoChannel(SOON);
        lab.asterisk().job("outcome");
        lab.asterisk().awaitNoChannel(SOON);
        assertThat(lab.records().all()).hasSize(1);
        assertThat(lab.asterisk().cli("database show helpline/outcome")).contains("0 results found");
    }
}
