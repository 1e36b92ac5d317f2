package lv.helpline.snapshot;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.WeeklySpan;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `opening_hours`.
@Table("opening_hours")
record OpeningHoursRow(
        @Id Integer id,
        String line,
        int weekday,
        LocalTime starts,
        LocalTime ends,
        LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    interface Rows extends Repository<OpeningHoursRow, Integer> {
        @Query("select * from opening_hours order by weekday, starts, ends, valid_from")
        List<OpeningHoursRow> findAll();
    }

    OpeningSpan span() {
        return new OpeningSpan(
                new WeeklySpan(DayOfWeek.of(weekday), starts, ends), validFrom, Optional.ofNullable(validUntil));
    }
}
