package lv.helpline.planning;

import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import lv.helpline.planning.NewCoverageGaps.NewCoverageGap;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.staffing.Shift;
import lv.helpline.roster.staffing.Shifts;

/// What an edit does: the difference between who is on duty for which open line before it and after it.
///
/// @param gaps   where an open line is left without anybody, whether it was covered before or was closed; see
///               [#gapsUntil]
/// @param people whose duties change within [#PEOPLE_AHEAD] or while a line newly opens or closes, by their ids
public record EditEffect(List<NewCoverageGap> gaps, List<PersonalChange> people) {

    public static final EditEffect NONE = new EditEffect(List.of(), List.of());

    /// How far ahead people are told of their duties.
    public static final Duration PEOPLE_AHEAD = Duration.ofDays(60);

    private static final Duration LONGEST = Duration.ofDays(400);

    public EditEffect {
        gaps = List.copyOf(gaps);
        people = List.copyOf(people);
    }

    /// @param gone duties that somebody has no more
    /// @param come duties that somebody has newly
    public record PersonalChange(ConsultantId consultant, List<Shift> gone, List<Shift> come) {
        public PersonalChange {
            gone = List.copyOf(gone);
            come = List.copyOf(come);
        }

        /// How long they are on duty less; negative for more.
        public Duration lost() {
            return sum(gone).minus(sum(come));
        }

        private static Duration sum(List<Shift> shifts) {
            return shifts.stream()
                    .map(shift -> Duration.between(shift.start(), shift.end()))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    /// @param edit what was edited, by which the time that is looked at is chosen
    public static EditEffect of(Roster before, Roster after, RosterEdit edit, Instant now) {
        var until = ahead(
                now,
                PEOPLE_AHEAD,
                Stream.concat(
                        edit.closures().removed().stream().map(Closure::span),
                        Stream.concat(
                                edit.closures().added().stream().map(Closure::span),
                                Stream.concat(
                                        edit.specialOpenings().removed().stream()
                                                .map(SpecialOpening::span),
                                        edit.specialOpenings().added().stream().map(SpecialOpening::span)))));
        return new EditEffect(
                NewCoverageGaps.of(before, after, now, gapsUntil(edit, now)),
                personal(concerned(before, after, edit), before, after, now, until));
    }

    /// Until when gaps are looked for: for [NewCoverageGaps#AHEAD], and as long as somebody is newly absent, a line
    /// newly opens, or a closure is taken back.
    static Instant gapsUntil(RosterEdit edit, Instant now) {
        return ahead(
                now,
                NewCoverageGaps.AHEAD,
                Stream.concat(
                        edit.absentTimes().added().stream().map(Absence::span),
                        Stream.concat(
                                edit.closures().removed().stream().map(Closure::span),
                                edit.specialOpenings().added().stream().map(SpecialOpening::span))));
    }

    private static Instant ahead(Instant now, Duration least, Stream<LocalSpan> spans) {
        var latest = now.plus(LONGEST);
        return Stream.concat(
                        Stream.of(now.plus(least)),
                        spans.map(LocalSpan::endsAt).map(end -> end.isAfter(latest) ? latest : end))
                .max(naturalOrder())
                .orElseThrow();
    }

    private static Set<ConsultantId> concerned(Roster before, Roster after, RosterEdit edit) {
        var concerned = new TreeSet<ConsultantId>();
        if (edit.changesOpenings()) {
            after.data().consultants().stream().map(Consultant::id).forEach(concerned::add);
        }
        both(edit.weeklyDuties()).map(WeeklyDuty::consultant).forEach(concerned::add);
        both(edit.covers()).map(Cover::consultant).forEach(concerned::add);
        both(edit.absences()).map(Absence::consultant).forEach(concerned::add);
        var known = before.data().consultants().stream().map(Consultant::id).toList();
        concerned.retainAll(known);
        return concerned;
    }

    private static <T> Stream<T> both(RosterEdit.Part<T> part) {
        return Stream.concat(part.removed().stream(), part.added().stream());
    }

    private static List<PersonalChange> personal(
            Set<ConsultantId> concerned, Roster before, Roster after, Instant now, Instant until) {
        var was = Shifts.of(before, concerned, now, until);
        var is = Shifts.of(after, concerned, now, until);
        return concerned.stream()
                .map(each -> personal(each, was.getOrDefault(each, List.of()), is.getOrDefault(each, List.of())))
                .filter(each -> !each.gone().isEmpty() || !each.come().isEmpty())
                .toList();
    }

    private static PersonalChange personal(ConsultantId consultant, List<Shift> was, List<Shift> is) {
        return new PersonalChange(consultant, without(was, is), without(is, was));
    }

    private static List<Shift> without(List<Shift> some, List<Shift> others) {
        var known = Set.copyOf(others);
        return some.stream().filter(each -> !known.contains(each)).toList();
    }
}
