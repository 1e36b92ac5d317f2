package lv.helpline.admin;

import java.util.List;
import java.util.Optional;

/// The book of what was changed. It is only added to.
public interface Audit {

    /// Adds an entry about something that is no row of the books, such as a recovery code's use. Edits of the books
    /// write their own, in the same transaction.
    void note(Author author, String action, String subject);

    /// The newest entries first.
    ///
    /// @param before only older ones than this; empty for the newest
    List<AuditEntry> newest(Optional<Long> before, int limit);

    /// Goes through the whole chain.
    Verdict verify();

    /// @param entries  how many there are
    /// @param lastHash the hash of the last one: kept elsewhere, it shows later whether entries were cut off
    /// @param broken   the first entry that does not follow the one before it
    record Verdict(long entries, String lastHash, Optional<Long> broken) {}
}
