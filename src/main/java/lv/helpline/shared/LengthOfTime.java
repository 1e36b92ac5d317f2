package lv.helpline.shared;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A length of time as people write it: `20 s`, `15 min`, `1 h 30 min`. The units are the same in every language (SI
/// Brochure, table 8). A number alone is none: 15 may be seconds, or minutes.
///
/// @param seconds whole ones, 0 or more
public record LengthOfTime(int seconds) {

    private static final Pattern WRITTEN =
            Pattern.compile("(?:(?<hours>\\d{1,2}) ?h)? ?(?:(?<minutes>\\d{1,4}) ?min)? ?(?:(?<seconds>\\d{1,5}) ?s)?");

    /// Spring reads the field of a form by it.
    ///
    /// @throws IllegalArgumentException if it cannot be understood
    public static LengthOfTime valueOf(String text) {
        var written = WRITTEN.matcher(text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
        if (text.isBlank() || !written.matches()) {
            throw new IllegalArgumentException("no length of time");
        }
        return new LengthOfTime(3600 * number(written.group("hours"))
                + 60 * number(written.group("minutes"))
                + number(written.group("seconds")));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /// As it is read again.
    @Override
    public String toString() {
        var length = Duration.ofSeconds(seconds);
        var parts = Stream.of(
                        part(length.toHours(), "h"),
                        part(length.toMinutesPart(), "min"),
                        part(length.toSecondsPart(), "s"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return parts.isEmpty() ? "0 s" : parts;
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + " " + unit;
    }
}
