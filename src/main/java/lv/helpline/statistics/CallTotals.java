package lv.helpline.statistics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/// Some calls, counted.
///
/// @param endings     how many ended how; what is not there did not happen
/// @param toAnswer    from the call's entering to its being taken, menu and greeting included
/// @param toAbandon   from the call's entering to the caller's hanging up before it was taken
/// @param passed      how many calls at least one consultant let go on to a colleague; each has its ending besides
/// @param overflow    how many had, by the rules of their decision, colleagues elsewhere among those to be rung
/// @param overflowAll how many of these had nobody of their own line or region among them
public record CallTotals(
        Map<CallOutcomeGroup, Integer> endings,
        WaitTimes toAnswer,
        WaitTimes toAbandon,
        int passed,
        int overflow,
        int overflowAll) {

    /// In what time a call is well answered.
    public static final Duration IN_TIME = Duration.ofSeconds(20);

    public CallTotals {
        endings = Map.copyOf(endings);
    }

    public static CallTotals of(Collection<CallTally> tallies) {
        return new CallTotals(
                tallies.stream()
                        .collect(groupingBy(
                                tally -> CallOutcomeGroup.of(tally.outcome()), summingInt(CallTally::calls))),
                WaitTimes.of(with(tallies, CallOutcomeGroup.ANSWERED)),
                WaitTimes.of(with(tallies, CallOutcomeGroup.ABANDONED)),
                sum(tallies, CallTally::passed),
                sum(tallies, CallTally::overflow),
                sum(tallies, CallTally::overflowAll));
    }

    public int of(CallOutcomeGroup callOutcomeGroup) {
        return endings.getOrDefault(callOutcomeGroup, 0);
    }

    /// Calls to the helpline: not those to a number that is none of its lines.
    public int calls() {
        return endings.entrySet().stream()
                .filter(entry -> entry.getKey() != CallOutcomeGroup.NO_LINE)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /// In percent: answered in time, of all that were answered or were abandoned in time. Who hung up later had been
    /// given the chance to be answered in time, but is counted neither for nor against: see the abandoned.
    ///
    /// Empty when there were no such calls.
    public OptionalInt serviceLevel() {
        var all = of(CallOutcomeGroup.ANSWERED) + toAbandon.within(IN_TIME);
        return all == 0
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(Math.round(100.0 * toAnswer.within(IN_TIME) / all)));
    }

    private static List<CallTally> with(Collection<CallTally> tallies, CallOutcomeGroup callOutcomeGroup) {
        return tallies.stream()
                .filter(tally -> CallOutcomeGroup.of(tally.outcome()) == callOutcomeGroup)
                .toList();
    }

    private static int sum(Collection<CallTally> tallies, ToIntFunction<CallTally> part) {
        return tallies.stream().mapToInt(part).sum();
    }
}
