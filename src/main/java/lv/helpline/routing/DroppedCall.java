package lv.helpline.routing;

import java.time.Duration;
import lv.helpline.duty.ConsultantId;

/// An answered call that ended on the caller's side. It may have been cut off: so whoever calls the line soon after it
/// is put through to the same consultant first, and nothing of the caller is needed for that.
///
/// @param ago how long ago it ended
public record DroppedCall(ConsultantId consultant, Duration ago) {

    /// How long it counts.
    public static final Duration COUNTS_FOR = Duration.ofMinutes(2);

    boolean counts() {
        return ago.compareTo(COUNTS_FOR) < 0;
    }
}
