package lv.helpline.routing;

import java.time.Instant;
import java.util.Optional;

/// When Asterisk was last seen to have the newest copy of the roster, by whichever router it asked.
public interface FallbackCopy {

    /// Asterisk has the newest copy now. Never throws and never blocks for longer than the database's own time-outs:
    /// what cannot be kept is missed.
    void seen(Instant at);

    /// Empty for never.
    Optional<Instant> lastSeen();
}
