package lv.helpline.roster.edit;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
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
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;

/// Makes the edit of the roster by which somebody else takes over some hours of a duty.
public final class Handover {

    private Handover() {}

    /// The edit by which `taker` has every duty that `giver` has in the span, and `giver` none there. Whoever gave
    /// their weekly duty away is absent then; when it comes back to them, the absence goes again.
    ///
    /// Empty when `giver` has no duty in the span, or `taker` is absent in some of it for other reasons.
    public static Optional<RosterEdit> of(
            RosterData data, Holidays holidays, ConsultantId giver, ConsultantId taker, LocalSpan span) {
        var given = given(data, giver, span);
        if (given.isEmpty() || giver.equals(taker)) {
            return Optional.empty();
        }
        var away = data.absences().stream()
                .filter(absence ->
                        absence.consultant().equals(taker) && absence.span().overlaps(span))
                .toList();
        if (away.stream().anyMatch(absence -> !isWithin(absence.span(), span))) {
            return Optional.empty();
        }
        var edit = RosterEdit.ofAbsences(away, List.of()).then(release(data, giver, span));
        var roster = new Roster(edit.appliedTo(data), holidays);
        var covers = given.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(part -> new Cover(taker, entry.getKey(), part)))
                .flatMap(cover -> cover.missingIn(edit.appliedTo(data)).stream())
                .filter(cover -> !hasThroughout(roster, cover))
                .toList();
        return Optional.of(edit.then(RosterEdit.ofCovers(List.of(), covers)));
    }

    /// Their covers in the span go; if anything is left that they would do then, they are absent.
    private static RosterEdit release(RosterData data, ConsultantId giver, LocalSpan span) {
        var gone = data.covers().stream()
                .filter(cover -> cover.consultant().equals(giver) && isWithin(cover.span(), span))
                .toList();
        var edit = RosterEdit.ofCovers(gone, List.of());
        return given(edit.appliedTo(data), giver, span).isEmpty()
                ? edit
                : edit.then(RosterEdit.ofAbsences(List.of(), List.of(new Absence(giver, span))));
    }

    /// What somebody has in the span, by what it covers, as spans that do not meet.
    private static Map<DutyScope, List<LocalSpan>> given(RosterData data, ConsultantId giver, LocalSpan span) {
        var parts = new LinkedHashMap<DutyScope, List<LocalSpan>>();
        var covers = data.covers().stream()
                .filter(cover -> cover.consultant().equals(giver))
                .map(cover -> new Cover(giver, cover.coverage(), cover.span()));
        Stream.concat(weekly(data, giver, span), covers)
                .filter(cover -> cover.span().overlaps(span))
                .sorted(comparing((Cover cover) -> cover.span().start()))
                .forEach(cover ->
                        add(parts.computeIfAbsent(cover.coverage(), _ -> new ArrayList<>()), cut(cover.span(), span)));
        return parts;
    }

    private static Stream<Cover> weekly(RosterData data, ConsultantId giver, LocalSpan span) {
        var first = span.start().toLocalDate().minusDays(1);
        var last = span.end().toLocalDate();
        return data.weeklyDuties().stream()
                .filter(duty -> duty.consultant().equals(giver))
                .flatMap(duty -> first.datesUntil(last.plusDays(1))
                        .filter(date -> isOn(duty, date))
                        .map(date ->
                                new Cover(giver, duty.coverage(), duty.span().on(date))));
    }

    private static boolean isOn(WeeklyDuty duty, LocalDate date) {
        return duty.span().day() == date.getDayOfWeek() && duty.isInForceOn(date);
    }

    private static void add(List<LocalSpan> parts, LocalSpan next) {
        if (!parts.isEmpty() && !next.start().isAfter(parts.getLast().end())) {
            var last = parts.removeLast();
            parts.add(new LocalSpan(last.start(), next.end().isAfter(last.end()) ? next.end() : last.end()));
        } else {
            parts.add(next);
        }
    }

    private static boolean hasThroughout(Roster roster, Cover cover) {
        var start = cover.span().startsAt();
        return Stream.concat(
                        Stream.of(start), roster.changes(start, cover.span().endsAt()).stream())
                .allMatch(at -> roster.has(cover.consultant(), cover.coverage(), at));
    }

    private static LocalSpan cut(LocalSpan part, LocalSpan within) {
        return new LocalSpan(
                part.start().isBefore(within.start()) ? within.start() : part.start(),
                part.end().isAfter(within.end()) ? within.end() : part.end());
    }

    private static boolean isWithin(LocalSpan inner, LocalSpan outer) {
        return !inner.start().isBefore(outer.start()) && !inner.end().isAfter(outer.end());
    }
}
