package lv.helpline.routing;

import java.util.Locale;

/// The named rules of a decision, in the order in which they are tried. The name is the same in the code, the
/// simulator, the log, the record of a call and the documentation.
///
/// The comment of each has two paragraphs, when it applies and what happens then: `README.md` beside this file is
/// made of them.
public enum Rule {
    /// The number that was dialled is none of ours.
    ///
    /// The caller hears an apology and the number of the general line.
    UNKNOWN_LINE,
    /// The line has several languages, and the caller has not been asked yet.
    ///
    /// The menu is the greeting: a key chooses the language, and without a key it is the line's first one.
    LANGUAGE_MENU,
    /// The line offers a wish, and for this caller, who has not been asked yet, it would change who rings when.
    ///
    /// The caller is told of the wish's key. Without it, and with any other, the phones ring as ever.
    WISH_MENU,
    /// A dated closure of this line, or of all lines, is in force.
    ///
    /// The line is closed: the caller hears so, with the closure's own message if it has one.
    DATED_CLOSURE,
    /// A dated opening is in force.
    ///
    /// The line is open, whatever hours and holidays say.
    SPECIAL_OPENING,
    /// It is a public holiday by law; transferred days count too.
    ///
    /// The line is closed.
    PUBLIC_HOLIDAY,
    /// It is within the line's weekly hours.
    ///
    /// The line is open.
    OPENING_HOURS,
    /// It is not within the line's weekly hours.
    ///
    /// The line is closed.
    OUTSIDE_HOURS,
    /// The line is closed, but another line is open and has somebody to ring.
    ///
    /// The caller is offered that line, by key 1.
    OTHER_LINE_OPEN,
    /// The line is closed, and no other line is open that has somebody to ring.
    ///
    /// The first open entry of the list of outside help is read to the caller.
    OUTSIDE_HELP,
    /// A consultant's call on this line ended on the caller's side less than 120 s ago, and may have
    /// broken off.
    ///
    /// That consultant is rung at once: alone at first if the network says that it lost the caller, else
    /// together with the first of the others.
    DROPPED_CALL,
    /// Consultants are on duty for the line or its region, and speak the caller's language.
    ///
    /// They are rung.
    ON_DUTY,
    /// The consultant's number is not verified yet by a code in a test call, so it may be a stranger's.
    ///
    /// They are left out.
    UNVERIFIED,
    /// A consultant pauses.
    ///
    /// They are left out.
    PAUSED,
    /// A call of the consultant's has just ended.
    ///
    /// They are put last in their group.
    WRAP_UP,
    /// A consultant has missed three calls in a row.
    ///
    /// They are put last in their group, after whoever is in wrap-up. Nobody is left out for it: they are
    /// told by mail and first thing on the duty line, and the page *Now* shows them, until they answer.
    MISSED_THREE,
    /// The caller has a wish that the line offers, and a consultant fulfils it.
    ///
    /// They are rung before those of their group who are as rested as they are. Nobody is left out for it, and it
    /// is not in the record: it is about the caller.
    WISH,
    /// Relaxed: consultants are on duty for the line or its region, whatever language they speak.
    ///
    /// They are rung after these.
    ANY_LANGUAGE,
    /// Relaxed: consultants are on duty for Rīga, and speak the caller's language.
    ///
    /// They are rung after these.
    OVERFLOW_TO_RIGA,
    /// Relaxed: consultants are on duty anywhere and marked as taking overflow, whatever language they speak.
    ///
    /// They are rung after these.
    OVERFLOW_TO_ANYONE,
    /// The call came before closing time, or before the end of a duty.
    ///
    /// It may still be taken, for 15 min unless the line says otherwise; whoever was on duty then is rung last.
    GRACE,
    /// The line's strategy is all at once.
    ///
    /// All phones of a group ring together.
    ALL_AT_ONCE,
    /// The line's strategy is one by one.
    ///
    /// One phone of a group rings after the other, beginning with whoever has been idle longest.
    ONE_BY_ONE,
    /// The line's strategy is waves.
    ///
    /// The phones of a group ring a few at a time, beginning with whoever has been idle longest.
    WAVES,
    /// The line is open, and there is nobody to ring.
    ///
    /// The caller is told so, and may wait.
    NOBODY;

    /// Whether the record of a call and the log may name it. What is about the caller they may not.
    public boolean isRecorded() {
        return this != WISH;
    }

    /// The rule's public name: lower-case words joined by hyphens, such as `on-duty`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
