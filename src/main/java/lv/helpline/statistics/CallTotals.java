package lv.helpline.statistics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import lv.helpline.calllog.CallRecord;
import lv.helpline.routing.Rule;

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

    private static final Set<String> OVERFLOW = codes(Rule.OVERFLOW_TO_RIGA, Rule.OVERFLOW_TO_ANYONE);
    private static final Set<String> OWN = codes(Rule.DROPPED_CALL, Rule.ON_DUTY, Rule.ANY_LANGUAGE, Rule.GRACE);

    public CallTotals {
        endings = Map.copyOf(endings);
    }

    static CallTotals of(Collection<CallRecord> calls, Set<UUID> passed) {
        var overflowing = calls.stream()
                .filter(call -> call.rules().stream().anyMatch(OVERFLOW::contains))
                .toList();
        return new CallTotals(
                calls.stream().collect(groupingBy(call -> CallOutcomeGroup.of(call.outcome()), summingInt(_ -> 1))),
                WaitTimes.of(with(calls, CallOutcomeGroup.ANSWERED)
                        .flatMap(call -> call.answeredAt().stream().map(at -> Duration.between(call.enteredAt(), at)))),
                WaitTimes.of(with(calls, CallOutcomeGroup.ABANDONED)
                        .map(call -> Duration.between(call.enteredAt(), call.endedAt()))),
                (int) calls.stream()
                        .map(CallRecord::callId)
                        .filter(passed::contains)
                        .count(),
                overflowing.size(),
                (int) overflowing.stream()
                        .filter(call -> call.rules().stream().noneMatch(OWN::contains))
                        .count());
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

    private static Stream<CallRecord> with(Collection<CallRecord> calls, CallOutcomeGroup callOutcomeGroup) {
        return calls.stream().filter(call -> CallOutcomeGroup.of(call.outcome()) == callOutcomeGroup);
    }

    private static Set<String> codes(Rule... rules) {
        return Set.copyOf(List.of(rules).stream().map(Rule::code).toList());
    }
}
