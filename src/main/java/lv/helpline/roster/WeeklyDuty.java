package lv.helpline.roster;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;

/// A duty that comes again each week, or every two to four weeks, for the occurrences that start on a date in
/// `[from, until)`.
///
/// @param until      after `from`; empty when the duty has no end yet
/// @param everyWeeks 1 for each week, up to [#MOST_WEEKS]; the weeks, Monday to Sunday, are counted from that of `from`
public record WeeklyDuty(
        ConsultantId consultant,
        DutyScope coverage,
        WeeklySpan span,
        LocalDate from,
        Optional<LocalDate> until,
        int everyWeeks) {

    public static final int MOST_WEEKS = 4;

    /// The Monday before 1970-01-01, which was a Thursday, in days of the epoch.
    private static final int FIRST_MONDAY = -3;

    private static final int DAYS = 7;

    public WeeklyDuty {
        if (until.isPresent() && !until.get().isAfter(from)) {
            throw new IllegalArgumentException("weekly duty: its last date has to be after its first");
        }
        if (everyWeeks < 1 || everyWeeks > MOST_WEEKS) {
            throw new IllegalArgumentException("weekly duty: it comes every 1 to " + MOST_WEEKS + " weeks");
        }
    }

    /// One of each week.
    public WeeklyDuty(
            ConsultantId consultant, DutyScope coverage, WeeklySpan span, LocalDate from, Optional<LocalDate> until) {
        this(consultant, coverage, span, from, until, 1);
    }

    /// Whether an occurrence that starts on that date counts.
    public boolean isInForceOn(LocalDate date) {
        return !date.isBefore(from)
                && (until.isEmpty() || date.isBefore(until.get()))
                && (everyWeeks == 1 || Math.floorMod(week(date) - week(from), everyWeeks) == 0);
    }

    /// Whether the same person would have both for the same at one time. A little stricter than need be: of two that
    /// are valid together for a few days only, it does not look which.
    public boolean overlaps(WeeklyDuty other) {
        return consultant.equals(other.consultant)
                && coverage.equals(other.coverage)
                && endsAfter(other.from)
                && other.endsAfter(from)
                && IntStream.of(-1, 0, 1).anyMatch(weeks -> meets(other, weeks));
    }

    private boolean endsAfter(LocalDate date) {
        return until.isEmpty() || date.isBefore(until.get());
    }

    /// Whether it ever comes so many weeks after the other, and overlaps it then.
    private boolean meets(WeeklyDuty other, int weeks) {
        var apart = week(from) - week(other.from) - weeks;
        var start = span.minuteOfWeek() + weeks * DAYS * 24 * 60;
        return apart % commonDivisor(everyWeeks, other.everyWeeks) == 0
                && start < other.span.minuteOfWeek() + other.span.minutes()
                && other.span.minuteOfWeek() < start + span.minutes();
    }

    private static int commonDivisor(int one, int other) {
        return other == 0 ? one : commonDivisor(other, one % other);
    }

    /// The number of the week of a date. Weeks go on through the end of a year, so that every second one stays every
    /// second one also after a year of 53.
    public static int week(LocalDate date) {
        return (int) Math.floorDiv(date.toEpochDay() - FIRST_MONDAY, DAYS);
    }
}
