package lv.helpline.identity.web;

import java.time.Clock;
import java.time.Duration;
import lv.helpline.identity.FailedAttempts;

/// Makes guessing slow: after some tries in vain the next one has to wait, twice as long each time up to a limit, at
/// whichever router it is made. Nobody is ever locked out for good, for a stranger could do that to somebody. What was
/// tried in vain is kept for an hour, as a digest that names neither an account nor an address.
public final class Throttle {

    private final FailedAttempts failedAttempts;
    private final SecretCipher secretCipher;
    private final Clock clock;
    private final String kind;
    private final int free;
    private final Duration longest;

    /// @param kind    what the keys are, so that those of one kind are not another's
    /// @param free    how many tries in vain cost no waiting
    /// @param longest the longest wait
    public Throttle(
            FailedAttempts failedAttempts,
            SecretCipher secretCipher,
            Clock clock,
            String kind,
            int free,
            Duration longest) {
        this.failedAttempts = failedAttempts;
        this.secretCipher = secretCipher;
        this.clock = clock;
        this.kind = kind;
        this.free = free;
        this.longest = longest;
    }

    /// How long the next try has to wait; zero when it need not.
    Duration waiting(String key) {
        return failedAttempts.waiting(digest(key), clock.instant());
    }

    /// Counts a try as one in vain, until it is refunded. Zero, or how long it has to wait and is not to be made.
    public Duration charge(String key) {
        return failedAttempts.charge(digest(key), free, longest, clock.instant());
    }

    /// It was right.
    public void refund(String key) {
        failedAttempts.refund(digest(key), clock.instant());
    }

    void forget(String key) {
        failedAttempts.forget(digest(key));
    }

    private String digest(String key) {
        return secretCipher.digest(kind + "\n" + key);
    }
}
