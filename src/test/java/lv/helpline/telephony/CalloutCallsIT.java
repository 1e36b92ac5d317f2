package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.callout.NumberCodes;
import lv.helpline.callout.TestCalls;
import lv.helpline.lab.SipPeer;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.WhichPhone;
import org.junit.jupiter.api.Test;

/// The helpline phones its own people: the coordinator, colleagues for a cover, a phone for its test.
class CalloutCallsIT extends Telephony {

    private static final Duration PLACED = Duration.ofSeconds(20);
    private static final String ONLY_LATGALE = "insert into closure (line, starts, ends)"
            + " select id, '2026-11-24 00:00', '2026-11-25 00:00' from line where id <> 'latgale'";

    @Test
    void anEmptyLineRingsTheCoordinatorsWhoTakeItOverByOneKey() throws Exception {
        lab.database().edit(ONLY_LATGALE, coordinating(3), coordinating(9));
        lab.peers().refusing("+37120000001", "486 Busy Here");
        var dace = lab.peers().answering("dace", RINGING);
        lab.asterisk().job("calls");
        await().atMost(PLACED)
                .until(() -> lab.asterisk().cli("group show channels").contains("calls"));
        var empty = System.nanoTime();
        lab.database().edit("delete from weekly_duty where not coordination");
        var rang = dace.await("INVITE", Duration.ofSeconds(30));
        System.out.printf(
                "gap → the second coordinator's phone rings, the first being busy: %.1f s%n",
                (rang.nanos() - empty) / 1e9);

        awaitHeard(dace, "lv/on-call", "lv/alert-line-empty", "lv/region-latgale", "lv/alert-keys");
        dace.media().press('2');
        awaitHeard(dace, "lv/its-number", "lv/digit-2", "lv/ends", "lv/today", "lv/at-1700", "lv/alert-keys");
        dace.media().press('1');
        awaitHeard(dace, "lv/noted");
        dace.await("BYE", SOON);

        assertThat(lab.database()
                        .jdbc()
                        .sql("select consultant || ' ' || line || ' ' || ends from cover where line is not null")
                        .query(String.class)
                        .list())
                .containsExactly("9 latgale 2026-11-24 17:00:00");
        assertThat(calls()).containsExactly("line-empty latgale 3 busy", "line-empty latgale 9 yes");

        var caller = lab.peers().call("+371" + LATGALE);
        await().atMost(SOON).until(() -> dace.count("INVITE") == 2);
        caller.hangUp();
    }

    /// The kinds that no other test rings for: each on one call, with whoever is silent one more.
    @Test
    void eachOtherKindRingsACoordinatorAndSaysWhichItIs() throws Exception {
        lab.database()
                .edit(
                        ONLY_LATGALE,
                        coordinating(3),
                        "delete from weekly_duty where not coordination and consultant <> 4",
                        "update weekly_duty set ends = '10:45' where consultant = 4");
        var zane = lab.peers().answering("+37120000001", RINGING);
        var dace = lab.peers().answering("dace", RINGING);
        lab.asterisk().job("calls");

        awaitHeard(zane, "lv/on-call", "lv/alert-line-empty-soon", "lv/region-latgale");
        zane.media().press('2');
        awaitHeard(zane, "lv/alert-line-empty-soon", "lv/its-number");
        takeOver(zane);

        ended("unanswered", "router", 3);
        lab.asterisk().job("calls");
        awaitHeard(zane, "lv/on-call", "lv/alert-calls-unanswered", "lv/alert-keys", "lv/alert-calls-unanswered");
        lab.asterisk().job("calls");
        awaitHeard(dace, "lv/on-call", "lv/alert-calls-unanswered", "lv/region-latgale");
        zane.media().forget();
        takeOver(dace);

        ended("answered", "fallback", 1);
        lab.asterisk().job("calls");
        awaitHeard(zane, "lv/on-call", "lv/alert-fallback-rang", "lv/region-latgale");
        takeOver(zane);

        assertThat(calls())
                .containsExactly(
                        "line-empty-soon latgale 3 yes",
                        "calls-unanswered latgale 3 silent",
                        "calls-unanswered latgale 9 yes",
                        "fallback-rang latgale 3 yes");
        assertThat(lab.database()
                        .jdbc()
                        .sql("select consultant || ' ' || ends::time from cover where line = 'latgale' order by id")
                        .query(String.class)
                        .list())
                .as("from 10:45 on; at once; at once until 10:45")
                .containsExactly("3 17:00:00", "9 17:00:00", "3 10:45:00");
    }

