package lv.helpline.audit;

import java.util.Optional;
import lv.helpline.shared.Encoding;

/// How far the audit goes, signed: without it nobody would miss entries that were cut off at the end.
///
/// @param entries  how many there are
/// @param lastHash the hash of the last one; [AuditEntry#NONE] when there is none
public record AuditSeal(long entries, String lastHash, String seal) {

    public static AuditSeal over(long entries, String lastHash, AuditKeys keys) {
        return new AuditSeal(entries, lastHash, keys.sign(text(entries, lastHash)));
    }

    /// Whether the entries are those that were sealed.
    public boolean fits(long entries, String lastHash, AuditKeys keys) {
        return this.entries == entries && this.lastHash.equals(lastHash) && keys.signed(text(entries, lastHash), seal);
    }

    /// The one up to a later entry, unless this one does not fit what was there before: then entries were cut off,
    /// and a new seal would hide it.
    ///
    /// @param last  what was there before; empty for nothing
    /// @param added the last one of what is added
    public Optional<AuditSeal> advanced(Optional<AuditEntry> last, AuditEntry added, AuditKeys keys) {
        var fits = fits(
                last.map(AuditEntry::id).orElse(0L), last.map(AuditEntry::hash).orElse(AuditEntry.NONE), keys);
        return fits ? Optional.of(over(added.id(), added.hash(), keys)) : Optional.empty();
    }

    private static byte[] text(long entries, String lastHash) {
        return new Encoding("audit seal").add(entries).add(lastHash).bytes();
    }
}
