package lv.helpline.snapshot;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import lv.helpline.roster.WeeklySpan;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `opening_hours`.
@Table("opening_hours")
record OpeningHoursRow(@Id Integer id, String line, int weekday, LocalTime starts, LocalTime ends) {

    interface Rows extends Repository<OpeningHoursRow, Integer> {
        List<OpeningHoursRow> findAllByOrderByWeekdayAscStartsAsc();
    }

    WeeklySpan span() {
        return new WeeklySpan(DayOfWeek.of(weekday), starts, ends);
    }
}
