package lv.helpline.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.roster.Roster;

/// Whole days in Rīga.
///
/// @param first the first of them
/// @param last  the last of them, which is one of them
public record Period(LocalDate first, LocalDate last) {

    public Period {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("period: its last day is not before its first");
        }
    }

    public static Period of(YearMonth month) {
        return new Period(month.atDay(1), month.atEndOfMonth());
    }

    public Instant from() {
        return first.atStartOfDay(Roster.ZONE).toInstant();
    }

    /// The first instant after it.
    public Instant until() {
        return last.plusDays(1).atStartOfDay(Roster.ZONE).toInstant();
    }

    public long days() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    /// What it is compared with: as many whole months right before it if it is of whole months, else as many days.
    public Period before() {
        var last = first.minusDays(1);
        var isOfWholeMonths =
                first.getDayOfMonth() == 1 && this.last.plusDays(1).getDayOfMonth() == 1;
        return new Period(
                isOfWholeMonths
                        ? first.minusMonths(ChronoUnit.MONTHS.between(first, this.last.plusDays(1)))
                        : first.minusDays(days()),
                last);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from()) && instant.isBefore(until());
    }

    /// The whole months, each of which has a day in it and is over.
    ///
    /// @param today the first day that is not over
    public List<YearMonth> monthsOver(LocalDate today) {
        return Stream.iterate(
                        YearMonth.from(first),
                        month -> !month.isAfter(YearMonth.from(last)) && month.isBefore(YearMonth.from(today)),
                        month -> month.plusMonths(1))
                .toList();
    }
}
