package lv.helpline.statistics;

import java.util.Locale;

/// What came of ringing a consultant, as their load is counted: the view `consultant_look` says which results are what.
public enum RingOutcomeGroup {
    /// Took the call.
    TAKEN,
    /// Let it go on to a colleague: pressed so, rejected it, or hung up.
    PASSED,
    /// Had the chance and did not take it. The only one that counts as missed.
    MISSED,
    /// The phone was engaged.
    ENGAGED,
    /// The phone, the trunk, the network or its number in the database is wrong: not the consultant's doing.
    FAULT,
    /// A colleague was quicker, or the caller left.
    NEEDLESS;

    /// As it is written in files and messages, such as `taken`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
