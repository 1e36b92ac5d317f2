package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.admin.Author;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The duty line from any phone: who is it, how things stand, and keys that change what the next call does.
class DutyLineIT extends OnTheDutyLine {

    @BeforeEach
    void onlyTwoServe() {
        lab.edit("delete from weekly_duty where consultant not in (4, 8)");
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
        awaitHeard(phone, "lv/on-duty");
    }

    @Test
    void theySpeakToHimInTheLanguageOfHisPages() throws Exception {
        lab.books().sql("delete from account where consultant = 8").update();
        lab.books().sql("""
            insert into account (email, name, role, consultant, language)
            values ('gints@example.org', 'Gints', 'consultant', 8, 'ru')\
            """).update();
        try {
            var phone = enter("8", pin);
            awaitHeard(phone, "ru/on-duty", "ru/region-zemgale", "ru/duty-ends");
        } finally {
            lab.books().sql("delete from account where consultant = 8").update();
        }
    }

    @Test
    void aPauseHoldsForTheNextCallAndEndsWhenItIsEnded() throws Exception {
        var gints = lab.ringingOut("gints");
        var phone = enter("8", pin);
        awaitHeard(phone, "lv/on-duty");
        phone.media().press('1');
        awaitHeard(phone, "lv/pause-lengths");
        phone.media().press('2');
        awaitHeard(phone, "lv/paused", "lv/in-30", "lv/pause-ends", "lv/key-resume");
        var caller = lab.call("+371" + ZEMGALE);
        awaitHeard(caller, "lv/nobody");
        assertThat(gints.find("INVITE")).isEmpty();
        caller.hangUp();

        phone.media().press('1');
        awaitHeard(phone, "lv/pause-ends", "lv/on-duty", "lv/key-pause");
        lab.call("+371" + ZEMGALE);
        gints.await("INVITE", SOON);
        assertThat(audit()).containsSubsequence("pause-added", "pause-ended");
        assertThat(lab.books()
                        .sql("select distinct actor_name from audit_entry where action like 'pause-%' and id > :known")
                        .param("known", known)
                        .query(String.class)
                        .list())
                .containsExactly(Author.byPhone(GINTS, Instant.EPOCH).name());
    }

    @Test
    void whoCannotComeIsAbsentFromThisDutyAfterAConfirmation() throws Exception {
        var phone = enter("8", pin);
        awaitHeard(phone, "lv/on-duty");
        phone.media().press('3');
        awaitHeard(phone, "lv/absent-now");
        phone.media().press('7');
        awaitHeard(phone, "lv/absent-now", "lv/on-duty");
        phone.media().press('3');
        awaitHeard(phone, "lv/absent-now", "lv/on-duty", "lv/absent-now");
        phone.media().press('1');
        awaitHeard(phone, "lv/absent-saved", "lv/off-duty", "lv/tomorrow", "lv/at-0900", "lv/next-duty");
        assertThat(lab.books()
                        .sql("select starts || '/' || ends from absence where consultant = 8 and starts < '2026-12-01'")
                        .query(String.class)
                        .list())
                .singleElement()
                .satisfies(
                        span -> assertThat(span).startsWith("2026-11-24 10:0").endsWith("/2026-11-24 17:00:00"));
        var caller = lab.call("+371" + ZEMGALE);
        awaitHeard(caller, "lv/nobody");
    }

    @Test
    void theCoordinatorOnCallIsRungAndTheTwoTalk() throws Exception {
        lab.edit("insert into cover (consultant, coordination, starts, ends)"
                + " values (4, true, '2026-11-24 09:00', '2026-11-24 17:00'),"
                + " (5, true, '2026-11-24 09:00', '2026-11-24 17:00')");
        var laura = lab.refusing("laura", "486 Busy Here");
        var inese = lab.answering("+37120000002", RINGING);
        var phone = enter("8", pin);
        awaitHeard(phone, "lv/call-coordinator");
        phone.media().press('9');
        laura.await("INVITE", SOON);
        var rung = inese.await("INVITE", SOON);
        assertThat(rung.header("From").orElse("")).contains("+371" + DUTY_LINE);
        awaitHeard(inese, "lv/colleague-calls");
        inese.media().press('1');
        inese.awaitConversation(phone);
        phone.media().forget();
        inese.hangUp();
        awaitHeard(phone, "lv/on-duty");
    }

