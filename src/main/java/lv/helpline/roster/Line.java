package lv.helpline.roster;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// A published number.
///
/// @param number       the national number, 8 digits; the country is Latvia, +371
/// @param name         as administrators know it
/// @param languages    the ones it serves, 1 to 9, in the order of the keys that choose them; the first is the one of
///                     whoever chooses none
/// @param hours        when it is open each week, public holidays aside, the hours of the past among them; spans that
///                     meet or overlap are one
/// @param hoursAssumed true while nobody has confirmed the hours
/// @param ring         how long one step of the plan rings, 5 to 60 s, whole seconds
/// @param patience     how long a caller waits before being told that nobody was reached yet, 30 s to 1 h
/// @param wrapUp       how long a consultant is left in peace after an answered call, 0 to 10 min
/// @param grace        how long after closing time, or after the end of a duty, a call that came before may still be
/// taken,
///                     0 to 1 h
/// @param general      whether a caller of an unknown number is told this one; one line of all at most
/// @param wishes       those that a caller is asked for, if that changes who rings first; each has its own key
public record Line(
        LineId id,
        String number,
        String name,
        Region region,
        List<Language> languages,
        List<OpeningSpan> hours,
        boolean hoursAssumed,
        Strategy strategy,
        Duration ring,
        Duration patience,
        Duration wrapUp,
        Duration grace,
        boolean general,
        List<Wish> wishes) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{8}");

    public Line {
        languages = List.copyOf(languages);
        hours = List.copyOf(hours);
        wishes = List.copyOf(wishes);
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("line: a national number of 8 digits is needed");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("line: a name is needed");
        }
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("line: at least one language is needed");
        }
        if (languages.size() > 9) {
            throw new IllegalArgumentException("line: 9 languages at most, for each has a key");
        }
        if (new HashSet<>(languages).size() != languages.size()) {
            throw new IllegalArgumentException("line: each language may be named once only");
        }
        if (wishes.stream().mapToInt(Wish::key).distinct().count() != wishes.size()) {
            throw new IllegalArgumentException("line: each wish needs a key of its own");
        }
        if (isOutside(ring, Duration.ofSeconds(5), Duration.ofSeconds(60)) || ring.toNanosPart() != 0) {
            throw new IllegalArgumentException("line: a step rings for 5 to 60 whole seconds");
        }
        if (isOutside(patience, Duration.ofSeconds(30), Duration.ofHours(1))) {
            throw new IllegalArgumentException("line: a patience of 30 seconds to 1 hour is needed");
        }
        if (isOutside(wrapUp, Duration.ZERO, Duration.ofMinutes(10))) {
            throw new IllegalArgumentException("line: a wrap-up of 10 minutes at most is needed");
        }
        if (isOutside(grace, Duration.ZERO, Duration.ofHours(1))) {
            throw new IllegalArgumentException("line: a grace of 1 hour at most is needed");
        }
    }

    /// Without wishes.
    public Line(
            LineId id,
            String number,
            String name,
            Region region,
            List<Language> languages,
            List<OpeningSpan> hours,
            boolean hoursAssumed,
            Strategy strategy,
            Duration ring,
            Duration patience,
            Duration wrapUp,
            Duration grace,
            boolean general) {
        this(
                id,
                number,
                name,
                region,
                languages,
                hours,
                hoursAssumed,
                strategy,
                ring,
                patience,
                wrapUp,
                grace,
                general,
                List.of());
    }

    /// The hours of the week in which that date is, as they are on that date.
    public List<WeeklySpan> hoursOn(LocalDate date) {
        return OpeningSpan.on(date, hours);
    }

    /// The same line at other hours.
    public Line withHours(List<OpeningSpan> others) {
        return new Line(
                id,
                number,
                name,
                region,
                languages,
                others,
                hoursAssumed,
                strategy,
                ring,
                patience,
                wrapUp,
                grace,
                general,
                wishes);
    }

    public boolean offers(WishId wish) {
        return wishes.stream().map(Wish::id).anyMatch(wish::equals);
    }

    private static boolean isOutside(Duration value, Duration least, Duration most) {
        return value.compareTo(least) < 0 || value.compareTo(most) > 0;
    }
}
