package lv.helpline.planning.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;

/// Who is on duty for a line while it is open, weekly duties, covers and absences taken together.
final class FinalDuties {

    private FinalDuties() {}

    /// @param start in `[from, until)`
    /// @param end   after `start`, `until` at most
    record FinalDuty(Line line, Consultant consultant, Instant start, Instant end) {}

    /// By their starts; what meets is one.
    static List<FinalDuty> of(Roster roster, List<Line> lines, Instant from, Instant until) {
        var edges = Stream.concat(Stream.of(from), roster.changes(from, until).stream())
                .distinct()
                .toList();
        return lines.stream()
                .flatMap(line -> of(roster, line, edges, until).stream())
                .sorted(Comparator.comparing(FinalDuty::start)
                        .thenComparing(duty -> duty.line().id().value())
                        .thenComparing(duty -> duty.consultant().id()))
                .toList();
    }

    private static List<FinalDuty> of(Roster roster, Line line, List<Instant> edges, Instant until) {
        var finished = new ArrayList<FinalDuty>();
        Map<ConsultantId, FinalDuty> going = new HashMap<>();
        for (var i = 0; i < edges.size(); i++) {
            var start = edges.get(i);
            var end = i + 1 < edges.size() ? edges.get(i + 1) : until;
            Map<ConsultantId, FinalDuty> next = new HashMap<>();
            if (roster.openingCause(line, start).opens()) {
                for (var consultant : roster.onDuty(line, start)) {
                    var before = going.remove(consultant.id());
                    next.put(
                            consultant.id(),
                            new FinalDuty(line, consultant, before == null ? start : before.start(), end));
                }
            }
            finished.addAll(going.values());
            going = next;
        }
        finished.addAll(going.values());
        return finished;
    }
}
