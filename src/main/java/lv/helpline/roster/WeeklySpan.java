package lv.helpline.roster;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;

/// A half-open span `[start, end)` that comes again each week. An end that is not after the start is on the next day,
/// so `22:00–06:00` crosses midnight and `00:00–00:00` is the whole day.
///
/// @param day the day of the week on which it starts
public record WeeklySpan(DayOfWeek day, LocalTime start, LocalTime end) {

    /// The occurrence that starts on that date.
    ///
    /// @throws IllegalArgumentException for a date on another day of the week
    public LocalSpan on(LocalDate date) {
        if (date.getDayOfWeek() != day) {
            throw new IllegalArgumentException("span: " + date + " is not a " + day);
        }
        var endsOn = crossesMidnight() ? date.plusDays(1) : date;
        return new LocalSpan(date.atTime(start), endsOn.atTime(end));
    }

    /// When it starts, in minutes of the week.
    int minuteOfWeek() {
        return (day.getValue() - 1) * 24 * 60 + start.toSecondOfDay() / 60;
    }

    /// How long it is by the clock, in minutes.
    int minutes() {
        var minutes = (end.toSecondOfDay() - start.toSecondOfDay()) / 60;
        return crossesMidnight() ? minutes + 24 * 60 : minutes;
    }

    /// Whether it ends on the day after its start; at midnight at the earliest.
    boolean crossesMidnight() {
        return !end.isAfter(start);
    }

    /// Whether the occurrence that starts on the moment's date covers it: what its instants say too, but without
    /// working them out.
    boolean coversFromItsDay(LocalInstant localInstant) {
        return !start.isAfter(localInstant.begun()) && (crossesMidnight() || end.isAfter(localInstant.over()));
    }

    /// Whether the occurrence that started on the day before the moment's date covers it.
    boolean coversFromTheDayBefore(LocalInstant localInstant) {
        return crossesMidnight() && end.isAfter(localInstant.over());
    }
}
