package lv.helpline.webcall;

import java.time.Duration;
import java.time.Instant;

/// How fast a browser sends messages. What a call brings is one or two a second, and a dozen when it begins.
final class MessageRate {

    private static final Duration WHILE = Duration.ofSeconds(10);
    private static final int MOST = 100;

    private Instant since = Instant.EPOCH;
    private int messages;

    /// Whether one more is too many for now. A clock that was put back begins anew.
    boolean isTooFast(Instant now) {
        if (now.isBefore(since) || !now.isBefore(since.plus(WHILE))) {
            since = now;
            messages = 0;
        }
        return ++messages > MOST;
    }
}
