package lv.helpline.routing;

import java.util.Locale;

/// The named rules of a decision, in the order in which they are tried. The name is the same in the code, the
/// simulator, the log, the record of a call and the documentation.
public enum Rule {
    /// The number dialled is no line of ours: an apology and the general number.
    UNKNOWN_LINE,
    /// The line has several languages and the caller was not asked yet: the menu is the greeting.
    LANGUAGE_MENU,
    /// An unplanned closure of this line, or of all of them, is in force.
    DATED_CLOSURE,
    /// A dated opening is in force, whatever hours and holidays say.
    SPECIAL_OPENING,
    /// A public holiday, by rule, transferred days included.
    PUBLIC_HOLIDAY,
    /// Within the line's weekly hours.
    OPENING_HOURS,
    /// Not within the line's weekly hours.
    OUTSIDE_HOURS,
    /// Another line is open now and is offered.
    OTHER_LINE_OPEN,
    /// No other line is open, but an entry of the list of outside help is, and its number is told.
    OUTSIDE_HELP,
    /// Rung at once: a call of theirs on this line ended on the caller's side a moment ago, and may have been cut off.
    /// Alone at first if it is known to have been lost, else together with the first of the others.
    DROPPED_CALL,
    /// On duty for the line or its region, speaking the caller's language.
    ON_DUTY,
    /// Left out: paused.
    PAUSED,
    /// Left out: their phone has not answered a test call yet, so it may be a stranger's.
    UNPROVED,
    /// Put last in their group: still in peace after a call.
    WRAP_UP,
    /// Put last in their group, after whoever is in wrap-up: they have missed three calls in a row.
    MISSED_THREE,
    /// Relaxed: on duty for the line or its region, whatever language.
    ANY_LANGUAGE,
    /// Relaxed: on duty for Rīga, speaking the caller's language.
    OVERFLOW_TO_RIGA,
    /// Relaxed: anybody on duty anywhere who may take overflow.
    OVERFLOW_TO_ANYONE,
    /// The call came before closing time, or before the end of a duty, and may still be taken.
    GRACE,
    /// The line rings all phones of a group together.
    ALL_AT_ONCE,
    /// The line rings one phone after the other, longest since the last call first.
    ONE_BY_ONE,
    /// The line rings in waves, longest since the last call first.
    WAVES,
    /// There is nobody to ring.
    NOBODY;

    /// The rule's public name: lower-case words joined by hyphens, such as `on-duty`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
