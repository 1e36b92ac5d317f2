package lv.helpline.selfservice;

import java.time.Instant;
import lv.helpline.roster.Pause;

/// Where a pause is entered that a consultant asks for by a key of their phone.
public interface PauseStore {

    /// Returns when it is in the database for good. A pause within one that is there already, give or take the
    /// seconds between two clocks, adds nothing: so it may be handed in again.
    ///
    /// @param at now
    /// @return whether the roster has the consultant; else nothing is entered
    /// @throws PauseStoreUnavailable when the database could not be reached; nothing is entered then
    boolean enter(Pause pause, Instant at);

    /// The database cannot take a pause now.
    final class PauseStoreUnavailable extends RuntimeException {
        public PauseStoreUnavailable(Throwable cause) {
            super("no pause can be entered now", cause);
        }
    }
}
