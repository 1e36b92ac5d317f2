package lv.helpline.roster.edit;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Ranges;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;

/// A weekly duty without its dates. Which dates it is in force on may be spread over several rows, for one occurrence
/// can be taken out of it: only the dates together mean something.
///
/// The dates of one that does not come each week are kept as ranges from an occurrence to an occurrence, so that two
/// ranges with no occurrence between them are one.
///
/// @param everyWeeks see [WeeklyDuty#everyWeeks]
/// @param phase      which of these weeks it comes in: of [WeeklyDuty#week] what is left by `everyWeeks`
public record RecurringDuty(ConsultantId consultant, DutyScope coverage, WeeklySpan span, int everyWeeks, int phase) {

    static RecurringDuty of(WeeklyDuty duty) {
        return new RecurringDuty(
                duty.consultant(),
                duty.coverage(),
                duty.span(),
                duty.everyWeeks(),
                Math.floorMod(WeeklyDuty.week(duty.from()), duty.everyWeeks()));
    }

    List<WeeklyDuty> in(List<WeeklyDuty> duties) {
        return duties.stream().filter(duty -> of(duty).equals(this)).toList();
    }

    /// The dates of rows of it; up to [LocalDate#MAX] where there is no end.
    ImmutableRangeSet<LocalDate> dates(List<WeeklyDuty> rows) {
        return fitted(Ranges.union(rows.stream()
                .map(row -> Ranges.range(row.from(), row.until().orElse(LocalDate.MAX)))));
    }

    /// The dates, as far as they matter to it.
    ImmutableRangeSet<LocalDate> fitted(ImmutableRangeSet<LocalDate> dates) {
        return everyWeeks == 1
                ? dates
                : Ranges.union(dates.asRanges().stream()
                        .map(range -> Ranges.range(fitted(range.lowerEndpoint()), fitted(range.upperEndpoint()))));
    }

    private LocalDate fitted(LocalDate date) {
        return date.equals(LocalDate.MIN) || date.equals(LocalDate.MAX) ? date : next(date);
    }

    /// The rows that say these dates: those that are known already, where one does.
    List<WeeklyDuty> rows(ImmutableRangeSet<LocalDate> dates, List<WeeklyDuty> known) {
        return fitted(dates).asRanges().stream()
                .map(range -> known.stream()
                        .filter(row -> dates(List.of(row)).asRanges().equals(Set.of(range)))
                        .findFirst()
                        .orElseGet(() -> on(range)))
                .toList();
    }

    /// @param dates from a date in one of its weeks
    private WeeklyDuty on(Range<LocalDate> dates) {
        return new WeeklyDuty(consultant, coverage, span, dates.lowerEndpoint(), end(dates), everyWeeks);
    }

    /// The date before which the dates end; empty for no end.
    static Optional<LocalDate> end(Range<LocalDate> dates) {
        return Optional.of(dates.upperEndpoint()).filter(date -> !date.equals(LocalDate.MAX));
    }

    /// The same by somebody else from a date on; nothing if no occurrence is left.
    Optional<WeeklyDuty> by(ConsultantId other, LocalDate from, Optional<LocalDate> until) {
        var start = fitted(from);
        return until.isPresent() && !until.get().isAfter(start)
                ? Optional.empty()
                : Optional.of(new WeeklyDuty(other, coverage, span, start, until, everyWeeks));
    }

    boolean startsOn(LocalDate date) {
        return next(date).equals(date);
    }

    /// The date of the first occurrence that is not before a date.
    private LocalDate next(LocalDate date) {
        var first = date.plusDays(
                Math.floorMod(span.day().getValue() - date.getDayOfWeek().getValue(), 7));
        return first.plusWeeks(Math.floorMod(phase - WeeklyDuty.week(first), everyWeeks));
    }

    /// The first occurrence in `[from, until)`; empty if there is none.
    public Optional<LocalSpan> firstWithin(LocalDate from, Optional<LocalDate> until) {
        var first = next(from);
        return until.isPresent() && !first.isBefore(until.get()) ? Optional.empty() : Optional.of(span.on(first));
    }

    /// The date after the last occurrence before `until`; of one of each week `until` itself.
    LocalDate afterTheLastBefore(LocalDate until) {
        return everyWeeks == 1 ? until : next(until).minusWeeks(everyWeeks).plusDays(1);
    }

    /// The dates that an edit takes out of it.
    ImmutableRangeSet<LocalDate> cutBy(RosterEdit.Part<WeeklyDuty> part) {
        return dates(in(part.removed())).difference(dates(in(part.added())));
    }

    /// The dates that an edit puts into it.
    ImmutableRangeSet<LocalDate> addedBy(RosterEdit.Part<WeeklyDuty> part) {
        return dates(in(part.added())).difference(dates(in(part.removed())));
    }
}
