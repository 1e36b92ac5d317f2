package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lv.helpline.asterisk.sipprobe.SipProbe;
import lv.helpline.lab.FrozenThread;
import org.junit.jupiter.api.Test;

/// An Asterisk that takes no calls is noticed, whatever of it still answers. The probe's rounds are made by the
/// test, which so spares itself the rests between them.
class AsteriskHangsIT extends Telephony {

    private final SipProbe probe = lab.routers().bean(SipProbe.class);

    /// Its manager and its jobs go on.
    @Test
    void whoseSipThreadAloneStandsStill() throws Exception {
        isSeenTakingCalls();
        try (var _ = new FrozenThread(lab.asterisk().process(), "SIP")) {
            assertThat(lab.asterisk().cli("core show uptime")).contains("System uptime");
            isSeenTakingNone();
        }
        isSeenTakingCalls();
    }

    @Test
    void thatStandsStill() throws Exception {
        var process = lab.asterisk().process();
        signal("STOP", process);
        try {
            isSeenTakingNone();
        } finally {
            signal("CONT", process);
        }
        isSeenTakingCalls();
    }

    /// It is refused in the dialplan, and leaves nothing.
    @Test
    void whatTriesItIsNoCall() throws Exception {
        isSeenTakingCalls();
        assertThat(lab.asterisk().cli("database show helpline/outcome")).contains("0 results found");
        assertThat(lab.asterisk().globals()).doesNotContainKey("WANTED");
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
