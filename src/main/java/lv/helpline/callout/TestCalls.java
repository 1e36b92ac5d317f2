package lv.helpline.callout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.WhichPhone;
import lv.helpline.shared.EditResult;

/// Test calls: the helpline phones somebody. Whose number is verified presses 1, to show that it still works.
/// Any other one types a code of [NumberCodes], which verifies the number: until then it is not rung for callers.
public interface TestCalls {

    /// Asks for one as soon as Asterisk asks for its next call, whatever the hour. One that is under way is not
    /// doubled, and a lost phone is taken for found. Refused of who has left, and of a second phone where there is
    /// none. In the audit.
    EditResult ask(ConsultantId consultant, WhichPhone phone, Author author);

    /// The last one of somebody's phone that was not called off.
    Optional<TestCall> last(ConsultantId consultant, WhichPhone phone);

    /// Those of phones that they still have whose last one failed, the newest first, of those that were asked for
    /// since.
    List<TestCall> failed(Instant since);

    /// How many are under way.
    int underWay();

    /// When the phone that they have now last passed a test call; empty for a number that is not verified.
    Optional<Instant> verifiedAt(ConsultantId consultant, WhichPhone phone);

    /// @param endedAt empty while it is under way
    /// @param result  how the ringing ended, such as `no-answer`; `yes` when 1 was pressed or the right code was
    ///                typed; empty while it is under way
    record TestCall(
            ConsultantId consultant,
            WhichPhone phone,
            Instant askedAt,
            Optional<Instant> endedAt,
            Optional<String> result) {

        public boolean failed() {
            return endedAt.isPresent() && !result.equals(Optional.of("yes"));
        }
    }
}
