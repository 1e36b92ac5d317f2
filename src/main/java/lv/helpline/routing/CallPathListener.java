package lv.helpline.routing;

/// The door at which Asterisk asks, as whoever watches over it sees it.
@FunctionalInterface
public interface CallPathListener {

    /// Whether requests are being accepted now: false before the start, from the first moment of a stop, and when the
    /// acceptor has died.
    boolean listening();
}
