package lv.helpline.wallboard;

/// What is known of the calls that go on.
///
/// @param link  whether anything is told at all
/// @param calls [Calls#UNKNOWN] unless the link is there
public record LiveCalls(Link link, Calls calls) {

    public static final LiveCalls OFF = new LiveCalls(Link.OFF, Calls.UNKNOWN);

    public static final LiveCalls LOST = new LiveCalls(Link.LOST, Calls.UNKNOWN);

    public enum Link {
        /// Nobody has said from where; calls go on without.
        OFF,
        /// Asterisk cannot be reached now, or does not let us in.
        LOST,
        /// Asterisk tells.
        THERE
    }

    /// Whether every call that goes on is known.
    public boolean isWhole() {
        return link == Link.THERE && calls.whole();
    }
}
