package lv.helpline.asterisk.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallRecord;
import lv.helpline.calllog.DecidedBy;
import lv.helpline.calllog.Outcome;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Pause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolEntryTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_795_430_000L);
    private static final String ANSWERED =
            "v1|25723222|1795424400|router|opening-hours+on-duty|lv|answered|3|1795424410|1795424600|end";

    @Test
    void anAnsweredCallIsReadWhole() {
        assertThat(SpoolEntry.call(Given.CALL, ANSWERED, NOW))
                .contains(new SpoolEntry(
                        new CallRecord(
                                UUID.fromString(Given.CALL),
                                Optional.of("25723222"),
                                Instant.ofEpochSecond(1_795_424_400L),
                                DecidedBy.ROUTER,
                                List.of("opening-hours", "on-duty"),
                                Optional.of(Language.LATVIAN),
                                Outcome.ANSWERED,
                                Optional.of(new ConsultantId(3)),
                                Optional.of(Instant.ofEpochSecond(1_795_424_410L)),
                                Instant.ofEpochSecond(1_795_424_600L)),
                        false));
    }

    @Test
    void whatIsNotKnownIsEmpty() {
        var record = read("v1||1795424400|last-resort||||||1795424600|end".replace("||||||", "|||unknown-line|||"));
        assertThat(record.line()).isEmpty();
        assertThat(record.rules()).isEmpty();
        assertThat(record.language()).isEmpty();
        assertThat(record.answeredBy()).isEmpty();
        assertThat(record.decidedBy()).isEqualTo(DecidedBy.LAST_RESORT);
        assertThat(record.outcome()).isEqualTo(Outcome.UNKNOWN_LINE);
    }

    @Test
    void anOpenEntryHasAnUnknownOutcomeAndEndsNow() {
        var entry = SpoolEntry.call(Given.CALL, "v1|25723222|1795424400|fallback||lv|open||||end", NOW)
                .orElseThrow();
        assertThat(entry.open()).isTrue();
        assertThat(entry.record().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(entry.record().endedAt()).isEqualTo(NOW);
    }

    @Test
    void aClockThatWasSetBackMakesNoRecordThatEndsBeforeItBegan() {
        var record = read("v1|25723222|1795424400|router||lv|answered|3|1795424390|1795424380|end");
        assertThat(record.answeredAt()).contains(record.enteredAt());
        assertThat(record.endedAt()).isEqualTo(record.enteredAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "v2|25723222|1795424400|router||lv|closed|||1795424600|end",
                "v1|25723222|1795424400|router||lv|closed|||1795424600|",
                "v1|25723222|1795424400|router||lv|closed|||1795424600|end|",
                "v1|25723222|1795424400|router||lv|closed|||1795424600|end\n",
                "v1|+37125723222|1795424400|router||lv|closed|||1795424600|end",
                "v1|25723222||router||lv|closed|||1795424600|end",
                "v1|25723222|1795424400.5|router||lv|closed|||1795424600|end",
                "v1|25723222|17954244001795424400|router||lv|closed|||1795424600|end",
                "v1|25723222|1795424400|somebody||lv|closed|||1795424600|end",
                "v1|25723222|1795424400|router|On Duty|lv|closed|||1795424600|end",
                "v1|25723222|1795424400|router|a-rule-that-is-much-longer-than-forty-letters|lv|closed|||1795424600|end",
                "v1|25723222|1795424400|router|on--duty|lv|closed|||1795424600|end",
                "v1|25723222|1795424400|router||lv|answered|32768|1795424410|1795424600|end",
                "v1|25723222|1795424400|router|29123456|lv|closed|||1795424600|end",
                "v1|25723222|1795424400|router||latvian|closed|||1795424600|end",
                "v1|25723222|1795424400|router||lv|unknown|||1795424600|end",
                "v1|25723222|1795424400|router||lv|closed||||end",
                "v1|25723222|1795424400|router||lv|answered|0|1795424410|1795424600|end",
                "v1|25723222|1795424400|router||lv|answered|99999999999|1795424410|1795424600|end"
            })
    void anythingElseIsNone(String value) {
        assertThat(SpoolEntry.call(Given.CALL, value, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "29123456", "1-1-1-1-1", "6F1C2C3E-0A7B-4D2E-9C55-0D6A3F0F7A11"})
    void aKeyThatIsNoCallIdIsNone(String key) {
        assertThat(SpoolEntry.call(key, ANSWERED, NOW)).isEmpty();
        assertThat(SpoolEntry.attempt(key + "_3_1795424402", "v1|1795424410|taken|end"))
                .isEmpty();
    }

    @Test
    void anAttemptIsReadFromItsKeyAndItsValue() {
        assertThat(SpoolEntry.attempt(Given.CALL + "_3_1795424402", "v1|1795424410|no-answer|end"))
                .contains(new Attempt(
                        UUID.fromString(Given.CALL),
                        new ConsultantId(3),
                        Instant.ofEpochSecond(1_795_424_402L),
                        Instant.ofEpochSecond(1_795_424_410L),
                        Attempt.Result.NO_ANSWER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1|1795424410|won|end", "v1||taken|end", "v1|1795424410|taken", "v1|x|taken|end"})
    void anAttemptThatIsNotAsAgreedIsNone(String value) {
        assertThat(SpoolEntry.attempt(Given.CALL + "_3_1795424402", value)).isEmpty();
    }

    @Test
    void aPauseIsReadFromItsKeyAndItsValue() {
        assertThat(SpoolEntry.pause("3", "v1|1795424400|1795426200|end"))
                .contains(new Pause(
                        new ConsultantId(3),
                        Instant.ofEpochSecond(1_795_424_400L),
                        Instant.ofEpochSecond(1_795_426_200L)));
        assertThat(SpoolEntry.pause("29123456", "v1|1795424400|1795426200|end")).isEmpty();
    }

    /// The last one is a second longer than eight hours.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1|1795424400|1795424400|end",
                "v1|1795424400|1795424399|end",
                "v1|1795424400||end",
                "v1|1795424400|1795453201|end"
            })
    void aPauseThatIsNotAsAgreedIsNone(String value) {
        assertThat(SpoolEntry.pause("3", value)).isEmpty();
    }

    private static CallRecord read(String value) {
        return SpoolEntry.call(Given.CALL, value, NOW).orElseThrow().record();
    }
}
