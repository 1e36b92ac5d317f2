package lv.helpline.planning.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.DutyEdits;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterText;
import lv.helpline.roster.edit.Shift;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/// What somebody wants done to the roster, as the forms send it.
///
/// @param what    which of the actions below
/// @param shift   the duty that it is about
/// @param other   another duty, for a swap
/// @param person  who is to have it
/// @param start   at which time, on the duty's date
/// @param end     on the next date unless it is after the start
/// @param repeat  `weekly` for each week from the duty's date on
/// @param edit    what is to be done before, in an edit's text
record RosterAsk(
        @Nullable String what,
        @Nullable String shift,
        @Nullable String other,
        @Nullable Integer person,
        @DateTimeFormat(iso = ISO.TIME) @Nullable LocalTime start,
        @DateTimeFormat(iso = ISO.TIME) @Nullable LocalTime end,
        @Nullable String repeat,
        @Nullable String edit) {

    /// The edit, upon the books; empty when what it is about is not there any more.
    ///
    /// @throws IllegalArgumentException or `DateTimeException` when it makes no sense
    Optional<RosterEdit> edit(RosterData books, LocalDate from, List<LocalDate> closed) {
        return switch (what == null ? "" : what) {
            case "away" -> thereIs(books).map(RosterAsk::away).map(this::orSomebodyElse);
            case "away-all-day" -> thereIs(books).map(RosterAsk::awayAllDay).map(this::orSomebodyElse);
            case "back" -> Optional.of(back(books)).filter(edit -> !edit.isEmpty());
            case "change" -> changed(books);
            case "swap" -> DutyEdits.swapped(books, about(), RosterText.shift(text(other)));
            case "without" -> DutyEdits.without(books, about());
            case "no-more" -> DutyEdits.noMore(books, about());
            case "add" -> Optional.of(isWeekly() ? DutyEdits.eachWeek(wanted()) : DutyEdits.with(wanted()));
            case "also" -> Optional.of(RosterText.edit(text(edit)).then(DutyEdits.with(about())));
            case "fill" ->
                Optional.of(DutyEdits.fillFromBefore(books, from, closed)).filter(edit -> !edit.isEmpty());
            default -> throw new IllegalArgumentException("roster: there is no such action");
        };
    }

    private Optional<Shift> thereIs(RosterData books) {
        var shift = about();
        return Optional.of(shift).filter(each -> DutyEdits.without(books, each).isPresent());
    }

    private static RosterEdit away(Shift shift) {
        return DutyEdits.absent(shift.consultant(), shift.span());
    }

    private static RosterEdit awayAllDay(Shift shift) {
        var date = shift.span().start().toLocalDate();
        return DutyEdits.absent(
                shift.consultant(),
                new LocalSpan(date.atStartOfDay(), date.plusDays(1).atStartOfDay()));
    }

    private RosterEdit orSomebodyElse(RosterEdit absence) {
        return person == null ? absence : absence.then(DutyEdits.with(about().by(new ConsultantId(person))));
    }

    private RosterEdit back(RosterData books) {
        var shift = about();
        return DutyEdits.present(books, shift.consultant(), shift.span());
    }

    private Optional<RosterEdit> changed(RosterData books) {
        return isWeekly()
                ? DutyEdits.weeklyFrom(books, about(), wanted())
                : DutyEdits.instead(books, about(), wanted()).filter(edit -> !edit.isEmpty());
    }

    private boolean isWeekly() {
        return "weekly".equals(repeat);
    }

    /// The duty as it is wanted.
    private Shift wanted() {
        var shift = about();
        var by = person == null ? shift : shift.by(new ConsultantId(person));
        if (start == null || end == null) {
            return by;
        }
        var date = shift.span().start().toLocalDate();
        var from = LocalDateTime.of(date, start);
        var to = LocalDateTime.of(date, end);
        return by.at(from, to.isAfter(from) ? to : to.plusDays(1));
    }

    private Shift about() {
        return RosterText.shift(text(shift));
    }

    private static String text(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("roster: something is missing");
        }
        return text;
    }
}
