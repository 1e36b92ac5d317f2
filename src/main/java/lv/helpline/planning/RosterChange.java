package lv.helpline.planning;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.edit.DutyChange;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.edit.LineHours;
import lv.helpline.roster.edit.RecurringDuty;
import lv.helpline.roster.edit.RosterEdit;

/// One thing that an edit does, as somebody would say it: not which rows go and come, but who has which duty and who
/// has it no more.
public sealed interface RosterChange {

    /// When what is said begins to be so.
    LocalDateTime start();

    /// Somebody has a duty once.
    record Has(DutyOccurrence shift) implements RosterChange {
        @Override
        public LocalDateTime start() {
            return shift.span().start();
        }
    }

    /// Somebody does not have a duty once.
    record HasNot(DutyOccurrence shift) implements RosterChange {
        @Override
        public LocalDateTime start() {
            return shift.span().start();
        }
    }

    /// Somebody has a duty instead of somebody else.
    record Instead(DutyOccurrence before, ConsultantId after) implements RosterChange {
        @Override
        public LocalDateTime start() {
            return before.span().start();
        }
    }

    /// Somebody has a duty at other times.
    record Moved(DutyOccurrence before, DutyOccurrence after) implements RosterChange {
        @Override
        public LocalDateTime start() {
            return before.span().start().isBefore(after.span().start())
                    ? before.span().start()
                    : after.span().start();
        }
    }

    /// Somebody has a duty each week.
    record Weekly(RecurringDuty series, LocalDateTime start, Optional<LocalDate> until) implements RosterChange {}

    /// Somebody does not have a weekly duty any more.
    record WeeklyNot(RecurringDuty series, LocalDateTime start, Optional<LocalDate> until) implements RosterChange {}

    /// Somebody cannot come.
    record Away(Absence absence) implements RosterChange {
        @Override
        public LocalDateTime start() {
            return absence.span().start();
        }
    }

    /// Somebody can come after all.
    record Back(Absence absence) implements RosterChange {
        @Override
        public LocalDateTime start() {
            return absence.span().start();
        }
    }

    /// Lines are closed for a time.
    record Closed(Closure closure) implements RosterChange {
        @Override
        public LocalDateTime start() {
            return closure.span().start();
        }
    }

    /// Lines are not closed for a time any more.
    record ClosedNot(Closure closure) implements RosterChange {
        @Override
        public LocalDateTime start() {
            return closure.span().start();
        }
    }

    /// A line is specially open.
    record Opened(SpecialOpening opening) implements RosterChange {
        @Override
        public LocalDateTime start() {
            return opening.span().start();
        }
    }

    /// A line is not specially open any more.
    record OpenedNot(SpecialOpening opening) implements RosterChange {
        @Override
        public LocalDateTime start() {
            return opening.span().start();
        }
    }

    /// A line is open at other hours each week, from now on.
    record OtherHours(LineHours hours) implements RosterChange {
        @Override
        public LocalDateTime start() {
            return LocalDateTime.MIN;
        }
    }

    /// Everything that an edit does, in the order in which it begins to be so.
    static List<RosterChange> of(RosterEdit edit) {
        var said = new ArrayList<RosterChange>();
        edit.absentTimes().removed().forEach(absence -> said.add(new Back(absence)));
        edit.absentTimes().added().forEach(absence -> said.add(new Away(absence)));
        edit.closures().removed().forEach(closure -> said.add(new ClosedNot(closure)));
        edit.closures().added().forEach(closure -> said.add(new Closed(closure)));
        edit.specialOpenings().removed().forEach(opening -> said.add(new OpenedNot(opening)));
        edit.specialOpenings().added().forEach(opening -> said.add(new Opened(opening)));
        edit.hours().added().forEach(hours -> said.add(new OtherHours(hours)));
        var gone = new ArrayList<>(
                edit.covers().removed().stream().map(RosterChange::shift).toList());
        var come = new ArrayList<>(
                edit.covers().added().stream().map(RosterChange::shift).toList());
        for (var change : DutyChange.weekly(edit)) {
            var once = change.once();
            if (once.isPresent()) {
                (change.comes() ? come : gone).add(once.get());
            } else {
                change.start()
                        .ifPresent(start -> said.add(
                                change.comes()
                                        ? new Weekly(change.series(), start, change.until())
                                        : new WeeklyNot(change.series(), start, change.until())));
            }
        }
        for (var before : gone) {
            said.add(pair(before, come));
        }
        come.forEach(dutyOccurrence -> said.add(new Has(dutyOccurrence)));
        return said.stream().sorted(comparing(RosterChange::start)).toList();
    }

    /// When the edit first changes anything; empty for one that does nothing.
    static Optional<LocalDateTime> begins(RosterEdit edit) {
        return of(edit).stream().map(RosterChange::start).findFirst();
    }

    private static RosterChange pair(DutyOccurrence before, List<DutyOccurrence> come) {
        var samePlace = come.stream()
                .filter(after -> after.coverage().equals(before.coverage()))
                .toList();
        return Stream.concat(
                        samePlace.stream()
                                .filter(after -> after.span().equals(before.span()))
                                .map(after -> paired(come, after, new Instead(before, after.consultant()))),
                        samePlace.stream()
                                .filter(after -> after.consultant().equals(before.consultant()))
                                .filter(after -> after.span()
                                        .start()
                                        .toLocalDate()
                                        .equals(before.span().start().toLocalDate()))
                                .map(after -> paired(come, after, new Moved(before, after))))
                .findFirst()
                .orElseGet(() -> new HasNot(before));
    }

    private static RosterChange paired(List<DutyOccurrence> come, DutyOccurrence after, RosterChange rosterChange) {
        come.remove(after);
        return rosterChange;
    }

    private static DutyOccurrence shift(Cover cover) {
        return new DutyOccurrence(cover.consultant(), cover.coverage(), cover.span());
    }
}
