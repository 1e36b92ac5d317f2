package lv.helpline.statistics;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallRecord;
import lv.helpline.roster.ConsultantId;

/// What one consultant had to do. Who is paused is not rung, so no pause is in it.
///
/// @param ringings how often their phone rang, by what came of it; what is not there did not happen. A caller whom they
///                 missed is one, however often the phone rang for that call, and none if they took it in the end
/// @param talked   how long they talked in all
public record ConsultantLoad(ConsultantId consultant, Map<RingOutcomeGroup, Integer> ringings, Duration talked) {

    public ConsultantLoad {
        ringings = Map.copyOf(ringings);
    }

    public int of(RingOutcomeGroup ringOutcomeGroup) {
        return ringings.getOrDefault(ringOutcomeGroup, 0);
    }

    public int rung() {
        return ringings.values().stream().mapToInt(Integer::intValue).sum();
    }

    public long minutes() {
        return talked.plusSeconds(30).toMinutes();
    }

    /// Of everybody who was rung or took a call, who took most first.
    static List<ConsultantLoad> of(Collection<CallRecord> calls, Collection<Attempt> attempts) {
        var everybody = new TreeSet<ConsultantId>();
        attempts.forEach(attempt -> everybody.add(attempt.consultant()));
        calls.forEach(call -> call.answeredBy().ifPresent(everybody::add));
        return everybody.stream()
                .map(consultant -> new ConsultantLoad(
                        consultant,
                        ringings(attempts.stream()
                                .filter(attempt -> attempt.consultant().equals(consultant))
                                .toList()),
                        calls.stream()
                                .filter(call -> call.answeredBy().equals(Optional.of(consultant)))
                                .flatMap(ConsultantLoad::talk)
                                .reduce(Duration.ZERO, Duration::plus)))
                .sorted(comparingInt((ConsultantLoad consultantLoad) -> -consultantLoad.of(RingOutcomeGroup.TAKEN))
                        .thenComparing(ConsultantLoad::consultant))
                .toList();
    }

    private static Map<RingOutcomeGroup, Integer> ringings(List<Attempt> ofOne) {
        var taken = ofOne.stream()
                .filter(attempt -> attempt.result() == Attempt.Result.TAKEN)
                .map(Attempt::callId)
                .collect(toSet());
        var missed = new HashSet<>(taken);
        return ofOne.stream()
                .filter(attempt -> RingOutcomeGroup.of(attempt.result()) != RingOutcomeGroup.MISSED
                        || missed.add(attempt.callId()))
                .collect(groupingBy(attempt -> RingOutcomeGroup.of(attempt.result()), summingInt(_ -> 1)));
    }

    private static Stream<Duration> talk(CallRecord call) {
        return call.answeredAt().stream().map(at -> Duration.between(at, call.endedAt()));
    }
}
