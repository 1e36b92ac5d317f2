package lv.helpline.roster;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A span in which a line is open each week, for the occurrences that start on a date in `[from, until)`.
///
/// @param until after `from`; empty when no end is known yet
public record OpeningSpan(WeeklySpan span, LocalDate from, Optional<LocalDate> until) {

    /// From when hours hold that nobody has changed.
    public static final LocalDate EVER = LocalDate.of(2000, 1, 1);

    public OpeningSpan {
        if (until.isPresent() && !until.get().isAfter(from)) {
            throw new IllegalArgumentException("opening hours: their last date has to be after their first");
        }
    }

    /// Without a beginning and an end.
    public static List<OpeningSpan> always(List<WeeklySpan> spans) {
        return spans.stream()
                .map(span -> new OpeningSpan(span, EVER, Optional.empty()))
                .toList();
    }

    /// Those that are in force on that date.
    public static List<WeeklySpan> on(LocalDate date, List<OpeningSpan> hours) {
        return hours.stream()
                .filter(hour -> hour.isInForceOn(date))
                .map(OpeningSpan::span)
                .toList();
    }

    /// Whether an occurrence that starts on that date counts.
    public boolean isInForceOn(LocalDate date) {
        return !date.isBefore(from) && (until.isEmpty() || date.isBefore(until.get()));
    }
}
