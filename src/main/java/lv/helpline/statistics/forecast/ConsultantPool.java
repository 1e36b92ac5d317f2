package lv.helpline.statistics.forecast;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Line;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;

/// Lines that share consultants at an instant, as if each of these took the calls of all these lines.
///
/// A line's consultants are those on duty for it or its region. A line that has none has those who would be
/// rung in their place: Rīga's, else whoever is ready to take calls of others. Lines that have somebody in
/// common are one pool. Help from elsewhere for a line that has somebody is not counted, nor who speaks which
/// language, nor a pause.
///
/// @param lines       that are open
/// @param consultants whose number is verified
public record ConsultantPool(List<Line> lines, Set<ConsultantId> consultants) {

    public ConsultantPool {
        lines = List.copyOf(lines);
        consultants = Set.copyOf(consultants);
    }

    /// Each open line is in one of them.
    static List<ConsultantPool> at(Roster roster, Instant at) {
        var pools = new ArrayList<ConsultantPool>();
        for (var line : roster.data().lines()) {
            if (roster.openingCause(line, at).opens()) {
                join(pools, new ConsultantPool(List.of(line), consultants(roster, line, at)));
            }
        }
        return List.copyOf(pools);
    }

    private static void join(List<ConsultantPool> pools, ConsultantPool next) {
        var lines = new ArrayList<>(next.lines);
        var consultants = new HashSet<>(next.consultants);
        for (var pool : List.copyOf(pools)) {
            if (pool.consultants.stream().anyMatch(next.consultants::contains)) {
                pools.remove(pool);
                lines.addAll(pool.lines);
                consultants.addAll(pool.consultants);
            }
        }
        pools.add(new ConsultantPool(lines, consultants));
    }

    private static Set<ConsultantId> consultants(Roster roster, Line line, Instant at) {
        return Stream.of(
                        roster.onDuty(line, at),
                        roster.onDuty(Region.RIGA, at),
                        roster.onDutyAnywhere(at).stream()
                                .filter(Consultant::overflow)
                                .toList())
                .map(found -> found.stream()
                        .filter(Consultant::hasVerifiedPhone)
                        .map(Consultant::id)
                        .collect(toSet()))
                .filter(Predicate.not(Set::isEmpty))
                .findFirst()
                .orElse(Set.of());
    }
}
