package lv.helpline.snapshot;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import lv.helpline.roster.WeeklySpan;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `outside_help_hours`.
@Table("outside_help_hours")
public record ReferralHoursRow(@Id Integer id, int outsideHelp, int weekday, LocalTime starts, LocalTime ends) {

    interface Rows extends Repository<ReferralHoursRow, Integer> {
        List<ReferralHoursRow> findAllByOrderByWeekdayAscStartsAsc();
    }

    public WeeklySpan span() {
        return new WeeklySpan(DayOfWeek.of(weekday), starts, ends);
    }
}
