package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import lv.helpline.audit.Author;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The duty line from any phone: who is it, how things stand, and keys that change what the next call does.
class DutyLineIT extends OnTheDutyLine {

    @BeforeEach
    void onlyTwoServe() {
        lab.database().edit("delete from weekly_duty where consultant not in (4, 8)");
    }

    @Test
    void aConsultantHearsHowThingsStandAndWhatTheKeysDo() throws Exception {
        var phone = enter("8", pin);
        awaitHeard(phone, "lv/on-duty", "lv/region-zemgale", "lv/today", "lv/at-1700", "lv/duty-ends");
        awaitHeard(
                phone, "lv/tomorrow", "lv/at-0900", "lv/next-duty", "lv/key-pause", "lv/key-absent", "lv/key-repeat");
        assertThat(heardBy(phone)).doesNotContain("lv/call-coordinator", "lv/key-resume");
        phone.media().forget();
        phone.media().press('0');
        awaitBegun(phone, "lv/on-duty");
    }

    @Test
    void theySpeakToHimInTheLanguageOfHisPages() throws Exception {
        lab.database().jdbc().sql("delete from account where consultant = 8").update();
        lab.database().jdbc().sql("""
            insert into account (email, name, role, consultant, language)
            values ('gints@example.org', 'Gints', 'consultant', 8, 'ru')\
            """).update();
        try {
            var phone = enter("8", pin);
            awaitHeard(phone, "ru/on-duty", "ru/region-zemgale", "ru/duty-ends");
        } finally {
            lab.database()
                    .jdbc()
                    .sql("delete from account where consultant = 8")
                    .update();
        }
    }

    @Test
    void aPauseHoldsForTheNextCallAndEndsWhenItIsEnded() throws Exception {
        var gints = lab.peers().ringingOut("gints");
        var phone = enter("8", pin);
        awaitBegun(phone, "lv/on-duty");
        phone.media().press('1');
        awaitBegun(phone, "lv/pause-lengths");
        phone.media().press('2');
        awaitHeard(phone, "lv/paused", "lv/in-30", "lv/pause-ends", "lv/key-resume");
        var caller = lab.peers().call("+371" + ZEMGALE);
        awaitBegun(caller, "lv/nobody");
        assertThat(gints.find("INVITE")).isEmpty();
        caller.hangUp();

        phone.media().forget();
        phone.media().press('1');
        awaitBegun(phone, "lv/on-duty");
        lab.peers().call("+371" + ZEMGALE);
        gints.await("INVITE", SOON);
        assertThat(audit()).containsSubsequence("pause-added", "pause-ended");
        assertThat(lab.database()
                        .jdbc()
                        .sql("select distinct actor_name from audit_entry where action like 'pause-%' and id > :known")
                        .param("known", known)
                        .query(String.class)
                        .list())
                .containsExactly(Author.byPhone(GINTS, Instant.EPOCH).name());
    }

    @Test
    void whoCannotComeIsAbsentFromThisDutyAfterAConfirmation() throws Exception {
        var phone = enter("8", pin);
        awaitBegun(phone, "lv/on-duty");
        phone.media().press('3');
        awaitBegun(phone, "lv/absent-now");
        phone.media().press('7');
        awaitBegun(phone, "lv/absent-now", "lv/on-duty");
        phone.media().press('3');
        awaitBegun(phone, "lv/absent-now", "lv/on-duty", "lv/absent-now");
        phone.media().press('1');
        awaitHeard(phone, "lv/absent-saved", "lv/off-duty", "lv/tomorrow", "lv/at-0900", "lv/next-duty");
        assertThat(lab.database()
                        .jdbc()
                        .sql("select starts || '/' || ends from absence where consultant = 8 and starts < '2026-12-01'")
                        .query(String.class)
                        .list())
                .singleElement()
                .satisfies(
                        span -> assertThat(span).startsWith("2026-11-24 10:0").endsWith("/2026-11-24 17:00:00"));
        var caller = lab.peers().call("+371" + ZEMGALE);
        awaitBegun(caller, "lv/nobody");
    }

    @Test
    void theCoordinatorOnCallIsRungAndTheTwoTalk() throws Exception {
        lab.database()
                .edit("insert into cover (consultant, coordination, starts, ends)"
                        + " values (4, true, '2026-11-24 09:00', '2026-11-24 17:00'),"
                        + " (5, true, '2026-11-24 09:00', '2026-11-24 17:00')");
        var laura = lab.peers().refusing("laura", "486 Busy Here");
        var inese = lab.peers().answering("+37120000002", RINGING);
        var phone = enter("8", pin);
        awaitHeard(phone, "lv/call-coordinator");
        phone.media().press('9');
        laura.await("INVITE", SOON);
        var rung = inese.await("INVITE", SOON);
        assertThat(rung.header("From").orElse("")).contains("+371" + DUTY_LINE);
        awaitBegun(inese, "lv/colleague-calls");
        inese.media().press('1');
        inese.awaitConversation(phone);
        phone.media().forget();
        inese.hangUp();
        awaitBegun(phone, "lv/on-duty");
    }

    /// Asked of this router, and the other one, in a process of its own, goes by it.
    @Test
    void aPauseHoldsOnEveryRouter() throws Exception {
        lab.clock().setToReal();
        lab.database()
                .edit(
                        "delete from weekly_duty",
                        "delete from absence",
                        "delete from cover",
                        "insert into special_opening (line, starts, ends)"
                                + " select id, current_date - 1, current_date + 3 from line where id = 'zemgale'",
                        "insert into cover (consultant, region, starts, ends)"
                                + " values (8, 'zemgale', current_date - 1, current_date + 3)");
        try (var other = lab.routers().startAnother("duty")) {
            var gints = lab.peers().ringingOut("gints");
            var phone = enter("8", pin);
            awaitBegun(phone, "lv/on-duty");
            phone.media().press('1');
            awaitBegun(phone, "lv/pause-lengths");
            phone.media().press('4');
            var pressed = System.nanoTime();
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !lab.database().pauses().isEmpty());
            lab.routers().use(other.address(), "");
            var calls = new HashSet<String>();
            while (calls.size() < 10) {
                var rung = gints.count("INVITE");
                var caller = lab.peers().call("+371" + ZEMGALE);
                caller.await("200 INVITE", SOON);
                caller.hangUp();
                var record = lab.records().await(any -> true, calls);
                calls.add(record.callId());
                if (record.rules().endsWith("nobody")) {
                    assertThat(record.rules()).contains("paused");
                    assertThat(gints.count("INVITE")).isEqualTo(rung);
                    var placed = caller.find("INVITE").orElseThrow().nanos() - pressed;
                    System.out.printf(
                            "Pause: effect on another router's call %.2f s after the key, the call number %d%n",
                            placed / 1e9, calls.size());
                    return;
                }
            }
            fail("the other router rings who has paused, ten calls later still");
        }
    }

    private long known;

    @BeforeEach
    void rememberTheAudit() {
        known = lab.database()
                .jdbc()
                .sql("select coalesce(max(id), 0) from audit_entry")
                .query(Long.class)
                .single();
    }

    private List<String> audit() {
        return lab.database()
                .jdbc()
                .sql("select action from audit_entry where id > :known order by id")
                .param("known", known)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
