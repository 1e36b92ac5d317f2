package lv.helpline.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/// A quarter of a year, written like `2026-Q3`.
///
/// @param number 1 to 4
public record Quarter(int year, int number) implements Comparable<Quarter> {

    private static final Pattern FORM = Pattern.compile("(20[0-9]{2})-Q([1-4])");

    public Quarter {
        if (year < 2000 || year > 2099 || number < 1 || number > 4) {
            throw new IllegalArgumentException("quarter: one of this century is needed, such as 2026-Q3");
        }
    }

    public static Optional<Quarter> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Quarter(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /// The one in which the day is.
    public static Quarter of(LocalDate day) {
        return new Quarter(day.getYear(), (day.getMonthValue() + 2) / 3);
    }

    public Quarter before() {
        return of(period().first().minusDays(1));
    }

    public Period period() {
        return new Period(
                LocalDate.of(year, 3 * number - 2, 1),
                YearMonth.of(year, 3 * number).atEndOfMonth());
    }

    /// @param today the first day that is not over
    public boolean isOver(LocalDate today) {
        return period().last().isBefore(today);
    }

    @Override
    public int compareTo(Quarter other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return year + "-Q" + number;
    }
}
