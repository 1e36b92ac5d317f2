package lv.helpline.statistics;

import java.time.Duration;
import java.util.Map;
import lv.helpline.roster.ConsultantId;

/// What one consultant had to do. Who is paused is not rung, so no pause is in it.
///
/// @param ringings how often their phone rang, by what came of it; what is not there did not happen. A caller whom they
///                 missed is one, however often the phone rang for that call, and none if they took it in the end
/// @param talked   how long they talked in all, each call to the minute
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
        return talked.toMinutes();
    }
}
