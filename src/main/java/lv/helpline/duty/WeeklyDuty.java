package lv.helpline.duty;

import java.time.LocalDate;
import java.util.Optional;

/// A duty that comes again each week, for the occurrences that start on a date in `[from, until)`.
public record WeeklyDuty(
        ConsultantId consultant, Coverage coverage, WeeklySpan span, LocalDate from, Optional<LocalDate> until) {}
