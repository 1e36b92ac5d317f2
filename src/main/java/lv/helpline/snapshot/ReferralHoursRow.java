package lv.helpline.snapshot;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import lv.helpline.roster.WeeklySpan;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `outside_help_hours`.
@Table("outside_help_hours")
record ReferralHoursRow(@Id Integer id, int outsideHelp, int weekday, LocalTime starts, LocalTime ends) {

    interface Rows extends Repository<ReferralHoursRow, Integer> {
        @Query("select * from outside_help_hours order by weekday, starts")
        List<ReferralHoursRow> findAll();
    }

    WeeklySpan span() {
        return new WeeklySpan(DayOfWeek.of(weekday), starts, ends);
    }
}
