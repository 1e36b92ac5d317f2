package lv.helpline.planning.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.DutyEdits;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.edit.DutyPlan;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterEditCodec;
import org.jspecify.annotations.Nullable;

/// An edit of the roster as the forms send it.
///
/// @param what    which of the actions below
/// @param shift   the duty that it is about
/// @param other   another duty, for a swap
/// @param person  who is to have it
/// @param start   at which time, on the duty's date
/// @param end     on the next date unless it is after the start
/// @param every   every how many weeks from the duty's date on; nothing for once
/// @param scope   what planned duties are for
/// @param days    on which days of the week they are
/// @param first   from which date on
/// @param last    to which date, itself included; nothing for no end
/// @param edit    what is to be done before, in an edit's text
record RosterEditForm(
        @Nullable String what,
        @Nullable String shift,
        @Nullable String other,
        @Nullable Integer person,
        @Nullable LocalTime start,
        @Nullable LocalTime end,
        @Nullable Integer every,
        @Nullable String scope,
        @Nullable Set<DayOfWeek> days,
        @Nullable LocalDate first,
        @Nullable LocalDate last,
        @Nullable String edit) {

    /// The edit, upon the roster; empty when what it is about is not there any more.
    ///
    /// @throws IllegalArgumentException or `DateTimeException` when it makes no sense
    Optional<RosterEdit> edit(RosterData roster, LocalDate from, List<LocalDate> closed) {
        return switch (what == null ? "" : what) {
            case "away" -> thereIs(roster).map(RosterEditForm::away).map(this::orSomebodyElse);
            case "away-all-day" ->
                thereIs(roster).map(RosterEditForm::awayAllDay).map(this::orSomebodyElse);
            case "back" -> Optional.of(back(roster)).filter(edit -> !edit.isEmpty());
            case "change" -> changed(roster);
            case "swap" -> DutyEdits.swapped(roster, about(), RosterEditCodec.shift(text(other)));
            case "without" -> DutyEdits.without(roster, about());
            case "no-more" -> DutyEdits.noMore(roster, about());
            case "add" -> Optional.of(every == null ? DutyEdits.with(wanted()) : DutyEdits.weekly(wanted(), every));
            case "plan" -> Optional.of(planned().edit(roster)).filter(edit -> !edit.isEmpty());
            case "also" -> Optional.of(RosterEditCodec.edit(text(edit)).then(DutyEdits.with(about())));
            case "fill" ->
                Optional.of(DutyEdits.fillFromBefore(roster, from, closed)).filter(edit -> !edit.isEmpty());
            default -> throw new IllegalArgumentException("roster: there is no such action");
        };
    }

    private Optional<DutyOccurrence> thereIs(RosterData roster) {
        var dutyOccurrence = about();
        return Optional.of(dutyOccurrence)
                .filter(each -> DutyEdits.without(roster, each).isPresent());
    }

    private static RosterEdit away(DutyOccurrence dutyOccurrence) {
        return DutyEdits.absent(dutyOccurrence.consultant(), dutyOccurrence.span());
    }

    private static RosterEdit awayAllDay(DutyOccurrence dutyOccurrence) {
        var date = dutyOccurrence.span().start().toLocalDate();
        return DutyEdits.absent(
                dutyOccurrence.consultant(),
                new LocalSpan(date.atStartOfDay(), date.plusDays(1).atStartOfDay()));
    }

    private RosterEdit orSomebodyElse(RosterEdit absence) {
        return person == null ? absence : absence.then(DutyEdits.with(about().by(new ConsultantId(person))));
    }

    private RosterEdit back(RosterData roster) {
        var dutyOccurrence = about();
        return DutyEdits.present(roster, dutyOccurrence.consultant(), dutyOccurrence.span());
    }

    private Optional<RosterEdit> changed(RosterData roster) {
        return every == null
                ? DutyEdits.instead(roster, about(), wanted()).filter(edit -> !edit.isEmpty())
                : DutyEdits.weeklyFrom(roster, about(), wanted(), every).filter(edit -> !edit.isEmpty());
    }

    private DutyPlan planned() {
        if (person == null || days == null || start == null || end == null || first == null) {
            throw new IllegalArgumentException("roster: something is missing");
        }
        return new DutyPlan(
                new ConsultantId(person),
                RosterEditCodec.coverage(text(scope)),
                days,
                start,
                end,
                first,
                Optional.ofNullable(last).map(date -> date.plusDays(1)),
                Optional.ofNullable(every));
    }

    /// The duty as it is wanted.
    private DutyOccurrence wanted() {
        var dutyOccurrence = about();
        var by = person == null ? dutyOccurrence : dutyOccurrence.by(new ConsultantId(person));
        if (start == null || end == null) {
            return by;
        }
        var date = dutyOccurrence.span().start().toLocalDate();
        var from = LocalDateTime.of(date, start);
        var to = LocalDateTime.of(date, end);
        return by.at(from, to.isAfter(from) ? to : to.plusDays(1));
    }

    private DutyOccurrence about() {
        return RosterEditCodec.shift(text(shift));
    }

    private static String text(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("roster: something is missing");
        }
        return text;
    }
}
