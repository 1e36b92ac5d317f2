package lv.helpline.roster.edit;

import com.google.common.collect.ImmutableRangeSet;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Cover;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Ranges;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.WeeklyDuty;

/// Removes from an edit what it would change of the past.
///
/// An entry with a date is cut at `now`. Of a weekly duty the dates before today stay as they were, so a night that
/// began yesterday goes on to its end; today's occurrence, if it has begun, is cut like an entry with a date.
///
/// @param now to the minute
record FromNowOn(RosterData before, LocalDateTime now) {

    RosterEdit of(RosterEdit edit) {
        var covers = new Parts<Cover>();
        dated(
                edit.covers(),
                Cover::span,
                (cover, span) -> new Cover(cover.consultant(), cover.coverage(), span),
                covers);
        var weekly = weekly(edit.weeklyDuties(), covers);
        var absences = new Parts<Absence>();
        dated(edit.absences(), Absence::span, (absence, span) -> new Absence(absence.consultant(), span), absences);
        var closures = new Parts<Closure>();
        dated(
                edit.closures(),
                Closure::span,
                (closure, span) -> new Closure(closure.line(), span, closure.message()),
                closures);
        var openings = new Parts<SpecialOpening>();
        dated(
                edit.specialOpenings(),
                SpecialOpening::span,
                (opening, span) -> new SpecialOpening(opening.line(), span),
                openings);
        return new RosterEdit(
                        weekly, covers.part(), absences.part(), closures.part(), openings.part(), hours(edit.hours()))
                .simplified();
    }

    /// What goes and what comes.
    private static final class Parts<T> {
        private final List<T> removed = new ArrayList<>();
        private final List<T> added = new ArrayList<>();

        RosterEdit.Part<T> part() {
            return new RosterEdit.Part<>(removed, added);
        }
    }

    private <T> void dated(
            RosterEdit.Part<T> part, Function<T, LocalSpan> span, BiFunction<T, LocalSpan, T> at, Parts<T> parts) {
        for (var entry : part.removed()) {
            if (span.apply(entry).end().isAfter(now)) {
                parts.removed.add(entry);
                past(span.apply(entry)).ifPresent(was -> parts.added.add(at.apply(entry, was)));
            }
        }
        for (var entry : part.added()) {
            future(span.apply(entry)).ifPresent(comes -> parts.added.add(at.apply(entry, comes)));
        }
        meet(parts, span, at);
    }

    /// What was cut at `now` and comes again from there on, at the same place, is one entry.
    private <T> void meet(Parts<T> parts, Function<T, LocalSpan> span, BiFunction<T, LocalSpan, T> at) {
        for (var past : List.copyOf(parts.added)) {
            if (!span.apply(past).end().equals(now)) {
                continue;
            }
            parts.added.stream()
                    .filter(next -> span.apply(next).start().equals(now)
                            && at.apply(next, span.apply(past)).equals(past))
                    .findFirst()
                    .ifPresent(next -> {
                        parts.added.remove(past);
                        parts.added.remove(next);
                        parts.added.add(at.apply(past, span.apply(past).with(span.apply(next))));
                    });
        }
    }

    private Optional<LocalSpan> past(LocalSpan span) {
        if (!span.start().isBefore(now)) {
            return Optional.empty();
        }
        return Optional.of(span.end().isAfter(now) ? new LocalSpan(span.start(), now) : span);
    }

    private Optional<LocalSpan> future(LocalSpan span) {
        if (!span.end().isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(span.start().isBefore(now) ? new LocalSpan(now, span.end()) : span);
    }

    /// Hours hold for whole days: from today on if nothing of today is other for it yet, else from tomorrow on.
    private RosterEdit.Part<LineHours> hours(RosterEdit.Part<LineHours> part) {
        var today = now.toLocalDate();
        var added = part.added().stream()
                .map(after -> part.removed().stream()
                        .filter(before -> before.line().equals(after.line()))
                        .findFirst()
                        .map(before -> before.until(
                                openSoFar(before).equals(openSoFar(after)) ? today : today.plusDays(1), after))
                        .orElse(after))
                .toList();
        return new RosterEdit.Part<>(part.removed(), added);
    }

    /// The spans that began today, up to now.
    private List<LocalSpan> openSoFar(LineHours hours) {
        return hours.on(now.toLocalDate()).stream()
                .filter(span -> span.day() == now.getDayOfWeek())
                .flatMap(span -> past(span.on(now.toLocalDate())).stream())
                .toList();
    }

    /// By its dates, not by its rows: see [Rebased].
    private RosterEdit.Part<WeeklyDuty> weekly(RosterEdit.Part<WeeklyDuty> part, Parts<Cover> covers) {
        var today = now.toLocalDate();
        var removed = new ArrayList<WeeklyDuty>();
        var added = new ArrayList<WeeklyDuty>();
        var touched = Stream.concat(part.removed().stream(), part.added().stream())
                .map(RecurringDuty::of)
                .distinct()
                .toList();
        for (var duty : touched) {
            var rows = duty.in(before.weeklyDuties());
            var there = duty.dates(rows);
            var wanted = duty.fitted(there.difference(duty.cutBy(part)).union(duty.addedBy(part)));
            var first = begun(duty, there.contains(today), wanted.contains(today), covers) ? today.plusDays(1) : today;
            var past = ImmutableRangeSet.of(Ranges.range(LocalDate.MIN, first));
            var left = there.intersection(past).union(wanted.difference(past));
            var known =
                    Stream.concat(rows.stream(), duty.in(part.added()).stream()).toList();
            var after = duty.rows(left, known);
            rows.stream().filter(row -> !after.contains(row)).forEach(removed::add);
            after.stream().filter(row -> !rows.contains(row)).forEach(added::add);
        }
        return new RosterEdit.Part<>(removed, added);
    }

    /// What has been of today's occurrence, and what is to come of it, is dated where they are not the same.
    ///
    /// @return whether its date stays as it was
    private boolean begun(RecurringDuty duty, boolean was, boolean wanted, Parts<Cover> covers) {
        var today = now.toLocalDate();
        if (!duty.startsOn(today)) {
            return false;
        }
        var span = duty.span().on(today);
        if (!span.start().isBefore(now)) {
            return false;
        }
        if (wanted && !was) {
            future(span).ifPresent(rest -> covers.added.add(new Cover(duty.consultant(), duty.coverage(), rest)));
        }
        if (was && !wanted && span.end().isAfter(now)) {
            past(span).ifPresent(begun -> covers.added.add(new Cover(duty.consultant(), duty.coverage(), begun)));
            return false;
        }
        return true;
    }
}
