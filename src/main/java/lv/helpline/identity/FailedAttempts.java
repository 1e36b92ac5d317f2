package lv.helpline.identity;

import java.time.Duration;
import java.time.Instant;

/// Failed attempts of the last hour to sign in or to guess a code, counted by all processes together. A key is a
/// digest: nobody reads from it who tried what, or from where.
public interface FailedAttempts {

    /// How long the next try of that key has to wait; zero when it need not.
    Duration waiting(String keyHash, Instant at);

    /// Counts a try before anything is looked at, so that of many at once none slips through.
    ///
    /// @param free    how many tries in a row cost no waiting; then each waits twice as long as the last
    /// @param longest the longest wait
    /// @return zero when it may be made; else how long it has to wait, and it is not counted
    Duration charge(String keyHash, int free, Duration longest, Instant at);

    /// A try was right, and counts as never made.
    void refund(String keyHash, Instant at);

    /// Everything that was tried with that key.
    void forget(String keyHash);
}
