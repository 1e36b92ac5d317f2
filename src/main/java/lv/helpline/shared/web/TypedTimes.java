package lv.helpline.shared.web;

import static java.util.Comparator.comparingLong;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Days and times of day as people here type and read them, whatever the browser's own fields would show.
///
/// A day: `30.11.2026`, `30.11.2026.`, `30.11.26`, `30.11.`, `30112026`, `3011` or `2026-11-30`; without a year it is
/// the one nearest to today. A time of day: `09:00`, `9.00`, `9` or `0900`. Both: one, a blank, the other; ISO 8601;
/// or digits alone.
public final class TypedTimes {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final Pattern DOTTED =
            Pattern.compile("([0-9]{1,2})\\. ?([0-9]{1,2})(?:\\. ?([0-9]{4}|[0-9]{2})?)?\\.?");
    private static final Pattern DIGITS = Pattern.compile("([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})?");
    private static final Pattern ISO = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern CLOCK = Pattern.compile("([0-9]{1,2})(?:[:.]([0-9]{2}))?|([0-9]{2})([0-9]{2})");
    private static final Pattern BOTH = Pattern.compile("(\\S+)\\s+(\\S+)|([0-9]{6}|[0-9]{8})([0-9]{4})");
    private static final int CENTURY = 2000;

    private final Supplier<LocalDate> today;

    /// @param today in Rīga
    public TypedTimes(Supplier<LocalDate> today) {
        this.today = today;
    }

    public static String of(LocalDate day) {
        return DAY.format(day);
    }

    public static String of(LocalTime time) {
        return TIME.format(time);
    }

    public static String of(LocalDateTime time) {
        return of(time.toLocalDate()) + " " + of(time.toLocalTime());
    }

    /// Empty for what is no day.
    public Optional<LocalDate> day(String typed) {
        var text = typed.strip();
        if (ISO.matcher(text).matches()) {
            return sensible(() -> LocalDate.parse(text));
        }
        return Optional.of(DOTTED.matcher(text))
                .filter(Matcher::matches)
                .or(() -> Optional.of(DIGITS.matcher(text)).filter(Matcher::matches))
                .flatMap(parts -> day(parts.group(3), number(parts.group(2)), number(parts.group(1))));
    }

    private Optional<LocalDate> day(@Nullable String year, int month, int day) {
        if (year != null) {
            var number = number(year);
            return sensible(() -> LocalDate.of(year.length() == 2 ? CENTURY + number : number, month, day));
        }
        var now = today.get();
        return IntStream.rangeClosed(now.getYear() - 1, now.getYear() + 1)
                .mapToObj(each -> sensible(() -> LocalDate.of(each, month, day)))
                .flatMap(Optional::stream)
                .min(comparingLong(each -> Math.abs(ChronoUnit.DAYS.between(now, each))));
    }

    /// Empty for what is no time of day.
    public static Optional<LocalTime> time(String typed) {
        var parts = CLOCK.matcher(typed.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        var hour = parts.group(1) == null ? parts.group(3) : parts.group(1);
        var minute = parts.group(1) == null ? parts.group(4) : Objects.requireNonNullElse(parts.group(2), "0");
        return sensible(() -> LocalTime.of(number(hour), number(minute)));
    }

    /// Empty for what is not a day with a time.
    public Optional<LocalDateTime> moment(String typed) {
        var iso = sensible(() -> LocalDateTime.parse(typed.strip()));
        if (iso.isPresent()) {
            return iso;
        }
        var parts = BOTH.matcher(typed.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        var day = parts.group(1) == null ? parts.group(3) : parts.group(1);
        var time = parts.group(1) == null ? parts.group(4) : parts.group(2);
        return day(day).flatMap(date -> time(time).map(date::atTime));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static <T> Optional<T> sensible(Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
