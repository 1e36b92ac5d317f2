package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who gets onto the duty line, from which phone, and what is kept of the attempt: nothing.
class DutyLineEntryIT extends OnTheDutyLine {

    /// A wrong PIN is wrong, the wait grows, and the right one is right after it: it ends by itself.
    @Test
    void aRightPinIsRightHoweverManyWereWrong() throws Exception {
        lab.database()
                .jdbc()
                .sql("insert into pin_attempt (consultant, failed, last_at) values (8, 5, :now)")
                .param("now", lab.clock().instant().atOffset(ZoneOffset.UTC))
                .update();
        var guesser = call();
        type(guesser, "8#", different(pin));
        awaitBegun(guesser, "lv/duty-pin", "lv/duty-wait");
        var phone = enter("8", pin);
        awaitHeard(guesser, "lv/duty-wrong");
        guesser.hangUp();
        awaitBegun(phone, "lv/duty-wait", "lv/on-duty");
        assertNoAttemptIsKept();
    }

    @Test
    void threeWrongAttemptsEndTheCallAndNumbersOfNobodyAreWrongAlike() throws Exception {
        var phone = call();
        var heard = new ArrayList<String>();
        for (var attempt : List.of("8#", "77#", "1#")) {
            heard.add("lv/duty-id");
            awaitBegun(phone, heard.toArray(String[]::new));
            press(phone, attempt);
            heard.add("lv/duty-pin");
            awaitBegun(phone, heard.toArray(String[]::new));
            press(phone, different(pin));
            heard.add("lv/duty-wrong");
        }
        awaitHeard(phone, "lv/duty-wrong", "lv/duty-wrong", "lv/duty-wrong");
        phone.await("BYE", Duration.ofSeconds(15));
    }

    /// A number or a PIN is typed to its end, or asked for again. Half of a PIN is no guess.
    @Test
    void whoTypesNothingOrForgetsTheHashIsAskedAgainWithinThreeSeconds() throws Exception {
        var phone = call();
        awaitHeard(phone, "lv/duty-id");
        awaitBegun(phone, "lv/duty-id", "lv/duty-id");
        press(phone, "8");
        awaitBegun(phone, "lv/duty-id", "lv/duty-id", "lv/duty-pin");
        press(phone, pin.substring(0, 4));
        awaitBegun(phone, "lv/duty-id", "lv/duty-id", "lv/duty-pin", "lv/duty-pin");
        press(phone, pin);
        awaitBegun(phone, "lv/on-duty");
        var answered = phone.find("200 INVITE").orElseThrow().nanos();
        assertThat(phone.media().longestSilence(answered, System.nanoTime())).isLessThan(ASKED_AGAIN);
        assertNoAttemptIsKept();
    }

    @Test
    void withoutARouterTheLineSaysThatItDoesNotWork() throws Exception {
        lab.routers().use("127.0.0.1:1", "127.0.0.1:1");
        var phone = call();
        awaitBegun(phone, "lv/duty-id");
        press(phone, "8#");
        awaitHeard(phone, "lv/duty-out-of-order");
        phone.await("BYE", SOON);
    }

    /// A phone of the house dials the extension, or what it saw when it was rung; any other number is refused.
    @Test
    void aPhoneOfTheHouseCallsTheDutyLineAndNothingElse() throws Exception {
        for (var number : List.of("100", "+371" + DUTY_LINE)) {
            var phone = lab.peers().answering("anna", RINGING);
            lab.asterisk().cli("channel originate PJSIP/anna extension " + number + "@helpline-from-phone");
            phone.await("200 INVITE", SOON);
            awaitBegun(phone, "lv/duty-id");
            lab.hangUpEverything();
        }
        for (var number : List.of(LATGALE, "101", "+37120000002")) {
            var phone = lab.peers().answering("anna", RINGING);
            lab.asterisk().cli("channel originate PJSIP/anna extension " + number + "@helpline-from-phone");
            phone.await("200 INVITE", SOON);
            phone.await("BYE", SOON);
            assertThat(phone.firstSound()).isEmpty();
            lab.hangUpEverything();
        }
    }

    @Test
    void nothingOfThePhoneNorOfWhatWasTypedIsWrittenDown() throws Exception {
        var phone = lab.peers()
                .call(
                        "+371" + DUTY_LINE,
                        "\"Marikas\" <sip:+37129876541@marikas-telefons>",
                        List.of("Diversion: \"Marikas\" <sip:+37129876544@127.0.0.1>;reason=unconditional"));
        awaitBegun(phone, "lv/duty-id");
        type(phone, "8#", pin);
        awaitBegun(phone, "lv/on-duty");
        phone.hangUp();
        lab.asterisk().awaitNoChannel(SOON);
        lab.asterisk().job("outcome");
        await().until(() -> lab.asterisk().channels() == 0);
        assertThat(lab.records().all()).isEmpty();
        assertThat(lab.asterisk().cli("database show")).doesNotContain(pin, "helpline/outcome", "298765");
        var written = Files.readString(lab.home().resolve("router.log"))
                + lab.asterisk().log()
                + Files.readString(lab.asterisk().home().resolve("log/console"), StandardCharsets.ISO_8859_1)
                + Files.readString(lab.asterisk().home().resolve("var/astdb.sqlite3"), StandardCharsets.ISO_8859_1);
        assertThat(written).doesNotContain(pin, "29876541", "29876544", "Marikas");
    }

    private static String different(String pin) {
        return pin.equals("000000") ? "000001" : "000000";
    }

    private void assertNoAttemptIsKept() {
        assertThat(lab.database()
                        .jdbc()
                        .sql("select * from pin_attempt")
                        .query()
                        .listOfRows())
                .isEmpty();
    }
}
