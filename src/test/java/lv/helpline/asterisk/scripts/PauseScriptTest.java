package lv.helpline.asterisk.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Pause;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.selfservice.PauseStore.PauseStoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PauseScriptTest {

    private final RunningScripts router = new RunningScripts("2026-11-24T10:00", Given.snapshot("a"));
    private final FakeAsterisk asterisk = new FakeAsterisk();
    private final List<Pause> entered = new ArrayList<>();
    private final Logs logs = new Logs();

    @AfterEach
    void stop() {
        router.close();
        logs.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 480})
    void aPauseBeginsNowAndIsConfirmedWhenItIsInTheDatabase(int minutes) {
        router.pauses = (pause, at) -> {
            assertThat(at).isEqualTo(router.now);
            return entered.add(pause);
        };
        assertThat(asterisk.ask(router.port(), "pause", "4", "" + minutes)).isEqualTo("v2|paused|end");
        assertThat(entered)
                .containsExactly(
                        new Pause(new ConsultantId(4), router.now, router.now.plus(Duration.ofMinutes(minutes))));
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "4, 481", "4, -1", "4, 1.5", "4, ''", "0, 30", "29123456, 30", "'', 30"})
    void whatIsNoPauseIsRefused(String consultant, String minutes) throws Exception {
        router.pauses = (pause, at) -> entered.add(pause);
        assertThat(asterisk.ask(router.port(), "pause", consultant, minutes)).isNull();
        router.observed.assertRefused(Refusal.FAULT);
        assertThat(entered).isEmpty();
        assertThat(logs.everything()).doesNotContain("29123456");
    }

    /// A router that stood still reads the question when Asterisk has given up and kept the pause for later.
    @Test
    void whoHasLeftEntersNothing() {
        router.pauses = (pause, at) -> entered.add(pause);
        assertThat(asterisk.dyingAt(1).ask(router.port(), "pause", "4", "30")).isNull();
        router.close();
        assertThat(entered).isEmpty();
    }

    @Test
    void withoutTheDatabaseOrForSomebodyWhoIsNotInTheRosterItIsNotConfirmed() {
        assertThat(asterisk.ask(router.port(), "pause", "4", "30")).isNull();
        router.pauses = (pause, at) -> {
            throw new PauseStoreUnavailable(new IllegalStateException());
        };
        assertThat(asterisk.ask(router.port(), "pause", "4", "30")).isNull();
        assertThat(logs.at(Level.WARN)).hasSize(2);
        assertThat(router.observed.refusals).isEmpty();
    }
}
