package lv.helpline.statistics;

import java.util.Locale;
import lv.helpline.calllog.Attempt;

/// What came of ringing a consultant, as their load is counted.
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

    static RingOutcomeGroup of(Attempt.Result result) {
        return switch (result) {
            case TAKEN -> TAKEN;
            case PASSED, REJECTED -> PASSED;
            case NO_ANSWER, SILENT -> MISSED;
            case BUSY -> ENGAGED;
            case UNREACHABLE, NOT_ALLOWED, TRUNK_FAULT -> FAULT;
            case CANCELLED -> NEEDLESS;
        };
    }

    /// As it is written in files and messages, such as `taken`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
