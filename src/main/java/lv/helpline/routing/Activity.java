package lv.helpline.routing;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import lv.helpline.duty.ConsultantId;

/// When each consultant's last answered call ended. A hint that orders phones; nothing depends on its freshness.
public record Activity(Map<ConsultantId, Instant> lastCallEnded) {

    public static final Activity NONE = new Activity(Map.of());

    public Activity {
        lastCallEnded = Map.copyOf(lastCallEnded);
    }

    public Optional<Instant> lastCallOf(ConsultantId consultant) {
        return Optional.ofNullable(lastCallEnded.get(consultant));
    }
}
