package lv.helpline.roster.edit;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;

/// What becomes of the duties of somebody who serves no more.
public final class Offboarding {

    private Offboarding() {}

    /// Duties that are left without their person and that one other could take: alike but for the day of the week.
    ///
    /// @param weekly   those that come again; or see `covers`
    /// @param covers   dated ones
    /// @param upcoming when each is next
    public record Orphan(DutyScope coverage, List<WeeklyDuty> weekly, List<Cover> covers, List<LocalSpan> upcoming) {

        public Orphan {
            weekly = List.copyOf(weekly);
            covers = List.copyOf(covers);
            upcoming = List.copyOf(upcoming);
        }

        /// On which days of the week; none for a dated one.
        public List<DayOfWeek> days() {
            return weekly.stream().map(duty -> duty.span().day()).toList();
        }
    }

    /// What somebody would still do after a moment, weekly duties first.
    public static List<Orphan> orphans(RosterData roster, ConsultantId leaver, LocalDateTime at) {
        var today = at.toLocalDate();
        var weekly = roster.weeklyDuties().stream()
                .filter(duty -> duty.consultant().equals(leaver) && goesOn(duty, today))
                .sorted(comparing(duty -> duty.span().day()))
                .collect(groupingBy(Alike::of, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(duties -> new Orphan(
                        duties.getFirst().coverage(),
                        duties,
                        List.of(),
                        duties.stream()
                                .flatMap(duty -> next(duty, today).stream())
                                .toList()));
        var dated = roster.covers().stream()
                .filter(cover ->
                        cover.consultant().equals(leaver) && cover.span().end().isAfter(at))
                .sorted(comparing(cover -> cover.span().start()))
                .map(cover -> new Orphan(cover.coverage(), List.of(), List.of(cover), List.of(from(cover.span(), at))));
        return Stream.concat(weekly, dated).toList();
    }

    private record Alike(
            DutyScope coverage,
            LocalTime start,
            LocalTime end,
            LocalDate from,
            Optional<LocalDate> until,
            int everyWeeks) {
        static Alike of(WeeklyDuty duty) {
            return new Alike(
                    duty.coverage(),
                    duty.span().start(),
                    duty.span().end(),
                    duty.from(),
                    duty.until(),
                    duty.everyWeeks());
        }
    }

    /// Everything of theirs ends: a weekly duty with yesterday, a dated one at that minute. What is handed to somebody
    /// begins there and then.
    ///
    /// @param takers who takes which; what is not among them is left to nobody
    public static RosterEdit edit(
            RosterData roster, ConsultantId leaver, LocalDateTime at, Map<Orphan, ConsultantId> takers) {
        var today = at.toLocalDate();
        var edit = overnight(roster, leaver, at);
        for (var orphan : orphans(roster, leaver, at)) {
            var taker = Optional.ofNullable(takers.get(orphan));
            for (var duty : orphan.weekly()) {
                edit = edit.then(end(duty, today, taker));
            }
            for (var cover : orphan.covers()) {
                edit = edit.then(end(cover, at, taker));
            }
        }
        return edit;
    }

    private static RosterEdit end(WeeklyDuty duty, LocalDate today, Optional<ConsultantId> taker) {
        var added = new ArrayList<WeeklyDuty>();
        if (duty.from().isBefore(today)) {
            added.add(new WeeklyDuty(
                    duty.consultant(),
                    duty.coverage(),
                    duty.span(),
                    duty.from(),
                    Optional.of(today),
                    duty.everyWeeks()));
        }
        var from = duty.from().isBefore(today) ? today : duty.from();
        taker.flatMap(who -> RecurringDuty.of(duty).by(who, from, duty.until())).ifPresent(added::add);
        return RosterEdit.ofWeeklyDuties(List.of(duty), added);
    }

    private static RosterEdit end(Cover cover, LocalDateTime at, Optional<ConsultantId> taker) {
        var added = new ArrayList<Cover>();
        if (cover.span().start().isBefore(at)) {
            added.add(new Cover(
                    cover.consultant(),
                    cover.coverage(),
                    new LocalSpan(cover.span().start(), at)));
        }
        taker.ifPresent(who -> added.add(new Cover(who, cover.coverage(), from(cover.span(), at))));
        return RosterEdit.ofCovers(List.of(cover), added);
    }

    /// A duty that began the evening before would go on until morning.
    private static RosterEdit overnight(RosterData roster, ConsultantId leaver, LocalDateTime at) {
        var yesterday = at.toLocalDate().minusDays(1);
        return roster.weeklyDuties().stream()
                .filter(duty -> duty.consultant().equals(leaver)
                        && duty.span().day() == yesterday.getDayOfWeek()
                        && duty.isInForceOn(yesterday))
                .map(duty -> duty.span().on(yesterday).end())
                .filter(end -> end.isAfter(at))
                .max(comparing(end -> end))
                .map(end -> RosterEdit.ofAbsences(List.of(), List.of(new Absence(leaver, new LocalSpan(at, end)))))
                .orElse(RosterEdit.NONE);
    }

    private static boolean goesOn(WeeklyDuty duty, LocalDate today) {
        return duty.until().map(until -> until.isAfter(today)).orElse(true);
    }

    private static Optional<LocalSpan> next(WeeklyDuty duty, LocalDate today) {
        var first = duty.from().isBefore(today) ? today : duty.from();
        return RecurringDuty.of(duty).firstWithin(first, duty.until());
    }

    private static LocalSpan from(LocalSpan span, LocalDateTime at) {
        return span.start().isBefore(at) ? new LocalSpan(at, span.end()) : span;
    }
}
