package lv.helpline.roster.edit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;

/// An edit that was made upon another state of the roster: what of it still can be done, and what cannot,
/// because what it takes away is gone.
///
/// Of a weekly duty not the rows count but the dates: of two who take different days out of the same weekly duty,
/// neither stands in the other's way.
public record Rebased(RosterEdit edit, RosterEdit lost) {

    static Rebased of(RosterEdit edit, RosterData roster) {
        var weekly = weekly(edit.weeklyDuties(), roster.weeklyDuties());
        var covers = dated(edit.covers(), roster.covers());
        var absences = dated(edit.absences(), roster.absences());
        var closures = dated(edit.closures(), roster.closures());
        var openings = dated(edit.specialOpenings(), roster.specialOpenings());
        var hours =
                dated(edit.hours(), roster.lines().stream().map(LineHours::of).toList());
        return new Rebased(
                new RosterEdit(weekly.kept, covers.kept, absences.kept, closures.kept, openings.kept, hours.kept),
                new RosterEdit(weekly.lost, covers.lost, absences.lost, closures.lost, openings.lost, hours.lost));
    }

    private record Split<T>(RosterEdit.Part<T> kept, RosterEdit.Part<T> lost) {}

    /// What is to be added and is there already was done by somebody else, and is not done twice.
    private static <T> Split<T> dated(RosterEdit.Part<T> part, List<T> entries) {
        var left = new ArrayList<>(entries);
        var removed = new ArrayList<T>();
        var lost = new ArrayList<T>();
        part.removed().forEach(entry -> (left.remove(entry) ? removed : lost).add(entry));
        var added = part.added().stream().filter(entry -> !left.contains(entry)).toList();
        return new Split<>(new RosterEdit.Part<>(removed, added), new RosterEdit.Part<>(lost, List.of()));
    }

    private static Split<WeeklyDuty> weekly(RosterEdit.Part<WeeklyDuty> part, List<WeeklyDuty> duties) {
        var removed = new ArrayList<WeeklyDuty>();
        var added = new ArrayList<WeeklyDuty>();
        var lost = new ArrayList<WeeklyDuty>();
        for (var recurringDuty : seriesOf(part)) {
            var rows = recurringDuty.in(duties);
            var there = recurringDuty.dates(rows);
            var cut = recurringDuty.cutBy(part);
            var left = there.difference(cut).union(recurringDuty.addedBy(part));
            if (!cut.isEmpty() && there.intersection(cut).isEmpty()) {
                lost.addAll(recurringDuty.rows(cut, recurringDuty.in(part.removed())));
            }
            var known = Stream.concat(rows.stream(), recurringDuty.in(part.added()).stream())
                    .toList();
            var wanted = recurringDuty.rows(left, known);
            rows.stream().filter(row -> !wanted.contains(row)).forEach(removed::add);
            wanted.stream().filter(row -> !rows.contains(row)).forEach(added::add);
        }
        return new Split<>(new RosterEdit.Part<>(removed, added), new RosterEdit.Part<>(lost, List.of()));
    }

    private static Iterable<RecurringDuty> seriesOf(RosterEdit.Part<WeeklyDuty> part) {
        var series = new LinkedHashSet<RecurringDuty>();
        Stream.concat(part.removed().stream(), part.added().stream())
                .map(RecurringDuty::of)
                .forEach(series::add);
        return series;
    }
}
