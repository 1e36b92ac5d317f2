package lv.helpline.routing;

import java.util.Optional;

/// Where calls find the current snapshot: in memory, so that asking costs nothing and never waits.
@FunctionalInterface
public interface SnapshotSource {

    /// Empty only on a router that has never reached its database and has no copy on disk.
    Optional<Snapshot> current();
}
