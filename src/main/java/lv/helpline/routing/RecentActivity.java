package lv.helpline.routing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;

/// What the records of the last weeks say of consultants. A hint that orders phones; no call depends on its freshness.
///
/// @param lastCallEnded when each one's last answered call ended
/// @param missedInARow  how many calls each has missed since they last answered their phone or declined, today and
///                      yesterday: their phone rang its time, or somebody or something answered and pressed nothing. A
///                      call that they passed, or that a colleague took, or a fault of the trunk, is none
public record RecentActivity(Map<ConsultantId, Instant> lastCallEnded, Map<ConsultantId, Integer> missedInARow) {

    public static final RecentActivity NONE = new RecentActivity(Map.of());

    /// From so many on they are rung last.
    private static final int MANY_MISSED = 3;

    public RecentActivity {
        lastCallEnded = Map.copyOf(lastCallEnded);
        missedInARow = Map.copyOf(missedInARow);
    }

    /// Without a call missed.
    public RecentActivity(Map<ConsultantId, Instant> lastCallEnded) {
        this(lastCallEnded, Map.of());
    }

    public Optional<Instant> lastCallOf(ConsultantId consultant) {
        return Optional.ofNullable(lastCallEnded.get(consultant));
    }

    /// Three in a row or more: they are told so, and the coordinator is shown.
    public boolean hasMissedThree(ConsultantId consultant) {
        return missedInARow.getOrDefault(consultant, 0) >= MANY_MISSED;
    }

    public List<ConsultantId> whoMissedThree() {
        return missedInARow.keySet().stream()
                .filter(this::hasMissedThree)
                .sorted()
                .toList();
    }
}
