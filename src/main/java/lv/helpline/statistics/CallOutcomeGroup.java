package lv.helpline.statistics;

import java.util.List;
import java.util.Locale;
import lv.helpline.calllog.Outcome;

/// How a call ended, as it is counted.
public enum CallOutcomeGroup {
    /// A consultant took it.
    ANSWERED,
    /// The line was open, and the caller hung up before anybody took it, in the menu or later.
    ABANDONED,
    /// The line was open, nobody could be reached, and the caller was told so.
    UNREACHED,
    /// The line was closed and the caller was told so.
    CLOSED,
    /// Asterisk died during the call, so that nobody knows.
    UNKNOWN,
    /// The number was no line of ours. Counted, but no call of the helpline.
    NO_LINE;

    /// What every table has a column for.
    public static final List<CallOutcomeGroup> TOLD = List.of(ANSWERED, ABANDONED, UNREACHED, CLOSED);

    public static CallOutcomeGroup of(Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> ANSWERED;
            case ABANDONED -> ABANDONED;
            case UNANSWERED, NOBODY -> UNREACHED;
            case CLOSED -> CLOSED;
            case UNKNOWN -> UNKNOWN;
            case UNKNOWN_LINE -> NO_LINE;
        };
    }

    /// As it is written in tables, files and messages, such as `no-line`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
