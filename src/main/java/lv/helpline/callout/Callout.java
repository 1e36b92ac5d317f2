package lv.helpline.callout;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;

/// What people are phoned about, and who was phoned so far, in order.
public record Callout(long id, CalloutReason reason, Instant raisedAt, List<Phoned> phoned) {

    public Callout {
        phoned = List.copyOf(phoned);
    }

    /// Who pressed 1, when what follows from it is not in the database yet.
    Optional<Phoned> accepted() {
        return phoned.stream()
                .filter(call -> call.result().equals(Optional.of(Result.YES)))
                .findFirst();
    }

    /// One person's phone.
    ///
    /// @param result empty while Asterisk has the call
    /// @param tries  how often it was handed to Asterisk
    /// @param due    when Asterisk is taken to have lost it, or when it ended
    public record Phoned(ConsultantId consultant, Optional<Result> result, int tries, Instant due) {}

    /// How a call that we placed ended. The name is the same in the dialplan: lower-case words joined by hyphens.
    public enum Result {
        /// 1 was pressed.
        YES,
        /// 2 was pressed, where that means no.
        NO,
        /// Answered, and no key that means anything: perhaps a voicemail.
        SILENT,
        /// Answered, and no code that was typed was right.
        WRONG_CODE,
        NO_ANSWER,
        BUSY,
        REJECTED,
        UNREACHABLE,
        /// Asterisk must not dial the number.
        NOT_ALLOWED,
        TRUNK_FAULT,
        /// They are on a call of the helpline, so it was not placed.
        ENGAGED,
        /// Asterisk took it twice and never said how it ended.
        LOST;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// How a callout ended.
    public enum Outcome {
        /// Somebody took it over, or the phone has passed its test.
        DONE,
        /// Nobody who was phoned did, or nobody was there to be phoned; of a test: it failed.
        NOBODY,
        /// It was fixed in another way before.
        MENDED,
        /// Whoever left the gap wants nobody sought for it.
        UNWANTED
    }
}
