package lv.helpline.routing;

import java.time.Instant;
import java.util.Optional;

/// Whether the database takes what is written. It may give the roster and take nothing: after a failover connections
/// may lead to a standby, and a disk may be full.
@FunctionalInterface
public interface DatabaseWrites {

    /// Since when nothing can be written, as far as was seen; empty while it can. Costs nothing and never waits.
    Optional<Instant> failingSince();
}
