package lv.helpline.roster.edit;

import com.google.common.collect.ImmutableRangeSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Ranges;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;

/// Makes edits of the roster from what people do to duties.
public final class DutyEdits {

    private DutyEdits() {}

    /// The edit that takes a shift away: a cover as a whole, of a weekly duty that one date. Empty when there is no
    /// such shift in the roster.
    public static Optional<RosterEdit> without(RosterData roster, DutyOccurrence dutyOccurrence) {
        if (roster.covers().contains(dutyOccurrence.asCover())) {
            return Optional.of(RosterEdit.ofCovers(List.of(dutyOccurrence.asCover()), List.of()));
        }
        return findWeekly(roster, dutyOccurrence)
                .map(recurringDuty -> cut(
                        roster,
                        recurringDuty,
                        dates(dateOf(dutyOccurrence), dateOf(dutyOccurrence).plusDays(1))));
    }

    public static RosterEdit with(DutyOccurrence dutyOccurrence) {
        return RosterEdit.ofCovers(List.of(), List.of(dutyOccurrence.asCover()));
    }

    public static RosterEdit with(List<DutyOccurrence> dutyOccurrences) {
        return dutyOccurrences.stream().map(DutyEdits::with).reduce(RosterEdit.NONE, RosterEdit::then);
    }

    /// Instead of one shift another: somebody else, or other times. Empty when the first is not in the roster.
    public static Optional<RosterEdit> instead(RosterData roster, DutyOccurrence dutyOccurrence, DutyOccurrence other) {
        return without(roster, dutyOccurrence).map(edit -> edit.then(with(other)));
    }

    /// Each has the other's duty. Empty when one of them is not in the roster.
    public static Optional<RosterEdit> swapped(RosterData roster, DutyOccurrence one, DutyOccurrence other) {
        return instead(roster, one, one.by(other.consultant()))
                .flatMap(edit -> instead(edit.appliedTo(roster), other, other.by(one.consultant()))
                        .map(edit::then));
    }

    public static RosterEdit absent(ConsultantId consultant, LocalSpan span) {
        return RosterEdit.ofAbsences(List.of(), List.of(new Absence(consultant, span)));
    }

    /// Back after all for a span: what is left of an absence before and after it stays. Does nothing when they are not
    /// absent then.
    public static RosterEdit present(RosterData roster, ConsultantId consultant, LocalSpan span) {
        var cut = roster.absences().stream()
                .filter(absence -> absence.consultant().equals(consultant)
                        && absence.span().overlaps(span))
                .toList();
        return RosterEdit.ofAbsences(
                cut,
                cut.stream()
                        .flatMap(absence -> absence.span().without(List.of(span)).stream())
                        .map(left -> new Absence(consultant, left))
                        .toList());
    }

    /// Every how many weeks the shift comes; empty when it is none of a weekly duty.
    public static Optional<Integer> everyWeeks(RosterData roster, DutyOccurrence dutyOccurrence) {
        return findWeekly(roster, dutyOccurrence).map(RecurringDuty::everyWeeks);
    }

    /// From the shift's date on no such shift comes any more. Empty when it is none of a weekly duty.
    public static Optional<RosterEdit> noMore(RosterData roster, DutyOccurrence dutyOccurrence) {
        return findWeekly(roster, dutyOccurrence)
                .map(recurringDuty -> cut(roster, recurringDuty, dates(dateOf(dutyOccurrence), LocalDate.MAX)));
    }

    /// From the shift's date on another comes again and again, at the times and by whom `other` says. What was weekly
    /// gives way; what was once becomes weekly. Empty when the shift is not in the roster.
    ///
    /// @param other      no longer than a day
    /// @param everyWeeks 1 for each week
    public static Optional<RosterEdit> weeklyFrom(
            RosterData roster, DutyOccurrence dutyOccurrence, DutyOccurrence other, int everyWeeks) {
        return noMore(roster, dutyOccurrence)
                .or(() -> without(roster, dutyOccurrence))
                .map(edit -> edit.then(weekly(other, everyWeeks)));
    }

