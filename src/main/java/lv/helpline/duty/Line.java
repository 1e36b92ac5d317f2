package lv.helpline.duty;

import java.time.Duration;
import java.util.List;

/// A published number.
///
/// @param number       the national number, 8 digits; the country is Latvia, +371
/// @param name         as administrators know it
/// @param languages    the ones it serves, the first being the one that callers hear first
/// @param hours        when it is open each week, public holidays aside
/// @param hoursAssumed true while nobody has confirmed the hours
/// @param ring         how long one step of the plan rings, 5 to 60 s
/// @param patience        how long a caller waits before being told that nobody was reached yet, 30 s to 1 h
/// @param wrapUp       how long a consultant is left in peace after an answered call of this line, 0 to 10 min
/// @param general      whether a caller of an unknown number is told this one; one line of all is
public record Line(
        LineId id,
        String number,
        String name,
        Region region,
        List<Language> languages,
        List<WeeklySpan> hours,
        boolean hoursAssumed,
        Strategy strategy,
        Duration ring,
        Duration patience,
        Duration wrapUp,
        boolean general) {

    public Line {
        languages = List.copyOf(languages);
        hours = List.copyOf(hours);
        if (!number.matches("[0-9]{8}")) {
            throw new IllegalArgumentException("line: a national number of 8 digits is needed");
        }
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("line: at least one language is needed");
        }
    }
}
