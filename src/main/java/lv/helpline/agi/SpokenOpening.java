package lv.helpline.agi;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.duty.Roster;

/// Says when a line opens, in prompts, as a caller in Latvia would: `today` or `tomorrow`; a weekday alone when it
/// comes within six days; else with its date. Then the hour, and the quarter when it is not a full hour.
///
/// There are prompts for quarters of an hour only, so another minute is spoken as the quarter after it: who calls
/// then finds the line open.
final class SpokenOpening {

    private static final int QUARTER = 15;

    private SpokenOpening() {}

    static List<String> prompts(Instant opensAt, Instant now) {
        var opening = atQuarter(opensAt);
        var prompts = new ArrayList<String>();
        sayDay(opening.toLocalDate(), LocalDate.ofInstant(now, Roster.ZONE), prompts);
        prompts.add("at-%02d%02d".formatted(opening.getHour(), opening.getMinute()));
        return prompts;
    }

    private static void sayDay(LocalDate day, LocalDate today, List<String> prompts) {
        var ahead = DAYS.between(today, day);
        if (ahead < 1) {
            prompts.add("today");
        } else if (ahead == 1) {
            prompts.add("tomorrow");
        } else {
            prompts.add("weekday-" + day.getDayOfWeek().getValue());
        }
        if (ahead > 6) {
            prompts.add("day-" + day.getDayOfMonth());
            prompts.add("month-" + day.getMonthValue());
        }
    }

    /// On the time line, not on the clock's face: 02:50 before the clocks go forward becomes 04:00.
    private static ZonedDateTime atQuarter(Instant opensAt) {
        var local = opensAt.atZone(Roster.ZONE);
        var minute = local.truncatedTo(MINUTES);
        var whole = minute.isEqual(local) ? minute : minute.plus(Duration.ofMinutes(1));
        return whole.plusMinutes(Math.floorMod(-whole.getMinute(), QUARTER));
    }
}