    /// A wrong PIN is wrong, the wait grows, and the right one is right after it: it ends by itself.
    @Test
    void aRightPinIsRightHoweverManyWereWrong() throws Exception {
        lab.books()
                .sql("insert into pin_attempt (consultant, failed, last_at) values (8, 5, :now)")
                .param("now", lab.clock().instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        var guesser = call();
        type(guesser, "8#", different(pin));
        awaitHeard(guesser, "lv/duty-pin", "lv/duty-wait");
        var phone = enter("8", pin);
        awaitHeard(guesser, "lv/duty-wrong");
        guesser.hangUp();
        awaitHeard(phone, "lv/duty-wait", "lv/on-duty");
        assertThat(lab.books().sql("select * from pin_attempt").query().listOfRows())
                .isEmpty();
    }

    @Test
    void threeWrongAttemptsEndTheCallAndNumbersOfNobodyAreWrongAlike() throws Exception {
        var phone = call();
        var heard = new ArrayList<String>();
        for (var attempt : List.of("8#", "77#", "1#")) {
            heard.add("lv/duty-id");
            awaitHeard(phone, heard.toArray(String[]::new));
            press(phone, attempt);
            heard.add("lv/duty-pin");
            awaitHeard(phone, heard.toArray(String[]::new));
            press(phone, different(pin));
            heard.add("lv/duty-wrong");
            awaitHeard(phone, heard.toArray(String[]::new));
        }
        phone.await("BYE", Duration.ofSeconds(15));
    }

    @Test
    void withoutARouterTheLineSaysThatItDoesNotWork() throws Exception {
        lab.routers("127.0.0.1:1", "127.0.0.1:1");
        var phone = call();
        awaitHeard(phone, "lv/duty-id");
        press(phone, "8#");
        awaitHeard(phone, "lv/duty-out-of-order");
        phone.await("BYE", SOON);
    }

    /// A phone of the house dials the extension, or what it saw when it was rung; any other number is refused.
    @Test
    void aPhoneOfTheHouseCallsTheDutyLineAndNothingElse() throws Exception {
        for (var number : List.of("100", "+371" + DUTY_LINE)) {
            var phone = lab.answering("anna", RINGING);
            lab.asterisk().cli("channel originate PJSIP/anna extension " + number + "@from-phone");
            phone.await("200 INVITE", SOON);
            awaitHeard(phone, "lv/duty-id");
            lab.hangUpEverything();
        }
        for (var number : List.of(LATGALE, "101", "+37120000002")) {
            var phone = lab.answering("anna", RINGING);
            lab.asterisk().cli("channel originate PJSIP/anna extension " + number + "@from-phone");
            phone.await("200 INVITE", SOON);
            phone.await("BYE", SOON);
            assertThat(phone.firstSound()).isEmpty();
            lab.hangUpEverything();
        }
    }

    @Test
    void nothingOfThePhoneNorOfWhatWasTypedIsWrittenDown() throws Exception {
        var phone = lab.call(
                "+371" + DUTY_LINE,
                "\"Marikas\" <sip:+37129876541@marikas-telefons>",
                List.of("Diversion: \"Marikas\" <sip:+37129876544@127.0.0.1>;reason=unconditional"));
        awaitHeard(phone, "lv/duty-id");
        type(phone, "8#", pin);
        awaitHeard(phone, "lv/on-duty");
        phone.hangUp();
        lab.awaitNoChannel(SOON);
        lab.job("outcome");
        await().until(() -> lab.channels() == 0);
        assertThat(lab.storedRecords()).isEmpty();
        assertThat(lab.asterisk().cli("database show")).doesNotContain(pin, "helpline/outcome", "298765");
        var written = Files.readString(lab.home().resolve("router.log"))
                + lab.asterisk().log()
                + Files.readString(lab.asterisk().home().resolve("log/console"), StandardCharsets.ISO_8859_1)
                + Files.readString(lab.asterisk().home().resolve("var/astdb.sqlite3"), StandardCharsets.ISO_8859_1);
        assertThat(written).doesNotContain(pin, "29876541", "29876544", "Marikas");
    }

    /// Asked of this router, and the other one, in a process of its own, goes by it.
    @Test
    void aPauseHoldsOnEveryRouterWithinTwoSeconds() throws Exception {
        lab.clock().setToReal();
        lab.edit(
                "delete from weekly_duty",
                "insert into special_opening (line, starts, ends)"
                        + " select id, current_date - 1, current_date + 3 from line where id = 'zemgale'",
                "insert into cover (consultant, region, starts, ends)"
                        + " values (8, 'zemgale', current_date - 1, current_date + 3)");
        try (var other = lab.startAnotherRouter("duty")) {
            var gints = lab.ringingOut("gints");
            var phone = enter("8", pin);
            awaitHeard(phone, "lv/on-duty");
            phone.media().press('1');
            awaitHeard(phone, "lv/pause-lengths");
            lab.routers(other.address(), "");
            // Asked still: the pause is by this router, the calls are by the other.
            var calls = 0;
            lab.asterisk().cli("dialplan set global ROUTER_2 " + lab.routerAddress());
            phone.media().press('4');
            var pressed = System.nanoTime();
            while (true) {
                var rung = gints.count("INVITE");
                var caller = lab.call("+371" + ZEMGALE);
                var placed = caller.await("INVITE", SOON).nanos();
                calls++;
                await().atMost(SOON)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() ->
                                gints.count("INVITE") > rung || heardBy(caller).contains("lv/nobody"));
                if (gints.count("INVITE") == rung) {
                    System.out.printf(
                            "Pause: effect on another router's call %.2f s after the key, the call number %d%n",
                            (placed - pressed) / 1e9, calls);
                    assertThat(Duration.ofNanos(placed - pressed)).isLessThan(Duration.ofSeconds(20));
                    break;
                }
                caller.hangUp();
                gints.awaitIdle(SOON);
            }
        }
    }

    private long known;

    @BeforeEach
    void rememberTheAudit() {
        known = lab.books()
                .sql("select coalesce(max(id), 0) from audit_entry")
                .query(Long.class)
                .single();
    }

    private List<String> audit() {
        return lab.books()
                .sql("select action from audit_entry where id > :known order by id")
                .param("known", known)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static String different(String pin) {
        return pin.equals("000000") ? "000001" : "000000";
    }
}
