package lv.helpline.callout;

import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.WhichPhone;

/// What people are phoned about.
public sealed interface CalloutReason {

    /// Something is amiss; the coordinator is phoned.
    ///
    /// @param line  empty when it is of no line
    /// @param phone whose test call failed
    /// @param span  for how long whoever takes it over is on duty for the line; empty for nothing to be on duty for
    record Alert(Kind kind, Optional<LineId> line, Optional<ConsultantId> phone, Optional<LocalSpan> span)
            implements CalloutReason {

        public Alert {
            if (span.isPresent() && line.isEmpty()) {
                throw new IllegalArgumentException("alert: a span is of a line");
            }
        }
    }

    /// A coverage gap; those who could cover it are phoned one after the other.
    ///
    /// @param coverage a line or a region
    record SeekCover(DutyScope coverage, LocalSpan span) implements CalloutReason {

        /// Whether both are about one gap. One that has begun is cut at its start, so it is known by what is left.
        public boolean isOfTheGapOf(SeekCover other) {
            return coverage.equals(other.coverage) && span.overlaps(other.span);
        }
    }

    /// A phone that has to prove itself.
    record Test(ConsultantId consultant, WhichPhone phone) implements CalloutReason {}

    /// What is amiss.
    enum Kind {
        /// A line is open and there is nobody who would be rung.
        LINE_EMPTY,
        /// It will be so within an hour.
        LINE_EMPTY_SOON,
        /// Three calls of a line within 15 minutes reached nobody.
        CALLS_UNANSWERED,
        /// Asterisk chose by its own copy of the roster, or by none.
        FALLBACK_RANG,
        /// A phone did not answer its test call, or nobody there pressed 1.
        TEST_FAILED
    }
}
