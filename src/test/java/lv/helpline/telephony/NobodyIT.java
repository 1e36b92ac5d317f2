package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Where there is nobody to ring, the caller is told something true and is never left in silence.
class NobodyIT extends Telephony {

    @Test
    void nobodyOnDuty() throws Exception {
        lab.database().edit("delete from weekly_duty");
        var caller = lab.peers().call("+371" + LATGALE);
        awaitHeard(caller, "lv/nobody", "lv/still-waiting");
        var answered = caller.find("200 INVITE").orElseThrow().nanos();
        assertThat(caller.media().longestSilence(answered, System.nanoTime())).isLessThan(Duration.ofSeconds(2));
        caller.hangUp();
        var record = lab.records().only();
        assertThat(record.outcome()).isEqualTo("nobody");
        assertThat(record.rules()).isEqualTo("opening-hours+nobody");
    }

    @Test
    void whoComesOnDutyWhileACallerWaitsIsRung() throws Exception {
        lab.database().edit("delete from weekly_duty");
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        awaitHeard(caller, "lv/nobody");
        lab.database()
                .edit("insert into cover (consultant, region, starts, ends)"
                        + " values (4, 'latgale', '2026-11-24 09:00', '2026-11-24 17:00')");
        laura.media().awaitSound(10, Duration.ofSeconds(60));
        laura.media().press('1');
        laura.awaitConversation(caller);
        caller.hangUp();
        assertThat(lab.records().only().outcome()).isEqualTo("answered");
    }

    @Test
    void anUnknownNumberGetsAnApologyAndTheGeneralNumber() throws Exception {
        var caller = lab.peers().call("+37167000000");
        awaitHeard(
                caller,
                "lv/unknown-number",
                "lv/digit-2",
                "lv/digit-8",
                "lv/digit-6",
                "lv/digit-1",
                "lv/digit-2",
                "lv/digit-1",
                "lv/digit-2",
                "lv/digit-0");
        caller.await("BYE", SOON);
        var record = lab.records().only();
        assertThat(record.outcome()).isEqualTo("unknown-line");
        assertThat(record.line()).isNull();
    }
}
