package lv.helpline.roster.edit;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Cover;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;

/// Other duties from now on, instead of those in the books: what is past stays as it was.
///
/// A weekly duty that is not wanted any more ends, and keeps its past dates; its occurrence that is under way stays.
/// One that is newly wanted begins now, even if it names an earlier date: of an occurrence that would be under way,
/// the rest is a cover. Covers and absences are cut at the minute that it is.
public final class RosterReplacement {

    private final RosterData books;

    /// What begins earlier has begun. In the hour that autumn repeats it is the end of that hour, for the clocks do
    /// not say which of the two it is.
    private final LocalDateTime now;

    private RosterReplacement(RosterData books, LocalDateTime now) {
        this.books = books;
        var change = Roster.ZONE.getRules().getTransition(now);
        this.now = change == null ? now.truncatedTo(ChronoUnit.MINUTES) : change.getDateTimeBefore();
    }

    /// The edit that makes the duties the wanted ones, from now on. What of the books is over is left alone: it need
    /// not be among the wanted.
    public static RosterEdit of(
            RosterData books, List<WeeklyDuty> weekly, List<Cover> covers, List<Absence> absences, LocalDateTime now) {
        return new RosterReplacement(books, now).edit(weekly, covers, absences);
    }

    public static boolean isOver(WeeklyDuty duty, LocalDateTime now) {
        return duty.until().filter(until -> !until.isAfter(now.toLocalDate())).isPresent();
    }

    public static boolean isOver(LocalSpan span, LocalDateTime now) {
        return !span.end().isAfter(now);
    }

    private RosterEdit edit(List<WeeklyDuty> weekly, List<Cover> covers, List<Absence> absences) {
        var current =
                books.weeklyDuties().stream().filter(duty -> !isOver(duty, now)).toList();
        var changes = Stream.concat(current.stream(), weekly.stream())
                .map(RecurringDuty::of)
                .distinct()
                .map(each -> weekly(each, current, weekly))
                .reduce(RosterEdit.NONE, RosterEdit::then);
        var wantedCovers = Stream.concat(covers.stream(), underWay(weekly, covers).stream())
                .toList();
        return changes.then(new RosterEdit(
                RosterEdit.Part.none(),
                dated(
                        notOver(books.covers(), Cover::span),
                        notOver(wantedCovers, Cover::span),
                        Cover::span,
                        (cover, span) -> new Cover(cover.consultant(), cover.coverage(), span)),
                dated(
                        notOver(books.absences(), Absence::span),
                        notOver(absences, Absence::span),
                        Absence::span,
                        (absence, span) -> new Absence(absence.consultant(), span))));
    }

    private <T> List<T> notOver(List<T> entries, Function<T, LocalSpan> span) {
        return entries.stream().filter(entry -> !isOver(span.apply(entry), now)).toList();
    }

    private RosterEdit weekly(RecurringDuty duty, List<WeeklyDuty> current, List<WeeklyDuty> wanted) {
        var cut = firstDateToChange(duty);
        var rows = duty.in(current);
        var before = Dates.of(rows);
        var after = before.and(Dates.between(LocalDate.MIN, cut))
                .plus(Dates.of(duty.in(wanted)).and(Dates.between(cut, LocalDate.MAX)));
        if (after.equals(before)) {
            return RosterEdit.NONE;
        }
        var changed = after.ranges().stream().map(duty::on).toList();
        return RosterEdit.ofWeeklyDuties(without(rows, changed), without(changed, rows));
    }

    /// Today, unless today's occurrence has begun.
    private LocalDate firstDateToChange(RecurringDuty duty) {
        var today = now.toLocalDate();
        var begun = duty.span().day() == today.getDayOfWeek()
                && !duty.span().start().isAfter(now.toLocalTime());
        return begun ? today.plusDays(1) : today;
    }

    /// What is left of the occurrences that would be under way if the wanted duties had been there before.
    private List<Cover> underWay(List<WeeklyDuty> wanted, List<Cover> covers) {
        var left = new ArrayList<Cover>();
        var held = occurrencesUnderWay(books.weeklyDuties());
        for (var occurrence : occurrencesUnderWay(wanted)) {
            var others = Stream.of(
                            held.stream(),
                            covers.stream().map(DutyOccurrence::of),
                            left.stream().map(DutyOccurrence::of))
                    .flatMap(each -> each)
                    .filter(other -> other.consultant().equals(occurrence.consultant())
                            && other.coverage().equals(occurrence.coverage()))
                    .map(DutyOccurrence::span)
                    .toList();
            new LocalSpan(now, occurrence.span().end())
                    .without(others)
                    .forEach(span -> left.add(new Cover(occurrence.consultant(), occurrence.coverage(), span)));
        }
        return left;
    }

    private List<DutyOccurrence> occurrencesUnderWay(List<WeeklyDuty> duties) {
        var today = now.toLocalDate();
        return duties.stream()
                .flatMap(duty -> Stream.of(today.minusDays(1), today)
                        .filter(date -> date.getDayOfWeek() == duty.span().day() && duty.isInForceOn(date))
                        .map(date -> DutyOccurrence.of(duty, date)))
                .filter(occurrence -> !occurrence.span().start().isAfter(now)
                        && occurrence.span().end().isAfter(now))
                .toList();
    }

    private <T> RosterEdit.Part<T> dated(
            List<T> current, List<T> wanted, Function<T, LocalSpan> span, BiFunction<T, LocalSpan, T> at) {
        var gone = without(current, wanted);
        var past = new ArrayList<T>();
        gone.stream()
                .filter(entry -> span.apply(entry).start().isBefore(now))
                .forEach(entry ->
                        past.add(at.apply(entry, new LocalSpan(span.apply(entry).start(), now))));
        var come = new ArrayList<T>();
        for (var entry : without(wanted, current)) {
            var own = span.apply(entry);
            if (!own.start().isBefore(now)) {
                come.add(entry);
                continue;
            }
            var begun = past.stream()
                    .filter(each -> at.apply(each, own).equals(entry))
                    .findFirst();
            begun.ifPresent(past::remove);
            come.add(at.apply(
                    entry,
                    new LocalSpan(begun.map(each -> span.apply(each).start()).orElse(now), own.end())));
        }
        come.addAll(past);
        return new RosterEdit.Part<>(without(gone, come), without(come, gone));
    }

    private static <T> List<T> without(List<T> all, List<T> others) {
        var left = new ArrayList<>(all);
        others.forEach(left::remove);
        return left;
    }
}
