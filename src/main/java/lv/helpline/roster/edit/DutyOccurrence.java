package lv.helpline.roster.edit;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;

/// One occurrence of a duty, be it of a weekly one or a cover, whether its consultant is absent then or not.
public record DutyOccurrence(ConsultantId consultant, DutyScope coverage, LocalSpan span) {

    static DutyOccurrence of(WeeklyDuty duty, LocalDate date) {
        return new DutyOccurrence(
                duty.consultant(), duty.coverage(), duty.span().on(date));
    }

    static DutyOccurrence of(Cover cover) {
        return new DutyOccurrence(cover.consultant(), cover.coverage(), cover.span());
    }

    /// Those that touch a date in `[from, until)`, in no order. One that a weekly duty and a cover both make is there
    /// twice.
    public static List<DutyOccurrence> touching(RosterData roster, LocalDate from, LocalDate until) {
        var dates = new LocalSpan(from.atStartOfDay(), until.atStartOfDay());
        var weekly = roster.weeklyDuties().stream()
                .flatMap(duty -> startsOf(duty, from.minusDays(1), until).map(date -> of(duty, date)));
        return Stream.concat(weekly, roster.covers().stream().map(DutyOccurrence::of))
                .filter(dutyOccurrence -> dutyOccurrence.span.overlaps(dates))
                .toList();
    }

    private static Stream<LocalDate> startsOf(WeeklyDuty duty, LocalDate from, LocalDate until) {
        var daysAhead =
                Math.floorMod(duty.span().day().getValue() - from.getDayOfWeek().getValue(), 7);
        return Stream.iterate(from.plusDays(daysAhead), date -> date.isBefore(until), date -> date.plusWeeks(1))
                .filter(duty::isInForceOn);
    }

    /// On that day of the week at that time, if it is no longer than a week's occurrence may be.
    public boolean fitsAWeek() {
        return !span.end().isAfter(span.start().plusDays(1));
    }

    /// Whether nobody can have both: of the same consultant at the same time, and both for callers or neither.
    boolean clashesWith(DutyOccurrence other) {
        return consultant.equals(other.consultant)
                && span.overlaps(other.span)
                && coverage.servesCallers() == other.coverage.servesCallers();
    }

    /// The same by somebody else.
    public DutyOccurrence by(ConsultantId other) {
        return new DutyOccurrence(other, coverage, span);
    }

    public DutyOccurrence at(LocalDateTime start, LocalDateTime end) {
        return new DutyOccurrence(consultant, coverage, new LocalSpan(start, end));
    }

    Cover asCover() {
        return new Cover(consultant, coverage, span);
    }

    WeeklySpan asWeeklySpan() {
        return new WeeklySpan(
                span.start().getDayOfWeek(),
                span.start().toLocalTime(),
                span.end().toLocalTime());
    }
}
