package lv.helpline.roster;

import java.util.regex.Pattern;

/// A spoken language, by its ISO 639-1 code: two lower-case letters. A further language is data, not code.
public record Language(String code) implements Comparable<Language> {

    private static final Pattern CODE = Pattern.compile("[a-z]{2}");

    public static final Language LATVIAN = new Language("lv");
    public static final Language ENGLISH = new Language("en");
    public static final Language RUSSIAN = new Language("ru");

    public Language {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("language: an ISO 639-1 code of two lower-case letters is needed");
        }
    }

    @Override
    public int compareTo(Language other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
