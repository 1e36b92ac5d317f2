package lv.helpline.snapshot;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `weekly_duty`.
@Table("weekly_duty")
record WeeklyDutyRow(
        @Id Integer id,
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

    interface Rows extends Repository<WeeklyDutyRow, Integer> {
        @Query("select * from weekly_duty order by id")
        List<WeeklyDutyRow> findAll();
    }

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
