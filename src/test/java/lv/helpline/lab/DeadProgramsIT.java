package lv.helpline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A program of the lab's that dies fails a test at once and with its own last words, not after a time-out.
class DeadProgramsIT {

    private static final Duration LONG = Duration.ofDays(1);

    private final Lab lab = Lab.shared();

    @BeforeEach
    void reset() throws Exception {
        lab.reset();
    }

    @AfterEach
    void hangUp() throws Exception {
        lab.hangUpEverything();
    }

    @Test
    void a_dead_phone_fails_whoever_waits_for_it_and_for_others() throws Exception {
        var laura = lab.peers().ringingOut("laura");
        var anna = lab.peers().ringingOut("anna");
        laura.process().destroyForcibly();
        for (var phone : new SipPeer[] {laura, anna}) {
            assertThatThrownBy(() -> phone.await("INVITE", LONG))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("has not observed INVITE but [], and cannot any more")
                    .hasMessageContaining("SIPp ended with exit code 137");
        }
    }

    @Test
    void a_caller_whose_call_is_over_observes_nothing_more() throws Exception {
        var caller = lab.peers().call("+37125723222");
        caller.await("180 INVITE", LONG);
        caller.hangUp();
        assertThatThrownBy(() -> caller.await("183 INVITE", LONG))
                .hasMessageContaining("cannot any more: its calls are over");
    }

    @Test
    void an_Asterisk_that_does_not_like_its_configuration_is_not_left_running() throws Exception {
        var home = lab.home().resolve("disliked");
        try (var asterisk = new Asterisk(home, _ -> {})) {
            assertThatThrownBy(() -> asterisk.start(
                            lab.exchange(), lab.secondTrunk(), Map.of("match", "10.0.0.1/99"), List.of()))
                    .hasMessageContaining("does not like its configuration");
            assertThat(ProcessHandle.current()
                            .children()
                            .filter(each -> each.info().commandLine().orElse("").contains(home.toString())))
                    .isEmpty();
        }
    }

    @Test
    void a_phone_that_cannot_start_says_why() throws Exception {
        try (var phone = new SipPeer(lab.exchange(), "phone-1", lab.home().resolve("sipp"))) {
            assertThatThrownBy(() -> phone.startPhone("<no scenario>", _ -> {}))
                    .isInstanceOf(SipPeer.NotStarted.class)
                    .hasMessageStartingWith("phone-1 did not start: SIPp ended with exit code ");
        }
    }
}
