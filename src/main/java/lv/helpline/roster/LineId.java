package lv.helpline.roster;

import java.util.regex.Pattern;

/// The stable name of a line in logs, metrics and addresses: lower-case words joined by hyphens, such as `riga-trust`.
public record LineId(String value) {

    private static final Pattern WORDS = Pattern.compile("[a-z]+(-[a-z0-9]+)*");

    public LineId {
        if (value.length() > 40 || !WORDS.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "line: lower-case words joined by hyphens are needed, 40 characters at most");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
