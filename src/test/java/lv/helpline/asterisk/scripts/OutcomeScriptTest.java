package lv.helpline.asterisk.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallLog.CallLogUnavailable;
import lv.helpline.calllog.CallRecord;
import lv.helpline.calllog.Outcome;
import lv.helpline.calllog.PartnerCalls;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Pause;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.selfservice.PauseStore.PauseStoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutcomeScriptTest {

    private static final String ENDED = "v1|25723222|1795424400|router|on-duty|lv|answered|3|1795424410|1795424600|end";
    private static final String OPEN = "v1|25723222|1795424400|router|on-duty|lv|open||||end";
    private static final String TAKEN = "v1|1795424410|taken|end";
    private static final String OUTCOME = "helpline/outcome/";
    private static final String ATTEMPT = "helpline/attempt/";

    private final RunningScripts router = new RunningScripts("2026-11-24T11:00", Given.snapshot("a"));
    private final FakeAsterisk asterisk = new FakeAsterisk();
    private final Map<UUID, CallRecord> calls = new HashMap<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private final Logs logs = new Logs();

    OutcomeScriptTest() {
        router.callLog = (records, tried) -> {
            batches.add(records.size());
            records.forEach(record -> calls.putIfAbsent(record.callId(), record));
            attempts.addAll(tried);
        };
        router.pauses = (pause, at) -> pauses.add(pause);
    }

    @AfterEach
    void stop() {
        router.close();
        logs.close();
    }

    @Test
    void anEmptySpoolStoresNothing() {
        assertThat(drain()).isEqualTo("v2|stored|0|0|end");
        assertThat(batches).isEmpty();
        assertThat(router.observed.spooled).containsExactly(0);
        assertThat(router.observed.stored).isEmpty();
        assertThat(logs.at(Level.INFO)).noneMatch(line -> line.startsWith("Stored"));
    }

    @Test
    void whatIsOverIsStoredInOneBatchAndThenDeleted() {
        asterisk.astDb.put(OUTCOME + call(1), ENDED);
        asterisk.astDb.put(OUTCOME + call(2), ENDED);
        asterisk.astDb.put(ATTEMPT + call(1) + "_3_1795424402", TAKEN);
        assertThat(drain()).isEqualTo("v2|stored|2|0|end");
        assertThat(batches).containsExactly(2);
        assertThat(calls).containsOnlyKeys(UUID.fromString(call(1)), UUID.fromString(call(2)));
        assertThat(attempts).hasSize(1);
        assertThat(asterisk.astDb).isEmpty();
        assertThat(router.observed.stored).containsExactly(2);
        assertThat(router.observed.spooled).containsExactly(0);
        assertThat(logs.at(Level.INFO)).contains("Stored 2 calls and 1 attempts");
    }

    /// Each count is told as it stands: however often and to whichever router, each call is counted once.
    @Test
    void countsOfPartnersCallsAreTakenOverAndStayUntilTheirMonthIsOver() {
        var counts = new HashMap<UUID, PartnerCalls.Count>();
        router.partnerCalls = each -> each.forEach(count -> counts.put(count.counter(), count));
        asterisk.astDb.put("helpline/partner/202611_25723222", "v1|" + call(1) + "|3|end");
        asterisk.astDb.put("helpline/partner/202610_25723222", "v1|" + call(2) + "|12|end");
        assertThat(drain()).isEqualTo("v2|stored|0|0|end");
        assertThat(counts.values())
                .containsExactlyInAnyOrder(
                        new PartnerCalls.Count(UUID.fromString(call(1)), YearMonth.of(2026, 11), "25723222", 3),
                        new PartnerCalls.Count(UUID.fromString(call(2)), YearMonth.of(2026, 10), "25723222", 12));
        assertThat(asterisk.astDb).containsOnlyKeys("helpline/partner/202611_25723222");
    }

    @Test
    void countsOfPartnersCallsWaitForTheDatabase() {
        asterisk.astDb.put("helpline/partner/202610_25723222", "v1|" + call(2) + "|12|end");
        asterisk.astDb.put("helpline/partner/202610_x", "v1|" + call(2) + "|12|end");
        router.partnerCalls = counts -> {
            throw new CallLogUnavailable(new IllegalStateException());
        };
        assertThat(drain()).isEqualTo("v2|stored|0|1|end");
        assertThat(asterisk.astDb)
                .as("what nobody can read is of no use")
                .containsOnlyKeys("helpline/partner/202610_25723222");
    }

    @Test
    void aCallInProgressIsLeftAloneWithItsAttempts() {
        asterisk.astDb.put(OUTCOME + call(1), OPEN);
        asterisk.astDb.put(ATTEMPT + call(1) + "_3_1795424402", TAKEN);
        asterisk.alive.put(call(1), 1);
        var before = new TreeMap<>(asterisk.astDb);
        assertThat(drain()).isEqualTo("v2|stored|0|0|end");
        assertThat(asterisk.astDb).isEqualTo(before);
        assertThat(router.observed.spooled).containsExactly(0);
    }

    @Test
    void aCallThatAsteriskDiedUnderIsStoredAsUnknown() {
        asterisk.astDb.put(OUTCOME + call(1), OPEN);
        asterisk.astDb.put(ATTEMPT + call(1) + "_3_1795424402", TAKEN);
        assertThat(drain()).isEqualTo("v2|stored|1|0|end");
        assertThat(calls.values()).singleElement().satisfies(record -> {
            assertThat(record.callId()).hasToString(call(1));
            assertThat(record.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(record.endedAt()).isEqualTo(router.now);
        });
        assertThat(attempts).hasSize(1);
        assertThat(asterisk.astDb).isEmpty();
    }

    /// The outcome is written, and the channel goes, between the question for the entry and the one for the channel.
    @Test
    void aCallThatEndsWhileItIsAskedAboutKeepsItsOutcome() {
        asterisk.astDb.put(OUTCOME + call(1), OPEN);
        asterisk.alive.put(call(1), 1);
        asterisk.meanwhile = () -> {
            if (asterisk.commands.getLast().contains("GROUP_COUNT")) {
                asterisk.astDb.put(OUTCOME + call(1), ENDED);
                asterisk.alive.clear();
            }
        };
        drain();
        assertThat(calls.values()).extracting(CallRecord::outcome).containsExactly(Outcome.ANSWERED);
        assertThat(asterisk.astDb).isEmpty();
    }

    @Test
    void anAttemptThatComesAfterItsCallWasStoredIsStoredToo() {
        asterisk.astDb.put(ATTEMPT + call(1) + "_3_1795424402", TAKEN);
        assertThat(drain()).isEqualTo("v2|stored|0|0|end");
        assertThat(attempts).hasSize(1);
        assertThat(asterisk.astDb).isEmpty();
    }

    /// A call that enters after the calls were listed must not lose its attempts to a batch without it.
    @Test
    void attemptsOfACallThatEntersMeanwhileWaitForIt() {
        asterisk.meanwhile = () -> {
            if (asterisk.commands.getLast().contains("helpline/outcome)")) {
                asterisk.meanwhile = () -> {
                    asterisk.astDb.put(OUTCOME + call(1), OPEN);
                    asterisk.astDb.put(ATTEMPT + call(1) + "_3_1795424402", TAKEN);
                };
            }
        };
        drain();
        assertThat(attempts).isEmpty();
    }

    @Test
    void anUnavailableCallLogLeavesTheSpoolUntouched() {
        asterisk.astDb.put(OUTCOME + call(1), ENDED);
        asterisk.astDb.put(OUTCOME + call(2), OPEN);
        asterisk.astDb.put(ATTEMPT + call(1) + "_3_1795424402", TAKEN);
        var before = new TreeMap<>(asterisk.astDb);
        var working = router.callLog;
        router.callLog = (records, tried) -> {
            throw new CallLogUnavailable(new IllegalStateException("quotes 29123456"));
        };
        assertThat(drain()).isEqualTo("v2|stored|0|3|end");
        assertThat(asterisk.astDb).isEqualTo(before);
        assertThat(router.observed.spooled).containsExactly(2);
        assertThat(router.observed.refusals).isEmpty();
        assertThat(logs.at(Level.WARN)).hasSize(1);
        assertThat(logs.everything()).doesNotContain("29123456");

        router.callLog = working;
        assertThat(drain()).isEqualTo("v2|stored|2|0|end");
        assertThat(asterisk.astDb).isEmpty();
    }

    @Test
    void whatCannotBeReadIsDeletedSaidAndCountedAndHoldsNothingUp() {
        asterisk.astDb.put(OUTCOME + call(1), "v1|29123456|nonsense|end");
        asterisk.astDb.put(OUTCOME + "29123456", ENDED);
        asterisk.astDb.put(OUTCOME + "${SHELL(true)}", OPEN);
        asterisk.astDb.put(OUTCOME + call(2), ENDED);
        asterisk.astDb.put(ATTEMPT + call(2) + "_3_1795424402", "29123456");
        asterisk.astDb.put(ATTEMPT + "29123456", TAKEN);
        assertThat(drain()).isEqualTo("v2|stored|1|0|end");
        assertThat(asterisk.astDb).isEmpty();
        assertThat(calls).containsOnlyKeys(UUID.fromString(call(2)));
        assertThat(router.observed.discarded).containsExactly(5);
        assertThat(logs.at(Level.WARN)).hasSize(5);
        assertThat(logs.everything())
                .doesNotContain("29123456")
                .doesNotContain("SHELL")
                .as("what leads from a line of the log to a record")
                .doesNotContain(call(1));
        assertThat(asterisk.commands).noneMatch(command -> command.contains("GROUP_COUNT"));
    }

    @Test
    void whatCannotBeReadIsDeletedEvenWhenNothingCanBeStored() {
        asterisk.astDb.put(OUTCOME + call(1), "nonsense");
        router.callLog = (records, tried) -> {
            throw new CallLogUnavailable(new IllegalStateException());
        };
        drain();
        assertThat(asterisk.astDb).isEmpty();
    }

    @Test
    void aLongSpoolIsDrainedInBatchesOf500() {
        for (var number = 0; number < 1_200; number++) {
            asterisk.astDb.put(OUTCOME + call(number), ENDED);
            asterisk.astDb.put(ATTEMPT + call(number) + "_3_1795424402", TAKEN);
        }
        assertThat(drain()).isEqualTo("v2|stored|500|700|end");
        assertThat(attempts).hasSize(500);
        assertThat(drain()).isEqualTo("v2|stored|500|200|end");
        assertThat(drain()).isEqualTo("v2|stored|200|0|end");
        assertThat(router.observed.spooled).containsExactly(700, 200, 0);
        assertThat(asterisk.astDb).isEmpty();
        assertThat(calls).hasSize(1_200);
        assertThat(attempts).hasSize(1_200);
    }

    /// Wherever it is cut, nothing is lost and nothing is stored twice.
    @Test
    void aDrainThatIsCutIsDoneAgain() {
        for (var cut = 1; cut <= 12; cut++) {
            asterisk.astDb.clear();
            calls.clear();
            asterisk.astDb.put(OUTCOME + call(1), ENDED);
            asterisk.astDb.put(OUTCOME + call(2), OPEN);
            asterisk.astDb.put(ATTEMPT + call(1) + "_3_1795424402", TAKEN);
            asterisk.dyingAt(cut);
            drain();
            asterisk.livingOn();
            drain();
            assertThat(calls).as("cut at command " + cut).hasSize(2);
            assertThat(asterisk.astDb).isEmpty();
        }
    }

    @Test
    void anythingElseThatStoringThrowsIsAFaultAndDeletesNothing() throws Exception {
        asterisk.astDb.put(OUTCOME + call(1), ENDED);
        router.callLog = (records, tried) -> {
            throw new IllegalStateException("quotes " + records);
        };
        assertThat(drain()).isNull();
        router.observed.assertRefused(Refusal.FAULT);
        assertThat(asterisk.astDb).hasSize(1);
        assertThat(logs.everything()).doesNotContain("25723222");
    }

    @Test
    void aPauseThatWaitedIsEnteredWithItsInstantsAndThenDeleted() {
        asterisk.astDb.put("helpline/pause/4", "v1|1795424400|1795426200|end");
        drain();
        assertThat(pauses)
                .containsExactly(new Pause(
                        new ConsultantId(4),
                        Instant.ofEpochSecond(1_795_424_400L),
                        Instant.ofEpochSecond(1_795_426_200L)));
        assertThat(asterisk.astDb).isEmpty();
        assertThat(router.observed.discarded).isEmpty();
    }

    @Test
    void aPauseWaitsOnWhileTheDatabaseIsNotThereAndHoldsNoCallUp() {
        asterisk.astDb.put("helpline/pause/4", "v1|1795424400|1795426200|end");
        asterisk.astDb.put(OUTCOME + call(1), ENDED);
        router.pauses = (pause, at) -> {
            throw new PauseStoreUnavailable(new IllegalStateException());
        };
        assertThat(drain()).isEqualTo("v2|stored|1|1|end");
        assertThat(asterisk.astDb).containsOnlyKeys("helpline/pause/4");
    }

    @Test
    void aPauseOfNobodyOrThatCannotBeReadIsDeletedAndCounted() {
        asterisk.astDb.put("helpline/pause/4", "nonsense");
        asterisk.astDb.put("helpline/pause/5", "v1|1795424400|1795426200|end");
        router.pauses = (pause, at) -> false;
        drain();
        assertThat(asterisk.astDb).isEmpty();
        assertThat(router.observed.discarded).containsExactly(1, 1);
    }

    /// Somebody asks for another one while the first is being entered.
    @Test
    void aPauseThatIsReplacedMeanwhileIsNotDeleted() {
        asterisk.astDb.put("helpline/pause/4", "v1|1795424400|1795426200|end");
        router.pauses = (pause, at) -> {
            asterisk.astDb.put("helpline/pause/4", "v1|1795424410|1795426210|end");
            return true;
        };
        drain();
        assertThat(asterisk.astDb).containsEntry("helpline/pause/4", "v1|1795424410|1795426210|end");
    }

    @Nullable
    private String drain() {
        return asterisk.ask(router.port(), "outcome");
    }

    private static String call(int number) {
        return new UUID(0x6f1c2c3e_0a7b_4d2eL, 0x9c55_0000_0000_0000L + number).toString();
    }
}
