package lv.helpline.snapshot;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the roster is kept.
///
/// @param snapshotFile the copy on disk, by which a router routes that starts while its database is down: an
///                     absolute path; it has consultants' numbers and is readable by its owner only; the pages
///                     have one of their own, `/var/lib/helpline-pages/roster.json`
/// @param poll         how often the database is asked for a new roster though it notified nothing, 1 s to 10
///                     min
@ConfigurationProperties("helpline.roster")
record RosterProperties(
        @DefaultValue("/var/lib/helpline/roster.json") Path snapshotFile,
        @DefaultValue("30s") Duration poll) {

    RosterProperties {
        if (!snapshotFile.isAbsolute()) {
            throw new IllegalArgumentException("helpline.roster.snapshot-file: an absolute path is needed");
        }
        if (poll.compareTo(Duration.ofSeconds(1)) < 0 || poll.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("helpline.roster.poll: 1s to 10m is needed");
        }
    }
}
