package lv.helpline.snapshot;

import java.time.DayOfWeek;
import java.time.LocalTime;
import lv.helpline.roster.WeeklySpan;

/// A row of `outside_help_hours`.
record ReferralHoursRow(int outsideHelp, int weekday, LocalTime starts, LocalTime ends) {

    WeeklySpan span() {
        return new WeeklySpan(DayOfWeek.of(weekday), starts, ends);
    }
}
