package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import lv.helpline.lab.ManagerTap;
import lv.helpline.lab.Tools;
import org.junit.jupiter.api.Test;

/// Whoever looks at calls through the manager interface can do nothing there.
class ManagerInterfaceIT extends Telephony {

    @Test
    void who_looks_at_calls_may_give_no_command_and_place_no_call() throws Exception {
        try (var tap = new ManagerTap(lab.asterisk())) {
            tap.say("Action: Command", "ActionID: 1", "Command: core show channels");
            tap.say(
                    "Action: Originate",
                    "ActionID: 2",
                    "Channel: Local/refresh@helpline-jobs",
                    "Application: Wait",
                    "Data: 1");
            tap.say("Action: Setvar", "ActionID: 3", "Variable: LAST_RESORT", "Value: 37120000009");
            tap.say("Action: Ping", "ActionID: 4");
            tap.await("ActionID: 4", SOON);
            assertThat(tap.text()).contains("Ping: Pong");
            for (var action = 1; action <= 3; action++) {
                assertThat(tap.text().replace("\r", ""))
                        .contains("Response: Error\nActionID: %d\nMessage: Permission denied".formatted(action));
            }
        }
    }

    @Test
    void asterisk_reads_the_configuration_of_an_installation_unchanged() {
        assertThat(lab.asterisk().home().resolve("etc/manager-of-the-product.conf"))
                .hasSameBinaryContentAs(Tools.project().resolve("asterisk-config/manager.conf"));
        assertThat(lab.asterisk().home().resolve("etc/rtp.conf"))
                .hasSameBinaryContentAs(Tools.project().resolve("asterisk-config/rtp.conf"));
    }
}
