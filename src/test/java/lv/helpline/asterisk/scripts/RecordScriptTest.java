package lv.helpline.asterisk.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ServerSocketFactory;
import lv.helpline.asterisk.fastagi.AgiServer;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.asterisk.fastagi.Observed;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.routing.CallPathObserver.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordScriptTest {

    private static final ConsultantId ANNA = new ConsultantId(1);
    private static final Instant NOW = RosterBuilder.tuesday("10:00");
    private final DutyInMemory duty = new DutyInMemory(RosterBuilder.of());
    private final Observed observed = new Observed();
    private final FakeAsterisk asterisk = new FakeAsterisk();
    private final AgiServer server = new AgiServer(
            Given.limits().properties(),
            Map.of(DialplanNames.RECORD, new RecordScript(duty.line(), Clock.fixed(NOW, Roster.ZONE))),
            observed,
            ServerSocketFactory.getDefault(),
            List::of);

    @BeforeEach
    void anna_is_asked() {
        server.start();
        duty.takes.ask(ANNA, NOW.minus(Duration.ofHours(23)));
        asterisk.context = DialplanNames.RECORD_CONTEXT;
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void after_a_tone_what_is_spoken_goes_into_a_file_that_nobody_guesses() {
        assertThat(ask("1")).isEqualTo("v2|spoken|3e240345-8b4a-4bf8-87aa-de9bc06f0cea|end");
        assertThat(asterisk.commands)
                .startsWith("EXEC \"StopMusicOnHold\" \"\"", "EXEC \"PlayTones\" \"record\"")
                .contains("RECORD FILE \"/spool/3e240345-8b4a-4bf8-87aa-de9bc06f0cea\" \"wav\" \"#\" 29000 0 s=5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        200 result=35 (dtmf) endpos=1599        | unheard
        200 result=35 (dtmf) endpos=1600        | spoken
        200 result=0 (timeout) endpos=8160      | unheard
        200 result=0 (timeout) endpos=12000     | spoken
        200 result=0 (timeout) endpos=0         | unheard
        200 result=-1 (writefile)               | failed
        200 result=-1 (waitfor) endpos=8000     | failed
        """)
    void what_came_is_told_by_how_it_ended(String reply, String came) {
        asterisk.recorded = reply;
        assertThat(ask("1")).startsWith("v2|" + came + "|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub-ask-router", "helpline-duty-line", "helpline-call", "helpline-waiting", "record", ""})
    void nothing_is_recorded_anywhere_else_in_the_dialplan(String context) throws InterruptedException {
        asterisk.context = context;
        assertThat(ask("1")).isNull();
        observed.assertRefused(Refusal.FAULT);
        assertThat(asterisk.commands).isEmpty();
    }

    @Test
    void nothing_is_recorded_of_whom_nobody_has_asked() throws InterruptedException {
        for (var who : new String[] {"2", "x", ""}) {
            assertThat(ask(who)).isNull();
            observed.assertRefused(Refusal.FAULT);
        }
        duty.takes.ask(ANNA, NOW.minus(Duration.ofDays(1)));
        assertThat(ask("1")).as("a day later").isNull();
        assertThat(asterisk.commands).isEmpty();
    }

    private @Nullable String ask(String who) {
        return asterisk.ask(server.port(), DialplanNames.RECORD, who, "/spool");
    }
}
