package lv.helpline.asterisk.sipprobe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks this machine to restart an Asterisk that hangs, by a file that systemd waits for: a router may restart nothing.
/// Whoever does it, `ops/packaging/restart-asterisk`, looks for a second sign first, and at the clock.
final class AsteriskRestart {

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskRestart.class);

    private final Optional<Path> request;
    private final Optional<Path> restarted;

    /// @param request   what is made to ask; empty, and nobody is asked
    /// @param restarted what is changed with each restart
    AsteriskRestart(Optional<Path> request, Optional<Path> restarted) {
        this.request = request;
        this.restarted = restarted;
    }

    void ask() {
        if (request.isEmpty()) {
            return;
        }
        try {
            Files.write(request.get(), new byte[0]);
            LOG.warn("Asked for a restart of Asterisk; journalctl -u helpline-asterisk-restart says what became of it");
        } catch (IOException refused) {
            LOG.error("A restart of Asterisk cannot be asked for: {}", refused.toString());
        }
    }

    Optional<Instant> lastAt() {
        return restarted.flatMap(AsteriskRestart::changedAt);
    }

    private static Optional<Instant> changedAt(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException never) {
            return Optional.empty();
        } catch (IOException unreadable) {
            LOG.debug("When Asterisk was restarted cannot be read", unreadable);
            return Optional.empty();
        }
    }
}
