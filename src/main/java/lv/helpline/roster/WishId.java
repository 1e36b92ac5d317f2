package lv.helpline.roster;

import java.util.regex.Pattern;

/// The stable name of a wish: 1 to 20 lower-case letters, such as `woman`.
public record WishId(String value) implements Comparable<WishId> {

    private static final Pattern LETTERS = Pattern.compile("[a-z]{1,20}");

    public WishId {
        if (!LETTERS.matcher(value).matches()) {
            throw new IllegalArgumentException("wish: 1 to 20 lower-case letters are needed");
        }
    }

    @Override
    public int compareTo(WishId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
