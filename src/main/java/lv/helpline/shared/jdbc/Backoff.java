package lv.helpline.shared.jdbc;

import java.time.Duration;

/// How long to wait after one failure and the next: twice as long each time, up to a limit.
public record Backoff(Duration first, Duration limit, int failures) {

    public static Backoff between(Duration first, Duration limit) {
        return new Backoff(first, limit, 0);
    }

    public Backoff failed() {
        return new Backoff(first, limit, failures + 1);
    }

    public Backoff succeeded() {
        return new Backoff(first, limit, 0);
    }

    public boolean isFirstFailure() {
        return failures == 1;
    }

    /// The wait after the last failure.
    public Duration delay() {
        var delay = first.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 20));
        return delay.compareTo(limit) < 0 ? delay : limit;
    }
}
