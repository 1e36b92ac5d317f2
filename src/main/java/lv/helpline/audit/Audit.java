package lv.helpline.audit;

import java.util.List;
import java.util.Optional;

/// The chain of who changed what. It is only added to.
public interface Audit {

    /// Adds an entry about something that is no row of a table, such as a recovery code's use. Edits of rows
    /// write their own, in the same transaction.
    void note(Author author, String action, AuditSubject subject);

    /// Adds entries, in that order, in the transaction that is under way. It is the last thing that the transaction
    /// does, for others wait from here on. However many there are, it is a few questions to the database.
    void write(Author author, List<AuditRecord> records);

    /// Adds one entry.
    default void write(Author author, String action, AuditSubject subject, List<Change> changes) {
        write(author, List.of(new AuditRecord(action, subject, changes)));
    }

    /// The newest entries first.
    ///
    /// @param before only older ones than this; empty for the newest
    List<AuditEntry> newest(AuditFilter filter, Optional<Long> before, int limit);

    /// The same of all.
    default List<AuditEntry> newest(Optional<Long> before, int limit) {
        return newest(AuditFilter.ALL, before, limit);
    }

    /// Goes through the whole chain.
    Verdict verify();

    /// @param entries  how many there are
    /// @param lastHash the hash of the last one: kept elsewhere, it shows later whether entries were cut off
    /// @param broken   the first entry that does not follow the one before it
    /// @param unkeyed  the first entry without a key after one with a key: a router without its key wrote it, or
    /// somebody else
    record Verdict(long entries, String lastHash, Optional<Long> broken, Optional<Long> unkeyed, Sealed sealed) {

        public boolean isWhole() {
            return broken.isEmpty() && unkeyed.isEmpty() && (sealed == Sealed.FITS || sealed == Sealed.NEVER);
        }
    }

    /// Whether the seal says that the last entry is the last.
    enum Sealed {
        FITS,
        /// Entries were cut off, or the seal was changed.
        BROKEN,
        /// There is a key, but no seal: somebody has taken it away, or no router with a key has started yet.
        MISSING,
        /// There is no key, and there never was one.
        NEVER,
        /// There was a key, and whoever verifies does not have it.
        UNREADABLE
    }
}
