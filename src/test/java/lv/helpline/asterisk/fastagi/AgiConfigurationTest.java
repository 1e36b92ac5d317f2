package lv.helpline.asterisk.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lv.helpline.asterisk.scripts.AgiConfiguration;
import lv.helpline.asterisk.scripts.DutyInMemory;
import lv.helpline.asterisk.scripts.FakeAsterisk;
import lv.helpline.asterisk.scripts.Given;
import lv.helpline.asterisk.scripts.RunningScripts;
import lv.helpline.calllog.CallLog;
import lv.helpline.calllog.PartnerCalls;
import lv.helpline.callout.CalloutDispatcher;
import lv.helpline.callout.TestCalls;
import lv.helpline.lines.Interpreters;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.routing.CallIntake;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.routing.FallbackCopy;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.selfservice.DutyLine;
import lv.helpline.selfservice.PauseStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AgiConfigurationTest {

    private final Observed observed = new Observed();
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(AgiConfiguration.class)
            .withBean(CallPathObserver.class, () -> observed)
            .withBean(SnapshotSource.class, () -> Optional::empty)
            .withBean(CalloutDispatcher.class, () -> mock(CalloutDispatcher.class))
            .withBean(TestCalls.class, () -> mock(TestCalls.class))
            .withBean(CallLog.class, () -> (calls, attempts) -> {})
            .withBean(PartnerCalls.class, () -> counts -> {})
            .withBean(PauseStore.class, () -> (pause, at) -> true)
            .withBean(DutyLine.class, () -> new DutyInMemory(RosterBuilder.of()).line())
            .withBean(Interpreters.class, () -> mock(Interpreters.class))
            .withBean(FallbackCopy.class, RunningScripts.Copy::new)
            .withBean(Clock.class, Clock::systemUTC)
            .withPropertyValues("helpline.agi.secret=" + Given.SECRET);

    @Test
    void theServerListensAsSoonAsTheContextIsUpAndKnowsTheScripts() {
        context.withPropertyValues("helpline.agi.port=0").run(running -> {
            assertThat(running.getBean(CallIntake.class).isListening()).isTrue();
            var port = running.getBean(AgiServer.class).port();
            var asterisk = new FakeAsterisk();
            assertThat(asterisk.ask(port, "outcome")).isEqualTo("v2|stored|0|0|end");
            assertThat(asterisk.ask(port, "pause", "4", "30")).isEqualTo("v2|paused|end");
            assertThat(asterisk.ask(port, "duty", "knock", "4")).isEqualTo("v2|wait|0|end");
            for (var script : new String[] {"route", "refresh", "people", "record"}) {
                assertThat(asterisk.ask(port, script)).isNull();
                observed.assertRefused(Refusal.FAULT);
            }
        });
    }

    @Test
    void withoutPropertiesItIsBoundToLoopback() {
        context.withPropertyValues("helpline.agi.port=0")
                .run(running -> assertThat(running.getBean(AgiProperties.class))
                        .isEqualTo(new AgiProperties(
                                InetAddress.ofLiteral("127.0.0.1"),
                                0,
                                List.of(AddressRange.valueOf("127.0.0.0/8"), AddressRange.valueOf("::1/128")),
                                200,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10),
                                Given.SECRET,
                                "")));
    }

    @Test
    void itsSecretsAreNotPrinted() {
        assertThat(Given.limits().properties().toString()).doesNotContain(Given.SECRET, Given.SECRET_BEFORE);
    }

    @ParameterizedTest
    @CsvSource({
        "port=65536, helpline.agi.port: 0 to 65535 is needed",
        "port=-1, helpline.agi.port: 0 to 65535 is needed",
        "allow=, helpline.agi.allow: at least one address range is needed",
        "allow=127.0.0.1/8, bits are set beyond its prefix of 8",
        "connections=0, helpline.agi.connections: 1 to 10000 is needed",
        "handshake-deadline=0s, helpline.agi.handshake-deadline: 10ms to 1m is needed",
        "command-deadline=2m, helpline.agi.command-deadline: 10ms to 1m is needed",
        "secret=, helpline.agi.secret: 32 to 128 letters and digits are needed",
        "secret=CHANGE-ME, helpline.agi.secret: 32 to 128 letters and digits are needed",
        "secret-before=short, helpline.agi.secret-before: 32 to 128 letters and digits are needed",
        "drain=-1s, helpline.agi.drain: 0s to 5m is needed"
    })
    void aWrongPropertyIsNamed(String property, String said) {
        context.withPropertyValues("helpline.agi." + property)
                .run(failed -> assertThat(failed).getFailure().rootCause().hasMessageContaining(said));
    }
}
