package lv.helpline.roster.staffing;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Line;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;

/// When somebody is on duty: what they are shown, reminded of, and find in their calendar.
public final class Shifts {

    private Shifts() {}

    /// The shifts within `[from, until)`, absences and covers applied, pauses not, in order; one that reaches beyond is
    /// cut there. Time in which every line concerned is closed is in none.
    public static List<Shift> of(Roster roster, ConsultantId consultant, Instant from, Instant until) {
        return of(roster, Set.of(consultant), from, until).getOrDefault(consultant, List.of());
    }

    /// The same of many, in the time that one takes. Who has none is not in it.
    public static Map<ConsultantId, List<Shift>> of(
            Roster roster, Set<ConsultantId> consultants, Instant from, Instant until) {
        var edges = new ArrayList<>(List.of(from));
        edges.addAll(roster.changes(from, until));
        edges.add(until);
        var shifts = new HashMap<ConsultantId, List<Shift>>();
        for (var i = 0; i + 1 < edges.size(); i++) {
            var start = edges.get(i);
            var end = edges.get(i + 1);
            if (start.isBefore(end)) {
                onDuty(roster, consultants, start)
                        .forEach((consultant, duty) -> append(
                                shifts.computeIfAbsent(consultant, _ -> new ArrayList<>()),
                                new Shift(start, end, duty.lines(), duty.coordination())));
            }
        }
        return shifts;
    }

    /// Those of them who are on duty at a time, and for what.
    private static Map<ConsultantId, Duty> onDuty(Roster roster, Set<ConsultantId> consultants, Instant at) {
        var lines = new HashMap<ConsultantId, List<Line>>();
        roster.data().lines().stream()
                .filter(line -> roster.openingCause(line, at).opens())
                .forEach(line -> roster.onDuty(line, at).stream()
                        .map(Consultant::id)
                        .filter(consultants::contains)
                        .forEach(id -> lines.computeIfAbsent(id, _ -> new ArrayList<>())
                                .add(line)));
        var coordinators = roster.coordinators(at).stream().map(Consultant::id).collect(toSet());
        coordinators.retainAll(consultants);
        return Stream.concat(lines.keySet().stream(), coordinators.stream())
                .distinct()
                .collect(toMap(id -> id, id -> new Duty(lines.getOrDefault(id, List.of()), coordinators.contains(id))));
    }

    private record Duty(List<Line> lines, boolean coordination) {}

    /// How a shift that is under way goes on for each region, and for the coordination: until when without a break. In
    /// the order of the ends; empty for somebody who is not on duty.
    ///
    /// @param shifts somebody's, in order
    public static List<DutyEnd> ends(List<Shift> shifts, Instant at) {
        return shifts.stream()
                .filter(shift -> !shift.start().isAfter(at) && shift.end().isAfter(at))
                .flatMap(shift -> places(shift).map(place -> new DutyEnd(place, end(shifts, shift, place))))
                .sorted(Comparator.comparing(DutyEnd::end))
                .toList();
    }

    private static Instant end(List<Shift> shifts, Shift first, Optional<Region> place) {
        var end = first.end();
        for (var shift : shifts) {
            if (shift.start().equals(end) && places(shift).anyMatch(place::equals)) {
                end = shift.end();
            }
        }
        return end;
    }

    private static Stream<Optional<Region>> places(Shift shift) {
        return Stream.concat(
                shift.lines().stream().map(Line::region).distinct().map(Optional::of),
                shift.coordination() ? Stream.of(Optional.<Region>empty()) : Stream.empty());
    }

    private static void append(List<Shift> shifts, Shift next) {
        if (!shifts.isEmpty() && shifts.getLast().continuesIn(next)) {
            var last = shifts.removeLast();
            shifts.add(new Shift(last.start(), next.end(), last.lines(), last.coordination()));
        } else {
            shifts.add(next);
        }
    }
}
