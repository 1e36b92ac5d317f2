package lv.helpline.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How old the roster by which calls go may be before somebody is alarmed. Calls go on by it all the same.
public record StalenessPolicy(Duration staleAfter) {

    /// True without a snapshot.
    public boolean isStale(Optional<Snapshot> snapshot, Instant at) {
        return snapshot.map(Snapshot::loadedAt)
                .map(loadedAt -> Duration.between(loadedAt, at).compareTo(staleAfter) > 0)
                .orElse(true);
    }
}
