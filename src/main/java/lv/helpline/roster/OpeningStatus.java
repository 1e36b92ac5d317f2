package lv.helpline.roster;

import java.time.Instant;
import java.util.Optional;

/// Whether a line is open at an instant, and why.
///
/// @param cause what decided it
/// @param until when it opens, for a closed line, or closes, for an open one; adjacent spans are one, and a change of
///              the cause alone is none; empty when that does not come within a year
public record OpeningStatus(Cause cause, Optional<Instant> until) {

    /// Whether callers are put through.
    public boolean open() {
        return cause.opens();
    }

    /// When a closed line opens next; empty for an open line, and when it does not within a year.
    public Optional<Instant> opensAt() {
        return open() ? Optional.empty() : until;
    }

    /// In the order in which they win.
    public enum Cause {
        /// A dated closure of this line, or of all of them, is in force.
        DATED_CLOSURE,
        /// A dated opening is in force, whatever hours and holidays say.
        SPECIAL_OPENING,
        /// The calendar date is a public holiday, from midnight to midnight in Riga. It cuts a weekly span that
        /// crosses one of these midnights.
        PUBLIC_HOLIDAY,
        /// Within a weekly span. One that crosses midnight belongs to the day on which it starts.
        OPENING_HOURS,
        /// None of these.
        OUTSIDE_HOURS;

        /// Whether it opens the line; the others close it.
        public boolean opens() {
            return this == SPECIAL_OPENING || this == OPENING_HOURS;
        }
    }
}
