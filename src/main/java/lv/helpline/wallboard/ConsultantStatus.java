package lv.helpline.wallboard;

import java.time.Instant;
import lv.helpline.roster.Consultant;

/// Somebody who is on duty for a line, or has one of its calls.
///
/// @param onDuty false for whoever was reached by an overflow, or whose duty has ended
public record ConsultantStatus(Consultant consultant, boolean onDuty, Doing doing) {

    /// What they do, in the order in which it wins.
    public sealed interface Doing {

        /// @param line the number that was dialled
        record Talking(String line, Instant since) implements Doing {}

        /// @param line the number that was dialled
        record Ringing(String line, Instant since) implements Doing {}

        /// Their phone has not answered a test call: it is not rung.
        record Unverified() implements Doing {}

        record Paused(Instant until) implements Doing {}

        /// A call of theirs has just ended: they are rung after the others.
        record WrappingUp(Instant until) implements Doing {}

        record Free() implements Doing {}
    }

    /// Now or as soon as their call is over.
    boolean wouldBeRung() {
        return onDuty && !(doing instanceof Doing.Unverified) && !(doing instanceof Doing.Paused);
    }
}
