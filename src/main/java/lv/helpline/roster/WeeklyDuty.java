package lv.helpline.roster;

import java.time.LocalDate;
import java.util.Optional;

/// A duty that comes again each week, for the occurrences that start on a date in `[from, until)`.
///
/// @param until after `from`; empty when the duty has no end yet
public record WeeklyDuty(
        ConsultantId consultant, DutyScope coverage, WeeklySpan span, LocalDate from, Optional<LocalDate> until) {

    public WeeklyDuty {
        if (until.isPresent() && !until.get().isAfter(from)) {
            throw new IllegalArgumentException("weekly duty: its last date has to be after its first");
        }
    }

    /// Whether an occurrence that starts on that date counts.
    public boolean isInForceOn(LocalDate date) {
        return !date.isBefore(from) && (until.isEmpty() || date.isBefore(until.get()));
    }
}
