package lv.helpline.roster.edit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;

/// A weekly duty without its dates. Which dates it is in force on may be spread over several rows, for one occurrence
/// can be taken out of it: only the dates together mean something.
public record RecurringDuty(ConsultantId consultant, DutyScope coverage, WeeklySpan span) {

    static RecurringDuty of(WeeklyDuty duty) {
        return new RecurringDuty(duty.consultant(), duty.coverage(), duty.span());
    }

    List<WeeklyDuty> in(List<WeeklyDuty> duties) {
        return duties.stream().filter(duty -> of(duty).equals(this)).toList();
    }

    WeeklyDuty on(Dates.Range dates) {
        return new WeeklyDuty(consultant, coverage, span, dates.from(), dates.openEnd());
    }

    /// The first occurrence in `[from, until)`; empty if there is none.
    public Optional<LocalSpan> firstWithin(LocalDate from, Optional<LocalDate> until) {
        var ahead = Math.floorMod(span.day().getValue() - from.getDayOfWeek().getValue(), 7);
        var first = from.plusDays(ahead);
        return until.isPresent() && !first.isBefore(until.get()) ? Optional.empty() : Optional.of(span.on(first));
    }

    /// The dates that an edit takes out of it.
    Dates cutBy(RosterEdit.Part<WeeklyDuty> part) {
        return Dates.of(in(part.removed())).minus(Dates.of(in(part.added())));
    }

    /// The dates that an edit puts into it.
    Dates addedBy(RosterEdit.Part<WeeklyDuty> part) {
        return Dates.of(in(part.added())).minus(Dates.of(in(part.removed())));
    }
}
