package lv.helpline.routing;

import java.time.Instant;
import java.util.Optional;

/// Whether Asterisk would take a call now. It is tried again and again with a call that reaches nobody.
public interface AsteriskProbe {

    /// Nobody has said where Asterisk takes calls.
    AsteriskProbe NONE = new AsteriskProbe() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public Optional<Instant> refusingSince() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> restartedAt() {
            return Optional.empty();
        }
    };

    /// Whether it is tried at all.
    boolean isOn();

    /// Since when Asterisk takes no calls; empty while it does, and while nobody tries. Costs nothing and never waits.
    Optional<Instant> refusingSince();

    /// When an Asterisk that hung was last restarted by this machine itself, as far as that is known.
    Optional<Instant> restartedAt();
}
