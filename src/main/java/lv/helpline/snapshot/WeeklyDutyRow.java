package lv.helpline.snapshot;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;
import org.jspecify.annotations.Nullable;

/// A row of `weekly_duty`.
record WeeklyDutyRow(
        int consultant,
        @Nullable String region,
        @Nullable String line,
        boolean coordination,
        int weekday,
        LocalTime starts,
        LocalTime ends,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        int everyWeeks) {

    WeeklyDuty duty() {
        return new WeeklyDuty(
                new ConsultantId(consultant),
                CoverRow.coverage(region, line, coordination),
                new WeeklySpan(DayOfWeek.of(weekday), starts, ends),
                validFrom,
                Optional.ofNullable(validUntil),
                everyWeeks);
    }
}