    /// So many calls to Latgale's line a minute ago.
    private void ended(String outcome, String decidedBy, int calls) {
        lab.database()
                .jdbc()
                .sql("""
                    insert into call_record (call_id, line, entered_at, decided_by, rules, outcome, ended_at)
                    select gen_random_uuid(), '25723222', ended - interval '30 seconds', :by, '{}', :outcome, ended
                    from generate_series(1, :calls), (values (timestamptz '2026-11-24 09:59+02')) as call (ended)
                    """)
                .param("by", decidedBy)
                .param("outcome", outcome)
                .param("calls", calls)
                .update();
    }

    private static void takeOver(SipPeer coordinator) throws InterruptedException {
        coordinator.media().press('1');
        awaitHeard(coordinator, "lv/noted");
        coordinator.awaitIdle(SOON);
        coordinator.media().forget();
    }

    @Test
    void aCoverIsSoughtFromOneToTheNextAndTheRestIsLeftInPeace() throws Exception {
        lab.database()
                .edit(
                        // Who coordinates is asked last of all: on that day nobody does.
                        "delete from weekly_duty where consultant in (1, 3) or coordination and weekday = 3",
                        "insert into duty_preference (consultant, kind, starts, ends) values (1, 'rather-not', '2026-11-25 00:00', '2026-11-26"
                                + " 00:00')");
        lab.database()
                .edit("insert into account (email, name, role) values ('c@example.org', 'C', 'coordinator')"
                        + " on conflict do nothing");
        var anna = lab.peers().answering("anna", RINGING);
        var zane = lab.peers().answering("+37120000001", RINGING);
        var dace = lab.peers().answering("dace", RINGING);
        lab.database()
                .edit("insert into absence (consultant, starts, ends)"
                        + " select id, '2026-11-25 00:00', '2026-11-26 00:00' from consultant where id in (4, 5)");
        lab.asterisk().job("calls");

        awaitHeard(
                zane, "lv/on-call", "lv/cover-asked", "lv/region-latgale", "lv/starts", "lv/tomorrow", "lv/cover-keys");
        zane.media().press('2');
        awaitHeard(dace, "lv/cover-asked", "lv/cover-keys");
        dace.media().press('1');
        awaitHeard(dace, "lv/noted");
        dace.await("BYE", SOON);
        assertThat(anna.count("INVITE")).as("who would rather not").isZero();

        assertThat(lab.database()
                        .jdbc()
                        .sql("select consultant || ' ' || line from cover where starts::date = '2026-11-25'")
                        .query(String.class)
                        .list())
                .containsExactly("9 latgale");
        assertThat(calls()).containsExactly("cover latgale 3 no", "cover latgale 9 yes");
        assertThat(lab.database()
                        .jdbc()
                        .sql("select subject || ' ' || body from mail where recipient = 'c@example.org' order by id")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("Dežūra ")
                .contains("Dace");
    }

    @Test
    void whoeverPressesAfterSomebodyElseFilledTheGapIsToldSo() throws Exception {
        lab.database().edit("delete from weekly_duty where consultant = 1");
        var anna = lab.peers().answering("anna", RINGING);
        lab.database()
                .edit("insert into absence (consultant, starts, ends)"
                        + " select id, '2026-11-25 00:00', '2026-11-26 00:00' from consultant where id in (4, 5)");
        lab.asterisk().job("calls");
        awaitHeard(anna, "lv/cover-asked");
        lab.database()
                .edit("insert into cover (consultant, region, starts, ends)"
                        + " values (9, 'latgale', '2026-11-25 09:00', '2026-11-25 17:00')");
        anna.media().press('1');
        awaitHeard(anna, "lv/covered-already");
        assertThat(lab.database()
                        .jdbc()
                        .sql("select count(*) from cover where consultant = 1")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aNewNumberRingsForCallersOnlyAfterItsCodeWasTypedAndAFailedTestRingsTheCoordinator() throws Exception {
        lab.database().edit("update consultant set verified_at = null where id in (4, 5)", coordinating(9));
        var laura = lab.peers().answering("laura", RINGING);
        var dace = lab.peers().answering("dace", RINGING);
        var tests = lab.routers().bean(TestCalls.class);
        tests.ask(new ConsultantId(4), WhichPhone.FIRST, Author.router(now()));
        tests.ask(new ConsultantId(5), WhichPhone.FIRST, Author.router(now()));
        var code = codeOf(4);
        lab.asterisk().job("calls");

        awaitHeard(laura, "lv/on-call", "lv/test-code");
        press(laura, another(code));
        awaitHeard(laura, "lv/code-wrong", "lv/on-call", "lv/test-code");
        press(laura, code);
        awaitHeard(laura, "lv/noted");
        laura.await("BYE", SOON);
        assertThat(tests.verifiedAt(new ConsultantId(4), WhichPhone.FIRST)).isPresent();
        assertThat(tests.verifiedAt(new ConsultantId(5), WhichPhone.FIRST)).isEmpty();

        awaitHeard(dace, "lv/on-call", "lv/alert-test-failed");
        dace.media().press('1');
        awaitHeard(dace, "lv/noted");
        assertThat(tests.failed(now().minus(Duration.ofHours(1))))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.consultant()).isEqualTo(new ConsultantId(5));
                    assertThat(failed.result()).isEqualTo(Optional.of("unreachable"));
                });
        assertThat(lab.records().all()).isEmpty();

        var caller = lab.peers().call("+371" + LATGALE);
        await().atMost(SOON).until(() -> laura.count("INVITE") == 2);
        caller.hangUp();
    }

