package lv.helpline.roster.edit;

import com.google.common.collect.RangeSet;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.LocalSpan;

/// What an edit does to the dates of a weekly duty: a range of dates on which it comes, or does not come any more.
///
/// @param comes false when the edit takes the dates out
/// @param until the date before which it ends; empty for no end
public record DutyChange(RecurringDuty series, boolean comes, LocalDate from, Optional<LocalDate> until) {

    /// Each range of each weekly duty that the edit touches.
    public static List<DutyChange> weekly(RosterEdit edit) {
        var part = edit.weeklyDuties();
        return Stream.concat(part.removed().stream(), part.added().stream())
                .map(RecurringDuty::of)
                .distinct()
                .flatMap(recurringDuty -> Stream.concat(
                        changes(recurringDuty, false, recurringDuty.cutBy(part)),
                        changes(recurringDuty, true, recurringDuty.addedBy(part))))
                .toList();
    }

    private static Stream<DutyChange> changes(RecurringDuty recurringDuty, boolean comes, RangeSet<LocalDate> dates) {
        return dates.asRanges().stream()
                .map(range -> new DutyChange(
                        recurringDuty,
                        comes,
                        range.lowerEndpoint(),
                        RecurringDuty.end(range).map(recurringDuty::afterTheLastBefore)));
    }

    /// The only occurrence, when there is one only.
    public Optional<DutyOccurrence> once() {
        return series.firstWithin(from, until)
                .filter(first -> until.isPresent()
                        && series.firstWithin(first.start().toLocalDate().plusDays(1), until)
                                .isEmpty())
                .map(first -> new DutyOccurrence(series.consultant(), series.coverage(), first));
    }

    /// When the first occurrence begins; empty when there is none.
    public Optional<LocalDateTime> start() {
        return series.firstWithin(from, until).map(LocalSpan::start);
    }
}
