package lv.helpline.calllog;

import java.time.Instant;
import java.util.UUID;
import lv.helpline.roster.ConsultantId;

/// One ringing of one consultant for one call.
///
/// @param startedAt when the phone was asked to ring, to the second
/// @param endedAt   when that was over
public record Attempt(UUID callId, ConsultantId consultant, Instant startedAt, Instant endedAt, Result result) {

    /// How it ended.
    public enum Result {
        /// Pressed 1 and has the caller.
        TAKEN,
        /// Answered and left it to others: pressed 2 or 3, or hung up during the whisper.
        PASSED,
        /// Answered and pressed nothing: a voicemail does, or a telephone in a pocket.
        SILENT,
        /// Rejected the ringing phone.
        REJECTED,
        /// The phone was engaged.
        BUSY,
        /// The phone rang out.
        NO_ANSWER,
        /// The number does not exist or the phone is not there.
        UNREACHABLE,
        /// Asterisk must not dial it: it is not among the allowed numbers, or one of our own.
        NOT_ALLOWED,
        /// The trunk or the network failed.
        TRUNK_FAULT,
        /// A colleague was quicker, or the caller left, while it rang.
        CANCELLED
    }
}
