package lv.helpline.telephony;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import lv.helpline.roster.Roster;
import org.junit.jupiter.api.Test;

/// A call that came while the line was open is not ended by the clock.
class GraceIT extends Telephony {

    private static final LocalDateTime BEFORE_CLOSING = LocalDateTime.parse("2026-11-24T16:59:50");

    private static Instant closing() {
        return LocalDateTime.parse("2026-11-24T17:00").atZone(Roster.ZONE).toInstant();
    }

    /// A router that is not there is what one of these tests is about: Asterisk says that it could not connect.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("res_agi.c");
    }

    @Test
    void closingTimeAndTheEndOfADutyDoNotEndAWait() throws Exception {
        lab.database()
                .edit(
                        "update line set ring_seconds = 5 where id = 'zemgale'",
                        "delete from weekly_duty where consultant <> 8");
        var gints = lab.peers().ringingOut("gints");
        lab.clock().set(BEFORE_CLOSING);
        var caller = lab.peers().call("+371" + ZEMGALE);
        gints.await("INVITE", SOON);
        awaitBegun(caller, "lv/greeting", "lv/wait", "lv/still-waiting");
        assertThat(lab.clock().instant()).isAfter(closing());
        gints.close();
        var again = lab.peers().answering("gints", RINGING);
        again.take(caller);
        caller.hangUp();
        assertThat(lab.records().only().outcome()).isEqualTo("answered");
    }

    @Test
    void afterTheGraceTheCallerHearsThatTheLineIsClosed() throws Exception {
        lab.database()
                .edit(
                        "update line set ring_seconds = 5, grace_seconds = 20 where id = 'zemgale'",
                        "delete from weekly_duty where consultant <> 8");
        lab.peers().ringingOut("gints");
        lab.clock().set(BEFORE_CLOSING);
        var caller = lab.peers().call("+371" + ZEMGALE);
        awaitHeard(caller, "lv/greeting", "lv/closed", "lv/opens", "lv/tomorrow", "lv/at-0900");
        caller.await("BYE", Duration.ofSeconds(40));
        assertThat(lab.records().only().outcome()).isEqualTo("unanswered");
    }

    @Test
    void withoutAnyRouterAsteriskItselfKeepsTheGrace() throws Exception {
        // Asterisk goes by its own clock, so the line is closed from the next minute on, in earnest.
        var closing = LocalDateTime.now(Roster.ZONE)
                .plusSeconds(20)
                .truncatedTo(MINUTES)
                .plusMinutes(1);
        lab.database()
                .edit(
                        "update line set ring_seconds = 5 where id = 'zemgale'",
                        "delete from absence",
                        "delete from cover",
                        "insert into special_opening (line, starts, ends) values ('zemgale', '%1$s', '%2$s')"
                                .formatted(
                                        closing.truncatedTo(HOURS).minusHours(1),
                                        closing.truncatedTo(HOURS).plusHours(2)),
                        "insert into cover (consultant, region, starts, ends) values (8, 'zemgale', '%1$s', '%2$s')"
                                .formatted(closing.minusHours(1), closing),
                        "insert into closure (line, starts, ends) values ('zemgale', '%1$s', '%2$s')"
                                .formatted(closing, closing.truncatedTo(HOURS).plusHours(2)),
                        "delete from weekly_duty");
        lab.clock().setToReal();
        lab.asterisk().refresh();
        lab.routers().use("127.0.0.1:1", "");
        var gints = lab.peers().ringingOut("gints");
        var caller = lab.peers().call("+371" + ZEMGALE);
        gints.await("INVITE", SOON);
        await("the time at which Asterisk has asked itself again after closing time")
                .atMost(Duration.ofSeconds(150))
                .until(() -> LocalDateTime.now(Roster.ZONE).isAfter(closing.plusSeconds(25)));
        awaitBegun(caller, "lv/still-waiting");
        assertThat(heardBy(caller)).doesNotContain("lv/closed");
        gints.close();
        var again = lab.peers().answering("gints", RINGING);
        again.take(caller);
    }
}
