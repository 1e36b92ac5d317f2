package lv.helpline.asterisk.scripts;

import static java.util.stream.Collectors.toCollection;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import lv.helpline.roster.ConsultantId;
import lv.helpline.routing.Decision;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.Target;

/// How a call is decided. It is `CallRouter::decide` everywhere but in tests.
@FunctionalInterface
interface Decider {

    Decision decide(Snapshot snapshot, RoutingRequest routingRequest, Instant at);

    /// Who is rung from some instant on within this time, and is not now; by how long from now. Nobody for a
    /// caller who is asked first, and whose answer comes with another question.
    ///
    /// @param now what was decided at `at`
    default SortedMap<Duration, Set<ConsultantId>> coming(
            Snapshot snapshot, RoutingRequest routingRequest, Decision now, Instant at, Duration within) {
        var coming = new TreeMap<Duration, Set<ConsultantId>>();
        if (now instanceof Decision.Menu) {
            return coming;
        }
        var known = consultants(now);
        var asked = routingRequest.choosing(now.language(), routingRequest.wish());
        for (var change : snapshot.roster().changes(at.plusMillis(1), at.plus(within))) {
            var others = new LinkedHashSet<>(consultants(decide(snapshot, asked, change)));
            others.removeAll(known);
            if (!others.isEmpty()) {
                // Not before: the next question is to find them.
                coming.put(Duration.between(at, change).plusMillis(999), others);
                known.addAll(others);
            }
        }
        return coming;
    }

    private static Set<ConsultantId> consultants(Decision decision) {
        return decision instanceof Decision.Ring ring
                ? ring.plan().steps().stream()
                        .flatMap(step -> step.targets().stream())
                        .map(Target::consultant)
                        .collect(toCollection(LinkedHashSet::new))
                : new LinkedHashSet<>();
    }
}
