package lv.helpline.telephony;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import lv.helpline.audit.Author;
import lv.helpline.lab.SipPeer;
import lv.helpline.roster.ConsultantId;
import lv.helpline.staff.Pins;
import org.junit.jupiter.api.BeforeEach;

/// What tests of the duty line share: its number, and Gints, who has a PIN.
abstract class OnTheDutyLine extends Telephony {

    static final String DUTY_LINE = "25550100";
    static final ConsultantId GINTS = new ConsultantId(8);

    /// At most so long the duty line waits for a key, and is heard again.
    static final Duration ASKED_AGAIN = Duration.ofSeconds(3);

    private final Set<SipPeer> consultants = new HashSet<>();

    String pin = "";

    @BeforeEach
    void giveGintsAPin() throws Exception {
        lab.asterisk().global("DUTY_NUMBER", DUTY_LINE);
        pin = pinOf(GINTS);
    }

    @Override
    boolean expected(String complaint) {
        return complaint.contains("res_agi.c");
    }

    @Override
    Duration promised(SipPeer caller) {
        return consultants.contains(caller) ? ASKED_AGAIN : Silence.PROMISED;
    }

    String pinOf(ConsultantId consultant) {
        return lab.routers()
                .bean(Pins.class)
                .renew(consultant, Author.router(lab.clock().instant()))
                .orElseThrow();
    }

    SipPeer call() throws IOException, InterruptedException {
        var phone = lab.peers().call("+371" + DUTY_LINE);
        consultants.add(phone);
        return phone;
    }

    SipPeer enter(String number, String pin) throws Exception {
        var phone = call();
        awaitBegun(phone, "lv/duty-id");
        type(phone, number + "#", pin);
        return phone;
    }

    /// The prompts may be cut by the keys.
    static void type(SipPeer phone, String number, String pin) {
        press(phone, number);
        awaitBegun(phone, "lv/duty-pin");
        press(phone, pin);
    }

    static void press(SipPeer phone, String keys) {
        keys.chars().forEach(key -> phone.media().press((char) key));
    }
}
