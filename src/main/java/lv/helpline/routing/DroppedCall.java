package lv.helpline.routing;

import java.time.Duration;
import lv.helpline.roster.ConsultantId;

/// An answered call that ended on the caller's side. It may have been cut off: so whoever calls the line soon after it
/// is put through to the same consultant at once, and nothing of the caller is needed for that. Most callers have just
/// hung up, though, and whoever calls next is somebody else; so only if the call is known to have been lost does the
/// consultant ring alone at first, else together with whoever is rung first.
///
/// @param ago  how long ago it ended
/// @param lost whether the network said that it lost the caller, or we missed them
public record DroppedCall(ConsultantId consultant, Duration ago, boolean lost) {

    /// How long it counts.
    public static final Duration COUNTS_FOR = Duration.ofMinutes(2);

    boolean counts() {
        return ago.compareTo(COUNTS_FOR) < 0;
    }
}
