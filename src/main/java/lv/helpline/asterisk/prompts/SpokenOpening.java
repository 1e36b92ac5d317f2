package lv.helpline.asterisk.prompts;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MINUTES;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.prompts.Playable;
import lv.helpline.prompts.Prompt;
import lv.helpline.roster.Roster;

/// Says when a line opens, in prompts, as a caller in Latvia would: `today` or `tomorrow`; a weekday alone when it
/// comes within six days; else with its date. Then the time.
///
/// There are prompts for quarters of an hour only, so another minute is spoken as the quarter after it: who calls
/// then finds the line open.
public final class SpokenOpening {

    private SpokenOpening() {}

    public static List<Playable> prompts(Instant opensAt, Instant now) {
        var opening = atQuarter(opensAt);
        var prompts = new ArrayList<Playable>();
        sayDay(opening.toLocalDate(), LocalDate.ofInstant(now, Roster.ZONE), prompts);
        prompts.add(Prompts.at(opening.toLocalTime()));
        return prompts;
    }

    private static void sayDay(LocalDate day, LocalDate today, List<Playable> prompts) {
        var ahead = DAYS.between(today, day);
        if (ahead < 1) {
            prompts.add(Prompt.TODAY);
        } else if (ahead == 1) {
            prompts.add(Prompt.TOMORROW);
        } else {
            prompts.add(Prompts.weekday(day.getDayOfWeek()));
        }
        if (ahead > 6) {
            prompts.add(Prompts.day(day.getDayOfMonth()));
            prompts.add(Prompts.month(day.getMonth()));
        }
    }

    /// On the time line, not on the clock's face: 02:50 before the clocks go forward becomes 04:00.
    private static ZonedDateTime atQuarter(Instant opensAt) {
        var local = opensAt.atZone(Roster.ZONE);
        var minute = local.truncatedTo(MINUTES);
        var whole = minute.isEqual(local) ? minute : minute.plus(Duration.ofMinutes(1));
        return whole.plusMinutes(Math.floorMod(-whole.getMinute(), Prompts.QUARTER));
    }
}
