package lv.helpline.shared;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// A name that people give to a person, a line or an API client, as it is kept and shown.
public final class DisplayName {

    /// Spaces of every width, tabs and line ends.
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");

    /// Characters that nobody sees: they turn the direction of what follows, hide in a name that looks like another, or
    /// mean something to a terminal. Categories of the Unicode Standard, chapter 4.5.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]");

    private DisplayName() {}

    /// The same name without what nobody sees, with single spaces, and with each letter in one form (NFC), so that two
    /// names that look the same are the same.
    public static String cleaned(String typed) {
        var seen = UNSEEN.matcher(SPACES.matcher(typed).replaceAll(" ")).replaceAll("");
        return Normalizer.normalize(SPACES.matcher(seen).replaceAll(" ").strip(), Normalizer.Form.NFC);
    }
}