    /// Each week, or every few weeks, from the shift's date on.
    ///
    /// @param dutyOccurrence no longer than a day
    /// @param everyWeeks     1 for each week
    public static RosterEdit weekly(DutyOccurrence dutyOccurrence, int everyWeeks) {
        return RosterEdit.ofWeeklyDuties(
                List.of(),
                List.of(new WeeklyDuty(
                        dutyOccurrence.consultant(),
                        dutyOccurrence.coverage(),
                        dutyOccurrence.asWeeklySpan(),
                        dateOf(dutyOccurrence),
                        Optional.empty(),
                        everyWeeks)));
    }

    /// The covers of the fortnight before `from` once more, a fortnight later, and what was weekly then and is not any
    /// more. What would clash with a duty of the same person is left out, what would lie on a date in `closed`, and
    /// what stood in for somebody who was absent.
    public static RosterEdit fillFromBefore(RosterData roster, LocalDate from, List<LocalDate> closed) {
        var there = new ArrayList<>(DutyOccurrence.touching(roster, from, from.plusDays(14)));
        var covers = new ArrayList<Cover>();
        var before = DutyOccurrence.touching(roster, from.minusDays(14), from);
        for (var dutyOccurrence : before) {
            var again = dutyOccurrence.at(
                    dutyOccurrence.span().start().plusDays(14),
                    dutyOccurrence.span().end().plusDays(14));
            var free = there.stream().noneMatch(again::clashesWith);
            if (free
                    && !dateOf(again).isBefore(from)
                    && !closed.contains(dateOf(again))
                    && !standsIn(roster, dutyOccurrence, before)) {
                there.add(again);
                covers.add(again.asCover());
            }
        }
        return RosterEdit.ofCovers(List.of(), covers);
    }

    /// Whether it is a cover for the same at a time at which somebody else had that duty and was absent.
    private static boolean standsIn(RosterData roster, DutyOccurrence cover, List<DutyOccurrence> all) {
        return roster.covers().contains(cover.asCover())
                && all.stream()
                        .filter(duty -> !duty.consultant().equals(cover.consultant())
                                && servesTheSame(roster, duty.coverage(), cover.coverage())
                                && duty.span().overlaps(cover.span()))
                        .anyMatch(duty -> roster.absences().stream()
                                .filter(absence -> absence.consultant().equals(duty.consultant()))
                                .anyMatch(absence -> absence.span().overlaps(duty.span())
                                        && absence.span().overlaps(cover.span())));
    }

    /// Whether the callers of some line reach both.
    private static boolean servesTheSame(RosterData roster, DutyScope one, DutyScope other) {
        return one.equals(other) || roster.lines().stream().anyMatch(line -> serves(one, line) && serves(other, line));
    }

    private static boolean serves(DutyScope scope, Line line) {
        return scope.equals(new DutyScope.OfLine(line.id())) || scope.equals(new DutyScope.OfRegion(line.region()));
    }

    private static ImmutableRangeSet<LocalDate> dates(LocalDate from, LocalDate until) {
        return ImmutableRangeSet.of(Ranges.range(from, until));
    }

    private static RosterEdit cut(RosterData roster, RecurringDuty recurringDuty, ImmutableRangeSet<LocalDate> dates) {
        var rows = recurringDuty.in(roster.weeklyDuties());
        var touched = rows.stream()
                .filter(row ->
                        !recurringDuty.dates(List.of(row)).intersection(dates).isEmpty())
                .toList();
        var left = touched.stream()
                .flatMap(row ->
                        recurringDuty.rows(recurringDuty.dates(List.of(row)).difference(dates), List.of()).stream())
                .toList();
        return RosterEdit.ofWeeklyDuties(touched, left);
    }

    private static Optional<RecurringDuty> findWeekly(RosterData roster, DutyOccurrence dutyOccurrence) {
        if (!dutyOccurrence.fitsAWeek()) {
            return Optional.empty();
        }
        return roster.weeklyDuties().stream()
                .filter(row -> row.consultant().equals(dutyOccurrence.consultant())
                        && row.coverage().equals(dutyOccurrence.coverage())
                        && row.span().equals(dutyOccurrence.asWeeklySpan())
                        && row.isInForceOn(dateOf(dutyOccurrence)))
                .map(RecurringDuty::of)
                .findFirst();
    }

    private static LocalDate dateOf(DutyOccurrence dutyOccurrence) {
        return dutyOccurrence.span().start().toLocalDate();
    }
}
