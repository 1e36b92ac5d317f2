package lv.helpline.roster;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that decides who is on duty, as it was read from the database at one moment. Plain data: it can be
/// kept on disk and read again.
///
/// It is whole: nothing in it refers to a line or a consultant that it does not hold, ids and numbers are each there
/// once, and one line at most is the general one. Outside help is in the order in which it is tried. Otherwise the
/// constructor throws `IllegalArgumentException`.
public record RosterData(
        List<Line> lines,
        List<Consultant> consultants,
        List<WeeklyDuty> weeklyDuties,
        List<Cover> covers,
        List<Absence> absences,
        List<Pause> pauses,
        List<Closure> closures,
        List<SpecialOpening> specialOpenings,
        List<Referral> outsideHelp) {

    public RosterData {
        lines = List.copyOf(lines);
        consultants = List.copyOf(consultants);
        weeklyDuties = List.copyOf(weeklyDuties);
        covers = List.copyOf(covers);
        absences = List.copyOf(absences);
        pauses = List.copyOf(pauses);
        closures = List.copyOf(closures);
        specialOpenings = List.copyOf(specialOpenings);
        outsideHelp = List.copyOf(outsideHelp);

        var lineIds = distinct("lines: each id", lines, Line::id);
        distinct("lines: each number", lines, Line::number);
        var consultantIds = distinct("consultants: each id", consultants, Consultant::id);
        if (lines.stream().filter(Line::general).count() > 1) {
            throw new IllegalArgumentException("lines: one at most may be the general one");
        }
        var coverages = Stream.concat(
                weeklyDuties.stream().map(WeeklyDuty::coverage), covers.stream().map(Cover::coverage));
        known("line", lineIds, coverages.flatMap(RosterData::lineOf));
        known("line", lineIds, closures.stream().flatMap(closure -> closure.line().stream()));
        known("line", lineIds, specialOpenings.stream().map(SpecialOpening::line));
        known("consultant", consultantIds, weeklyDuties.stream().map(WeeklyDuty::consultant));
        known("consultant", consultantIds, covers.stream().map(Cover::consultant));
        known("consultant", consultantIds, absences.stream().map(Absence::consultant));
        known("consultant", consultantIds, pauses.stream().map(Pause::consultant));
    }

    /// Who may be given duties: everybody who has not left.
    public List<Consultant> serving() {
        return consultants.stream().filter(consultant -> !consultant.left()).toList();
    }

    /// The same, but for whether that consultant's phone has verified itself.
    public RosterData withPhone(ConsultantId id, boolean verified) {
        return new RosterData(
                lines,
                consultants.stream()
                        .map(each -> each.id().equals(id) ? each.withPhone(verified) : each)
                        .toList(),
                weeklyDuties,
                covers,
                absences,
                pauses,
                closures,
                specialOpenings,
                outsideHelp);
    }

    private static Stream<LineId> lineOf(DutyScope dutyScope) {
        return switch (dutyScope) {
            case DutyScope.OfLine(var line) -> Stream.of(line);
            case DutyScope.OfRegion _, DutyScope.CoordinatorOnCall _ -> Stream.empty();
        };
    }

    private static <T, K> Set<K> distinct(String what, List<T> entries, Function<T, K> key) {
        var keys = entries.stream().map(key).collect(Collectors.toCollection(HashSet::new));
        if (keys.size() != entries.size()) {
            throw new IllegalArgumentException(what + " may be there once only");
        }
        return keys;
    }

    private static <K> void known(String what, Set<K> keys, Stream<K> references) {
        references.filter(reference -> !keys.contains(reference)).findFirst().ifPresent(missing -> {
            throw new IllegalArgumentException(what + " " + missing + ": is referred to and has to be in the roster");
        });
    }
}
