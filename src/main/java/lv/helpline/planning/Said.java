package lv.helpline.planning;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.edit.DutyChange;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.Series;
import lv.helpline.roster.edit.Shift;

/// One thing that an edit does, as somebody would say it: not which rows go and come, but who has which duty and who
/// has it no more.
public sealed interface Said {

    /// When what is said begins to be so.
    LocalDateTime start();

    /// Whom it concerns.
    List<ConsultantId> concerned();

    /// Somebody has a duty once.
    record Has(Shift shift) implements Said {
        @Override
        public LocalDateTime start() {
            return shift.span().start();
        }

        @Override
        public List<ConsultantId> concerned() {
            return List.of(shift.consultant());
        }
    }

    /// Somebody does not have a duty once.
    record HasNot(Shift shift) implements Said {
        @Override
        public LocalDateTime start() {
            return shift.span().start();
        }

        @Override
        public List<ConsultantId> concerned() {
            return List.of(shift.consultant());
        }
    }

    /// Somebody has a duty instead of somebody else.
    record Instead(Shift before, ConsultantId after) implements Said {
        @Override
        public LocalDateTime start() {
            return before.span().start();
        }

        @Override
        public List<ConsultantId> concerned() {
            return List.of(before.consultant(), after);
        }
    }

    /// Somebody has a duty at other times.
    record Moved(Shift before, Shift after) implements Said {
        @Override
        public LocalDateTime start() {
            return before.span().start().isBefore(after.span().start())
                    ? before.span().start()
                    : after.span().start();
        }

        @Override
        public List<ConsultantId> concerned() {
            return List.of(before.consultant());
        }
    }

    /// Somebody has a duty each week.
    record Weekly(Series series, LocalDateTime start, Optional<LocalDate> until) implements Said {
        @Override
        public List<ConsultantId> concerned() {
            return List.of(series.consultant());
        }
    }

    /// Somebody does not have a weekly duty any more.
    record WeeklyNot(Series series, LocalDateTime start, Optional<LocalDate> until) implements Said {
        @Override
        public List<ConsultantId> concerned() {
            return List.of(series.consultant());
        }
    }

    /// Somebody cannot come.
    record Away(Absence absence) implements Said {
        @Override
        public LocalDateTime start() {
            return absence.span().start();
        }

        @Override
        public List<ConsultantId> concerned() {
            return List.of(absence.consultant());
        }
    }

    /// Somebody can come after all.
    record Back(Absence absence) implements Said {
        @Override
        public LocalDateTime start() {
            return absence.span().start();
        }

        @Override
        public List<ConsultantId> concerned() {
            return List.of(absence.consultant());
        }
    }

    /// Everything that an edit does, in the order in which it begins to be so.
    static List<Said> of(RosterEdit edit) {
        var said = new ArrayList<Said>();
        edit.absentTimes().removed().forEach(absence -> said.add(new Back(absence)));
        edit.absentTimes().added().forEach(absence -> said.add(new Away(absence)));
        var gone = new ArrayList<>(
                edit.covers().removed().stream().map(Said::shift).toList());
        var come =
                new ArrayList<>(edit.covers().added().stream().map(Said::shift).toList());
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
        come.forEach(shift -> said.add(new Has(shift)));
        return said.stream().sorted(comparing(Said::start)).toList();
    }

    /// When the edit first changes anything; empty for one that does nothing.
    static Optional<LocalDateTime> begins(RosterEdit edit) {
        return of(edit).stream().map(Said::start).findFirst();
    }

    private static Said pair(Shift before, List<Shift> come) {
        var samePlace = come.stream()
                .filter(after -> after.coverage().equals(before.coverage()))
                .toList();
        return Stream.concat(
                        samePlace.stream()
                                .filter(after -> after.span().equals(before.span()))
                                .map(after -> taken(come, after, new Instead(before, after.consultant()))),
                        samePlace.stream()
                                .filter(after -> after.consultant().equals(before.consultant()))
                                .filter(after -> after.span()
                                        .start()
                                        .toLocalDate()
                                        .equals(before.span().start().toLocalDate()))
                                .map(after -> taken(come, after, new Moved(before, after))))
                .findFirst()
                .orElseGet(() -> new HasNot(before));
    }

    private static Said taken(List<Shift> come, Shift after, Said said) {
        come.remove(after);
        return said;
    }

    private static Shift shift(Cover cover) {
        return new Shift(cover.consultant(), cover.coverage(), cover.span());
    }
}
