package lv.helpline.staff;

import java.time.Instant;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.shared.EditResult;

/// Secret addresses under which consultants' own calendar programs read their duties. Only digests are kept, so an
/// address is shown once. Each edit is in the audit.
public interface CalendarSubscriptions {

    /// When the address was made, if there is one.
    Optional<Instant> madeAt(ConsultantId consultant);

    /// Whose address it is: somebody's who has an account.
    Optional<ConsultantId> find(String tokenHash);

    /// From now on it is this address, and no other.
    EditResult make(ConsultantId consultant, String tokenHash, Author author);

    /// Outdated when there was none.
    EditResult revoke(ConsultantId consultant, Author author);
}
