package lv.helpline.roster.edit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;

/// What people do to duties, as edits of the books.
public final class DutyEdits {

    private DutyEdits() {}

    /// The edit that takes a shift away: a cover as a whole, of a weekly duty that one date. Empty when there is no
    /// such shift in the books.
    public static Optional<RosterEdit> without(RosterData books, Shift shift) {
        if (books.covers().contains(shift.asCover())) {
            return Optional.of(RosterEdit.ofCovers(List.of(shift.asCover()), List.of()));
        }
        return findWeekly(books, shift)
                .map(series -> cut(
                        books,
                        series,
                        Dates.between(dateOf(shift), dateOf(shift).plusDays(1))));
    }

    public static RosterEdit with(Shift shift) {
        return RosterEdit.ofCovers(List.of(), List.of(shift.asCover()));
    }

    /// Instead of one shift another: somebody else, or other times. Empty when the first is not in the books.
    public static Optional<RosterEdit> instead(RosterData books, Shift shift, Shift other) {
        return without(books, shift).map(edit -> edit.then(with(other)));
    }

    /// Each has the other's duty. Empty when one of them is not in the books.
    public static Optional<RosterEdit> swapped(RosterData books, Shift one, Shift other) {
        return instead(books, one, one.by(other.consultant()))
                .flatMap(edit -> instead(edit.appliedTo(books), other, other.by(one.consultant()))
                        .map(edit::then));
    }

    public static RosterEdit absent(ConsultantId consultant, LocalSpan span) {
        return RosterEdit.ofAbsences(List.of(), List.of(new Absence(consultant, span)));
    }

    /// Back after all for a span: what is left of an absence before and after it stays. Does nothing when they are not
    /// absent then.
    public static RosterEdit present(RosterData books, ConsultantId consultant, LocalSpan span) {
        var cut = books.absences().stream()
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

    /// Whether the shift comes of a weekly duty.
    public static boolean isWeekly(RosterData books, Shift shift) {
        return findWeekly(books, shift).isPresent();
    }

    /// From the shift's date on no such shift comes any more. Empty when it is none of a weekly duty.
    public static Optional<RosterEdit> noMore(RosterData books, Shift shift) {
        return findWeekly(books, shift).map(series -> cut(books, series, Dates.between(dateOf(shift), LocalDate.MAX)));
    }

    /// From the shift's date on another comes each week, at the times and by whom `other` says. What was weekly gives
    /// way; what was once becomes weekly. Empty when the shift is not in the books.
    ///
    /// @param other no longer than a day
    public static Optional<RosterEdit> weeklyFrom(RosterData books, Shift shift, Shift other) {
        return (isWeekly(books, shift) ? noMore(books, shift) : without(books, shift))
                .map(edit -> edit.then(eachWeek(other)));
    }

    /// Each week from the shift's date on.
    ///
    /// @param shift no longer than a day
    public static RosterEdit eachWeek(Shift shift) {
        return RosterEdit.ofWeeklyDuties(
                List.of(),
                List.of(new WeeklyDuty(
                        shift.consultant(), shift.coverage(), shift.asWeeklySpan(), dateOf(shift), Optional.empty())));
    }

    /// The covers of the fortnight before `from` once more, a fortnight later, and what was weekly then and is not any
    /// more. What would clash with a duty of the same person is left out, and what would lie on a date in `closed`.
    public static RosterEdit fillFromBefore(RosterData books, LocalDate from, List<LocalDate> closed) {
        var there = new ArrayList<>(Shift.touching(books, from, from.plusDays(14)));
        var covers = new ArrayList<Cover>();
        for (var shift : Shift.touching(books, from.minusDays(14), from)) {
            var again = shift.at(
                    shift.span().start().plusDays(14), shift.span().end().plusDays(14));
            var free = there.stream().noneMatch(again::clashesWith);
            if (free && !dateOf(again).isBefore(from) && !closed.contains(dateOf(again))) {
                there.add(again);
                covers.add(again.asCover());
            }
        }
        return RosterEdit.ofCovers(List.of(), covers);
    }

    private static RosterEdit cut(RosterData books, Series series, Dates dates) {
        var rows = series.in(books.weeklyDuties());
        var touched = rows.stream()
                .filter(row -> !Dates.of(List.of(row)).and(dates).isEmpty())
                .toList();
        var left = touched.stream()
                .flatMap(row -> Dates.of(List.of(row)).minus(dates).ranges().stream())
                .map(series::on)
                .toList();
        return RosterEdit.ofWeeklyDuties(touched, left);
    }

    private static Optional<Series> findWeekly(RosterData books, Shift shift) {
        if (!shift.fitsAWeek()) {
            return Optional.empty();
        }
        var series = new Series(shift.consultant(), shift.coverage(), shift.asWeeklySpan());
        return series.in(books.weeklyDuties()).stream().anyMatch(row -> row.isInForceOn(dateOf(shift)))
                ? Optional.of(series)
                : Optional.empty();
    }

    private static LocalDate dateOf(Shift shift) {
        return shift.span().start().toLocalDate();
    }
}
