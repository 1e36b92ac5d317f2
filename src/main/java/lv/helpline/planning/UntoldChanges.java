package lv.helpline.planning;

import java.time.Instant;
import java.util.List;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.shared.EditResult;

/// Whose duties changed and who could not be told of it. It stands until somebody says that they told them.
public interface UntoldChanges {

    enum Cause {
        /// They have no address.
        NO_ACCOUNT,
        /// The mail is not sent, not for a quarter of an hour or not at all, or it came back.
        NOT_DELIVERED
    }

    /// @param since when the first change was made of which they were not told
    record Untold(ConsultantId consultant, Cause cause, Instant since) {}

    void add(ConsultantId consultant, Cause cause, Instant at);

    /// Each consultant once, who waits longest first.
    List<Untold> current(Instant now);

    /// Somebody has told them. Outdated when somebody else has said so already.
    EditResult told(ConsultantId consultant, Author author);
}
