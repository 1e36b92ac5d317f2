package lv.helpline.duty;

import java.time.Instant;
import java.util.Optional;

/// Whether a line is open at an instant, and why.
///
/// @param open   whether callers are put through
/// @param cause  what decided it
/// @param until  when that changes; empty when nothing in the coming year changes it
/// @param opensAt when the line opens next, for a closed line; empty when it does not within a year
public record Opening(boolean open, Cause cause, Optional<Instant> until, Optional<Instant> opensAt) {

    /// In the order in which they win.
    public enum Cause {
        DATED_CLOSURE,
        SPECIAL_OPENING,
        PUBLIC_HOLIDAY,
        OPENING_HOURS,
        OUTSIDE_HOURS
    }
}
