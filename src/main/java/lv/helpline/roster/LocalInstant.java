package lv.helpline.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/// An instant in terms of Riga's clocks, worked out once and compared with any number of spans.
///
/// All year round `begun` and `over` are the time that the clocks show. Only while they show the hour that autumn
/// repeats, the two differ by what the other pass through that hour has shown or will show: a start is its first
/// occurrence, so in the second pass everything of that hour has begun; an end is its last occurrence, so in the first
/// pass nothing of that hour is over.
///
/// No change of the clocks is near midnight, so both are times of the same date.
///
/// @param date  the date that the clocks show
/// @param begun what starts on that date at this time or earlier has begun
/// @param over  what ends on that date at this time or earlier is over
record LocalInstant(Instant instant, LocalDate date, LocalTime begun, LocalTime over) {

    static LocalInstant of(Instant instant) {
        var shown = LocalDateTime.ofInstant(instant, Roster.ZONE);
        var repeated = Roster.ZONE.getRules().getTransition(shown);
        if (repeated == null) {
            return new LocalInstant(instant, shown.toLocalDate(), shown.toLocalTime(), shown.toLocalTime());
        }
        var firstPass = instant.isBefore(repeated.getInstant());
        return new LocalInstant(
                instant,
                shown.toLocalDate(),
                firstPass
                        ? shown.toLocalTime()
                        : repeated.getDateTimeBefore().toLocalTime().minusNanos(1),
                firstPass ? repeated.getDateTimeAfter().toLocalTime().minusNanos(1) : shown.toLocalTime());
    }
}
