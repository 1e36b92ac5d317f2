package lv.helpline.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Who did what, as a link of a chain.
///
/// @param id       numbered without a gap, from 1
/// @param at       to the microsecond
/// @param changes  JSON, exactly as it is stored
/// @param previous the hash of the entry before; [#NONE] for the first
public record AuditEntry(
        long id,
        Instant at,
        Optional<AccountId> actor,
        String actorName,
        String action,
        String subject,
        String changes,
        String previous,
        String hash) {

    /// What stands before the first entry.
    public static final String NONE = "0".repeat(64);

    /// The entry with the hash that it has to have.
    public static AuditEntry chained(
            long id, Author author, String action, String subject, String changes, String previous) {
        var at = author.at().truncatedTo(ChronoUnit.MICROS);
        var unsigned =
                new AuditEntry(id, at, author.account(), author.name(), action, subject, changes, previous, NONE);
        return new AuditEntry(
                id, at, author.account(), author.name(), action, subject, changes, previous, unsigned.digest());
    }

    /// Whether nothing in it was changed since it was written, and it follows the given one.
    public boolean follows(long previousId, String previousHash) {
        return id == previousId + 1 && previous.equals(previousHash) && hash.equals(digest());
    }

    /// Each field with its length before it, so that nothing can move from one to the next unseen.
    private String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var fields = List.of(
                    Long.toString(id),
                    at.toString(),
                    actor.map(AccountId::toString).orElse(""),
                    actorName,
                    action,
                    subject,
                    changes,
                    previous);
            for (var field : fields) {
                var bytes = field.getBytes(UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
