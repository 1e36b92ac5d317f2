package lv.helpline.roster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Words that an administrator has typed and that callers are to hear, in one language.
///
/// @param text 1 to 300 characters in one line
public record Announcement(String text) {

    public Announcement {
        if (text.isBlank() || text.length() > 300 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("announcement: 1 to 300 characters in one line are needed");
        }
    }

    /// The id of the clip that says it: `own-` and 12 hexadecimal digits of a digest over the text, so that other words
    /// are another clip and no old one is ever heard for them.
    public String id() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "own-" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
