package lv.helpline.roster;

import com.google.common.collect.ImmutableRangeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// How long people are on duty for callers within a span of time, as callers find it: while a line that they serve is
/// open, absences taken out, duties that overlap counted once. It is real time: the hour that autumn repeats counts
/// twice, and that which spring leaves out does not.
///
/// One is for one thread.
public final class DutyHours {

    private final Roster roster;
    private final Instant from;
    private final Instant until;
    private final Map<DutyScope, ImmutableRangeSet<Instant>> open = new HashMap<>();

    private DutyHours(Roster roster, Instant from, Instant until) {
        this.roster = roster;
        this.from = from;
        this.until = until;
    }

    public static DutyHours between(Roster roster, Instant from, Instant until) {
        return new DutyHours(roster, from, until);
    }

    public Duration of(ConsultantId consultant) {
        var served = roster.dutiesByScope(consultant, from, until).entrySet().stream()
                .map(each -> each.getValue().intersection(open.computeIfAbsent(each.getKey(), this::openTime)))
                .toList();
        return Ranges.within(Ranges.all(served).difference(roster.absencesOf(consultant)), from, until);
    }

    private ImmutableRangeSet<Instant> openTime(DutyScope scope) {
        return Ranges.all(
                linesOf(scope).map(line -> roster.openTime(line, from, until)).toList());
    }

    private Stream<Line> linesOf(DutyScope scope) {
        return roster.data().lines().stream()
                .filter(line -> scope.equals(new DutyScope.OfRegion(line.region()))
                        || scope.equals(new DutyScope.OfLine(line.id())));
    }
}
