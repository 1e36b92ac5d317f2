package lv.helpline.roster.edit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;

/// What somebody is to do on some days of the week, as one form says it.
///
/// @param first      the first date on which a duty may start
/// @param until      the first date on which none may any more; empty for no end yet
/// @param everyWeeks 1 for each week, see [WeeklyDuty#everyWeeks]; empty for once, on the next of each of the days
public record DutyPlan(
        ConsultantId consultant,
        DutyScope coverage,
        Set<DayOfWeek> days,
        LocalTime start,
        LocalTime end,
        LocalDate first,
        Optional<LocalDate> until,
        Optional<Integer> everyWeeks) {

    public DutyPlan {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("duty plan: it is for one day of the week at least");
        }
        days = Set.copyOf(days);
    }

    /// What of it the roster does not have yet.
    public RosterEdit edit(RosterData roster) {
        var edit = RosterEdit.NONE;
        for (var day : new TreeSet<>(days)) {
            var span = new WeeklySpan(day, start, end);
            edit = edit.then(
                    everyWeeks.map(weeks -> weekly(span, weeks, roster)).orElseGet(() -> once(span, roster)));
        }
        return edit;
    }

    /// What there is already of the same duty becomes one row with it.
    private RosterEdit weekly(WeeklySpan span, int weeks, RosterData roster) {
        var duty = new WeeklyDuty(consultant, coverage, span, first, until, weeks);
        var recurring = RecurringDuty.of(duty);
        if (recurring.firstWithin(first, until).isEmpty()) {
            return RosterEdit.NONE;
        }
        var rows = recurring.in(roster.weeklyDuties());
        var known = new ArrayList<>(rows);
        known.add(duty);
        var wanted = recurring.rows(recurring.dates(known), known);
        return RosterEdit.ofWeeklyDuties(
                rows.stream().filter(row -> !wanted.contains(row)).toList(),
                wanted.stream().filter(row -> !rows.contains(row)).toList());
    }

    private RosterEdit once(WeeklySpan span, RosterData roster) {
        return RosterEdit.ofCovers(
                List.of(),
                new RecurringDuty(consultant, coverage, span, 1, 0)
                        .firstWithin(first, until).stream()
                                .flatMap(when -> new Cover(consultant, coverage, when).missingIn(roster).stream())
                                .toList());
    }
}
