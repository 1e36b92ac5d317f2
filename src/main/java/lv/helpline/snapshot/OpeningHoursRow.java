package lv.helpline.snapshot;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.WeeklySpan;
import org.jspecify.annotations.Nullable;

/// A row of `opening_hours`.
record OpeningHoursRow(
        String line,
        int weekday,
        LocalTime starts,
        LocalTime ends,
        LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    OpeningSpan span() {
        return new OpeningSpan(
                new WeeklySpan(DayOfWeek.of(weekday), starts, ends), validFrom, Optional.ofNullable(validUntil));
    }
}
