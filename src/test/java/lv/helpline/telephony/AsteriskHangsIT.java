package lv.helpline.telephony;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lv.helpline.asterisk.sipprobe.SipProbe;
import lv.helpline.lab.FrozenThread;
import lv.helpline.lab.SipPeer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An Asterisk that takes no calls is noticed, whatever of it still answers, and restarted when a second sign says the
/// same: here that is only said. The probe's rounds are made by the test, which so spares itself the rests between
/// them.
class AsteriskHangsIT extends Telephony {

    private static final int CALLS = 10;

    private final SipProbe probe = lab.routers().bean(SipProbe.class);

    /// Ten calls at once are many events for a manager interface on a busy machine.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("high water mark: 3000");
    }

    @BeforeEach
    void nobodyHasAsked() throws IOException {
        Files.deleteIfExists(lab.routers().restartRequest());
    }

    /// Who hears nothing for as long as a test wants.
    private final Set<SipPeer> muted = new HashSet<>();

    @Override
    Duration promised(SipPeer caller) {
        return muted.contains(caller) ? SOON : super.promised(caller);
    }

    /// Its manager and its jobs go on, and so do conversations: it is not restarted while there is one.
    @Test
    void whoseSipThreadAloneStandsStill() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        isSeenTakingCalls();
        try (var _ = new FrozenThread(lab.asterisk().process(), "SIP")) {
            assertThat(lab.asterisk().cli("core show uptime")).contains("System uptime");
            isSeenTakingNone();
            probe.round();
            assertThat(lab.routers().restartRequest()).exists();
            assertThat(secondLook()).contains("is not restarted: its console answers, and sound arrives");
            muted.add(caller);
            laura.media().fallSilent();
            caller.media().fallSilent();
            asked();
            assertThat(secondLook()).contains("Asterisk hangs and is restarted", "no sound arrives from anybody");
        }
        isSeenTakingCalls();
    }

    @Test
    void thatStandsStill() throws Exception {
        var process = lab.asterisk().process();
        signal("STOP", process);
        try {
            isSeenTakingNone();
            asked();
            assertThat(secondLook()).contains("Asterisk hangs and is restarted", "its console does not answer");
        } finally {
            signal("CONT", process);
        }
        isSeenTakingCalls();
    }

    /// Whatever the probe says: a dialplan without it asks for no restart at all, and a port that is closed to it ends
    /// no conversation.
    @Test
    void aBrokenProbeUnderTenCallsRestartsNothing() throws Exception {
        var callers = new ArrayList<SipPeer>();
        for (var number = 0; number < CALLS; number++) {
            callers.add(lab.peers().call("+371" + LATGALE));
        }
        for (var caller : callers) {
            caller.await("200 INVITE", SOON);
        }
        lab.asterisk().cli("dialplan remove extension probe@helpline-probe");
        try {
            isSeenTakingNone();
            probe.round();
            assertThat(lab.routers().restartRequest()).doesNotExist();
        } finally {
            lab.asterisk().cli("dialplan add extension probe,1,Hangup,20 into helpline-probe");
        }
        isSeenTakingCalls();
        asked();
        assertThat(secondLook()).contains("is not restarted: its console answers, and sound arrives");
        assertThat(callers).allMatch(caller -> caller.count("BYE") == 0);
    }

    /// As a router does after the third try that had no answer.
    private void asked() throws IOException {
        Files.write(lab.routers().restartRequest(), new byte[0]);
    }

    /// What the program does that the router asks; it kills nothing here.
    private String secondLook() throws Exception {
        var builder = new ProcessBuilder("ops/packaging/restart-asterisk").redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("REQUEST", lab.routers().restartRequest().toString());
        environment.put(
                "RUNTIME_DIRECTORY",
                Files.createTempDirectory(lab.home(), "restart").toString());
        environment.put("CONSOLE", lab.asterisk().commandLine() + " -rx");
        environment.put("KILL", "true");
        environment.put("PATIENCE", "1");
        environment.put("BETWEEN", "0.5");
        environment.put("LOOKS", "3");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /// It is refused in the dialplan, and leaves nothing.
    @Test
    void whatTriesItIsNoCall() throws Exception {
        var wanted = lab.asterisk().globalOf("WANTED");
        isSeenTakingCalls();
        assertThat(lab.asterisk().cli("database show helpline/outcome")).contains("0 results found");
        assertThat(lab.asterisk().globalOf("WANTED")).isEqualTo(wanted);
        assertThat(lab.records().all()).isEmpty();
        assertThat(lab.asterisk().channels()).isZero();
    }

    private void isSeenTakingCalls() throws Exception {
        probe.round();
        assertThat(lab.routers().health("asterisk")).contains("\"status\":\"UP\"");
    }

    private void isSeenTakingNone() throws Exception {
        probe.round();
        probe.round();
        assertThat(lab.routers().health("asterisk")).contains("\"status\":\"DOWN\"", "noCallsSince");
    }

    private static void signal(String name, Process process) throws Exception {
        var kill = new ProcessBuilder(List.of("kill", "-" + name, Long.toString(process.pid()))).start();
        assertThat(kill.waitFor()).isZero();
    }
}
