package lv.helpline.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import lv.helpline.shared.Encoding;
import org.apache.commons.codec.digest.DigestUtils;

/// Who did what, as a link of a chain.
///
/// @param id       numbered without a gap, from 1
/// @param at       to the microsecond
/// @param changes  JSON, exactly as it is stored
/// @param version  how its hash is made: [#PLAIN] or [#KEYED]
/// @param previous the hash of the entry before; [#NONE] for the first
public record AuditEntry(
        long id,
        Instant at,
        Optional<AccountId> actor,
        String actorName,
        String action,
        String subject,
        String changes,
        int version,
        String previous,
        String hash) {

    /// By SHA-256 without a key: what was written before there was one, or by a router that has none.
    public static final int PLAIN = 1;

    /// By HMAC-SHA-256.
    public static final int KEYED = 2;

    /// What stands before the first entry.
    public static final String NONE = "0".repeat(64);

    /// The entry with the hash that it has to have.
    public static AuditEntry chained(
            long id, Author author, String action, String subject, String changes, String previous, AuditKeys keys) {
        var at = author.at().truncatedTo(ChronoUnit.MICROS);
        var version = keys.areThere() ? KEYED : PLAIN;
        var unsigned = new AuditEntry(
                id, at, author.account(), author.name(), action, subject, changes, version, previous, NONE);
        return new AuditEntry(
                id,
                at,
                author.account(),
                author.name(),
                action,
                subject,
                changes,
                version,
                previous,
                version == KEYED ? keys.sign(unsigned.encoded()) : unsigned.digest());
    }

    /// Whether nothing in it was changed since it was written, and it follows the given one.
    public boolean follows(long previousId, String previousHash, AuditKeys keys) {
        return id == previousId + 1
                && previous.equals(previousHash)
                && (version == KEYED ? keys.signed(encoded(), hash) : hash.equals(digest()));
    }

    public boolean isKeyed() {
        return version == KEYED;
    }

    private byte[] encoded() {
        return new Encoding("audit entry")
                .add(id)
                .add(at.getEpochSecond())
                .add(at.getNano())
                .add(actor.map(AccountId::value).orElse(0))
                .add(actorName)
                .add(action)
                .add(subject)
                .add(changes)
                .add(previous)
                .bytes();
    }

    private String digest() {
        return DigestUtils.sha256Hex(encoded());
    }
}
