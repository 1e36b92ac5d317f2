package lv.helpline.roster;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.Year;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The public holidays of Latvia, by section 1 of the law "Par svētku, atceres un atzīmējamām dienām" as it has
/// stood since 2014.
///
/// Jollyday knows the fixed days and those around Easter. Added here is what it leaves out: Mother's Day, Whit Sunday,
/// and the transfer, by which the Monday after a 4 May or an 18 November on a Saturday or Sunday is a holiday too;
/// its key is that of the holiday with `-transferred` behind it.
///
/// Not known by rule, because its date is set anew every fifth year or so: the closing day of the Song and Dance
/// Celebration, and the Monday after it. They are entered as dated closures.
public final class LatvianHolidays implements Holidays {

    private static final MonthDay RESTORATION_DAY = MonthDay.of(Month.MAY, 4);
    private static final MonthDay PROCLAMATION_DAY = MonthDay.of(Month.NOVEMBER, 18);
    private static final int DAYS_FROM_EASTER_TO_WHIT_SUNDAY = 49;

    private final HolidayManager jollyday = HolidayManager.getInstance(ManagerParameters.create("lv"));
    private final Map<Integer, Map<LocalDate, String>> byYear = new ConcurrentHashMap<>();

    @Override
    public Optional<String> on(LocalDate date) {
        return Optional.ofNullable(
                byYear.computeIfAbsent(date.getYear(), this::of).get(date));
    }

    private Map<LocalDate, String> of(int year) {
        var days = new HashMap<LocalDate, String>();
        for (var holiday : jollyday.getHolidays(Year.of(year))) {
            days.put(holiday.getDate(), keyOf(holiday));
            if (holiday.getPropertiesKey().equals("christian.EASTER")) {
                days.put(holiday.getDate().plusDays(DAYS_FROM_EASTER_TO_WHIT_SUNDAY), "whit-sunday");
            }
        }
        var mothersDay = LocalDate.of(year, Month.MAY, 1).with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.SUNDAY));
        days.put(mothersDay, "mothers-day");
        transfer(days, PROCLAMATION_DAY.atYear(year));
        transfer(days, RESTORATION_DAY.atYear(year));
        return Map.copyOf(days);
    }

    private static void transfer(Map<LocalDate, String> days, LocalDate holiday) {
        if (holiday.getDayOfWeek() == DayOfWeek.SATURDAY || holiday.getDayOfWeek() == DayOfWeek.SUNDAY) {
            days.put(holiday.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), days.get(holiday) + "-transferred");
        }
    }

    /// Jollyday calls 4 May and 18 November the same.
    private static String keyOf(Holiday holiday) {
        var day = MonthDay.from(holiday.getDate());
        if (day.equals(RESTORATION_DAY)) {
            return "independence-restoration-day";
        }
        if (day.equals(PROCLAMATION_DAY)) {
            return "proclamation-day";
        }
        return holiday.getPropertiesKey()
                .toLowerCase(Locale.ROOT)
                .replace("christian.", "")
                .replace('_', '-');
    }
}
