package lv.helpline.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The tables of duties that were downloaded: what a spreadsheet that comes back was made from.
public interface ExportedTables {

    /// How long a spreadsheet may stay away.
    Duration KEPT = Duration.ofDays(60);

    /// A downloaded table.
    ///
    /// @param version of 16 hexadecimal digits
    /// @param content CSV, as API clients get it
    record Exported(String version, String content, Instant at) {}

    /// Keeps it, and forgets what is older than [#KEPT].
    void save(Exported table);

    /// Empty for a version that was never downloaded, or too long ago.
    Optional<Exported> find(String version);
}