    /// A stranger who picks up and presses keys, and a voicemail.
    @Test
    void withoutItsCodeNoNumberIsVerified() throws Exception {
        lab.database().edit("update consultant set verified_at = null where id in (4, 9)");
        var laura = lab.peers().answering("laura", RINGING);
        var dace = lab.peers().answering("dace", RINGING);
        var tests = lab.routers().bean(TestCalls.class);
        var wrong = another(codeOf(4));
        codeOf(9);
        tests.ask(new ConsultantId(4), WhichPhone.FIRST, Author.router(now()));
        lab.asterisk().job("calls");
        for (var tries = 1; tries <= 3; tries++) {
            awaitHeard(laura, "lv/test-code");
            laura.media().forget();
            press(laura, wrong);
            awaitHeard(laura, "lv/code-wrong");
        }
        laura.await("BYE", SOON);

        tests.ask(new ConsultantId(9), WhichPhone.FIRST, Author.router(now()));
        lab.asterisk().job("calls");
        awaitHeard(dace, "lv/test-code", "lv/test-code");
        dace.await("BYE", Duration.ofSeconds(20));
        await().atMost(SOON).until(() -> calls().equals(List.of("test 4 wrong-code", "test 9 silent")));
        assertThat(tests.verifiedAt(new ConsultantId(4), WhichPhone.FIRST)).isEmpty();
        assertThat(tests.verifiedAt(new ConsultantId(9), WhichPhone.FIRST)).isEmpty();
        assertThat(Files.readString(lab.home().resolve("router.log"))
                        + lab.asterisk().log())
                .doesNotContainPattern("\\b" + wrong + "\\b");
    }

    private String codeOf(int consultant) {
        return lab.routers()
                .bean(NumberCodes.class)
                .make(new ConsultantId(consultant), WhichPhone.FIRST, Author.router(now()))
                .orElseThrow();
    }

    private static String another(String code) {
        return (code.charAt(0) == '0' ? "1" : "0") + code.substring(1);
    }

    private static void press(SipPeer phone, String keys) {
        keys.chars().forEach(key -> phone.media().press((char) key));
    }

    @Test
    void whoeverTalksIsNotPhoned() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        lab.routers().bean(TestCalls.class).ask(new ConsultantId(4), WhichPhone.FIRST, Author.router(now()));
        lab.asterisk().job("calls");
        await().atMost(PLACED).until(() -> calls().equals(List.of("test 4 engaged")));
        assertThat(laura.count("INVITE")).isEqualTo(1);
        laura.awaitConversation(caller);
        caller.hangUp();
    }

    @Test
    void everyLineSRouteIsTriedAndNothingOfItIsCounted() throws Exception {
        lab.database().edit("update consultant set verified_at = '2026-11-01 00:00' where id = 4");
        var laura = lab.peers().answering("laura", RINGING);
        lab.database().edit("update consultant set verified_at = '2026-11-23 00:00' where id <> 4");
        lab.asterisk().job("calls");
        var command = lab.asterisk().tool("ops/testcall", "--wait", "60");
        awaitHeard(laura, "lv/test-keys");
        laura.media().press('1');
        var said = command.get();
        assertThat(said)
                .contains(LATGALE + "  ring", "7 lines answer", "0 phones failed")
                .contains("phone laura is not encrypted")
                .doesNotContain("phone trunk");
        assertThat(lab.records().all()).isEmpty();
    }

    private Instant now() {
        return lab.clock().instant();
    }

    private List<String> calls() {
        return lab.database()
                .jdbc()
                .sql("""
                    select concat_ws(' ', coalesce(kind, purpose), line, callout_call.consultant, result)
                    from callout_call join callout on id = callout order by claimed_at
                    """)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static String coordinating(int consultant) {
        return "insert into cover (consultant, coordination, starts, ends) values (" + consultant
                + ", true, '2026-11-24 00:00', '2026-11-25 00:00')";
    }
}
