package lv.helpline.demo;

import java.util.List;
import lv.helpline.lab.SipMessage;
import lv.helpline.lab.SipPeer;

/// One ringing of one consultant's phone.
///
/// @param name   the consultant's
/// @param phone  which has had other calls
/// @param dialog the messages of this ringing, in order
record Leg(String name, SipPeer phone, List<SipMessage> dialog) {

    /// Whether it rang with that number as its caller's.
    boolean isFor(String number) {
        return dialog.getFirst().header("From").orElse("").contains(number);
    }

    long from() {
        return dialog.getFirst().nanos();
    }

    boolean isOver() {
        return dialog.stream().anyMatch(message -> message.kind().matches("200 BYE|[3-6].. INVITE"));
    }

    /// Whether it was rung or in the call at that time.
    boolean lasts(long nanos) {
        return from() <= nanos && (!isOver() || nanos <= dialog.getLast().nanos());
    }
}
