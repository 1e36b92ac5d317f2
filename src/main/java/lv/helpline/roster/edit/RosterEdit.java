package lv.helpline.roster.edit;

import static java.util.stream.Collectors.toMap;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Cover;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.WeeklyDuty;

/// A change of the duties, as what it takes away and what it puts in: values, so an edit can be shown, kept as a draft,
/// tried on the roster without touching it, and turned round.
public record RosterEdit(
        Part<WeeklyDuty> weeklyDuties,
        Part<Cover> covers,
        Part<Absence> absences,
        Part<Closure> closures,
        Part<SpecialOpening> specialOpenings,
        Part<LineHours> hours) {

    public static final RosterEdit NONE = new RosterEdit(Part.none(), Part.none(), Part.none());

    /// An edit that leaves alone when lines are open.
    public RosterEdit(Part<WeeklyDuty> weeklyDuties, Part<Cover> covers, Part<Absence> absences) {
        this(weeklyDuties, covers, absences, Part.none(), Part.none(), Part.none());
    }

    /// What happens to the entries of one kind.
    ///
    /// @param removed have to be in the roster; an entry that is there twice and here once is there once
    ///                afterwards
    public record Part<T>(List<T> removed, List<T> added) {

        public Part {
            removed = List.copyOf(removed);
            added = List.copyOf(added);
        }

        static <T> Part<T> none() {
            return new Part<>(List.of(), List.of());
        }

        public boolean isEmpty() {
            return removed.isEmpty() && added.isEmpty();
        }

        /// Hands over what it removes and what it adds.
        void each(Consumer<T> consumer) {
            removed.forEach(consumer);
            added.forEach(consumer);
        }

        Part<T> inverse() {
            return new Part<>(added, removed);
        }

        /// What one adds and the other removes is in neither.
        Part<T> then(Part<T> next) {
            var allAdded = new ArrayList<>(added);
            var allRemoved = new ArrayList<>(removed);
            next.removed.stream().filter(entry -> !allAdded.remove(entry)).forEach(allRemoved::add);
            next.added.stream().filter(entry -> !allRemoved.remove(entry)).forEach(allAdded::add);
            return new Part<>(allRemoved, allAdded);
        }

        List<T> appliedTo(List<T> entries) {
            var left = new ArrayList<>(entries);
            removed.stream().filter(entry -> !left.remove(entry)).findFirst().ifPresent(missing -> {
                throw new IllegalArgumentException("edit: what it removes is not in the roster");
            });
            left.addAll(added);
            return left;
        }
    }

    public static RosterEdit ofWeeklyDuties(List<WeeklyDuty> removed, List<WeeklyDuty> added) {
        return new RosterEdit(new Part<>(removed, added), Part.none(), Part.none());
    }

    public static RosterEdit ofCovers(List<Cover> removed, List<Cover> added) {
        return new RosterEdit(Part.none(), new Part<>(removed, added), Part.none());
    }

    public static RosterEdit ofAbsences(List<Absence> removed, List<Absence> added) {
        return new RosterEdit(Part.none(), Part.none(), new Part<>(removed, added));
    }

    public static RosterEdit ofClosures(List<Closure> removed, List<Closure> added) {
        return new RosterEdit(
                Part.none(), Part.none(), Part.none(), new Part<>(removed, added), Part.none(), Part.none());
    }

    public static RosterEdit ofSpecialOpenings(List<SpecialOpening> removed, List<SpecialOpening> added) {
        return new RosterEdit(
                Part.none(), Part.none(), Part.none(), Part.none(), new Part<>(removed, added), Part.none());
    }

    /// Other hours for a line; none for the hours that it has.
    public static RosterEdit ofHours(LineHours before, LineHours after) {
        return new RosterEdit(
                        Part.none(),
                        Part.none(),
                        Part.none(),
                        Part.none(),
                        Part.none(),
                        new Part<>(List.of(before), List.of(after)))
                .simplified();
    }

    public boolean isEmpty() {
        return weeklyDuties.isEmpty() && covers.isEmpty() && absences.isEmpty() && !changesOpenings();
    }

    /// Whether it changes when lines are open.
    public boolean changesOpenings() {
        return !closures.isEmpty() || !specialOpenings.isEmpty() || !hours.isEmpty();
    }

    /// The same without what it takes away and puts in again.
    public RosterEdit simplified() {
        return NONE.then(this);
    }

    /// From the first to the last time of all in it that has a date; empty when nothing has.
    public Optional<LocalSpan> dates() {
        var spans = new ArrayList<LocalSpan>();
        covers.each(cover -> spans.add(cover.span()));
        absences.each(absence -> spans.add(absence.span()));
        closures.each(closure -> spans.add(closure.span()));
        specialOpenings.each(opening -> spans.add(opening.span()));
        return spans.stream().reduce(LocalSpan::with);
    }

    /// When people are absent no more, and when they are newly. What goes and comes again, as when a part is cut
    /// out of an absence, is in neither.
    public Part<Absence> absentTimes() {
        return new Part<>(without(absences.removed(), absences.added()), without(absences.added(), absences.removed()));
    }

    private static List<Absence> without(List<Absence> some, List<Absence> others) {
        return some.stream()
                .flatMap(absence -> absence
                        .span()
                        .without(others.stream()
                                .filter(other -> other.consultant().equals(absence.consultant()))
                                .map(Absence::span)
                                .toList())
                        .stream()
                        .map(left -> new Absence(absence.consultant(), left)))
                .toList();
    }

    /// The edit that takes this one back.
    public RosterEdit inverse() {
        return new RosterEdit(
                weeklyDuties.inverse(),
                covers.inverse(),
                absences.inverse(),
                closures.inverse(),
                specialOpenings.inverse(),
                hours.inverse());
    }

    /// This edit and then another, as one.
    public RosterEdit then(RosterEdit next) {
        return new RosterEdit(
                weeklyDuties.then(next.weeklyDuties),
                covers.then(next.covers),
                absences.then(next.absences),
                closures.then(next.closures),
                specialOpenings.then(next.specialOpenings),
                hours.then(next.hours));
    }

    /// This edit for a roster that may have changed since the edit was made.
    public Rebased rebasedOn(RosterData roster) {
        return Rebased.of(this, roster);
    }

    /// This edit without what it would change of the time before `now`: whoever was on duty, and whatever was open,
    /// stays so in every record. What is under way is cut at that minute.
    ///
    /// @param before the roster that it is applied to; everything that the edit removes is in it
    public RosterEdit fromNowOn(RosterData before, LocalDateTime now) {
        return new FromNowOn(before, now).of(this);
    }

    /// The roster as it would be.
    ///
    /// @throws IllegalArgumentException when something that it removes is not there
    public RosterData appliedTo(RosterData roster) {
        return new RosterData(
                withHours(roster.lines()),
                roster.consultants(),
                weeklyDuties.appliedTo(roster.weeklyDuties()),
                covers.appliedTo(roster.covers()),
                absences.appliedTo(roster.absences()),
                roster.pauses(),
                closures.appliedTo(roster.closures()),
                specialOpenings.appliedTo(roster.specialOpenings()),
                roster.outsideHelp());
    }

    private List<Line> withHours(List<Line> lines) {
        if (hours.isEmpty()) {
            return lines;
        }
        var after = hours.appliedTo(lines.stream().map(LineHours::of).toList()).stream()
                .collect(toMap(LineHours::line, LineHours::hours));
        return lines.stream()
                .map(line -> line.withHours(Objects.requireNonNull(after.get(line.id()))))
                .toList();
    }
}
