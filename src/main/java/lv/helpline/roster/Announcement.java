package lv.helpline.roster;

import org.apache.commons.codec.digest.DigestUtils;

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
        return "own-" + DigestUtils.sha256Hex(text).substring(0, 12);
    }
}
