package lv.helpline.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes guessing slow: after some failures the next try has to wait, twice as long each time up to a limit. Nobody is
/// ever locked out for good, for a stranger could do that to somebody.
///
/// It is in memory, a router of its own: a guesser gains a factor of the number of routers, and no stranger makes the
/// database write. What has had no failure for an hour is forgotten.
final class Throttle {

    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int KEYS = 10_000;

    private final Clock clock;
    private final int free;
    private final Duration limit;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > KEYS;
        }
    };

    /// @param free  how many failures cost no waiting
    /// @param limit the longest wait
    Throttle(Clock clock, int free, Duration limit) {
        this.clock = clock;
        this.free = free;
        this.limit = limit;
    }

    /// How long the next try has to wait; zero when it need not.
    synchronized Duration waiting(String key) {
        var known = known(key);
        if (known == null || known.count() < free) {
            return Duration.ZERO;
        }
        var delay = Duration.ofSeconds(1L << Math.min(known.count() - free, 20));
        var until = known.last().plus(delay.compareTo(limit) < 0 ? delay : limit);
        var now = clock.instant();
        return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    }

    synchronized void failed(String key) {
        var known = known(key);
        failures.put(key, new Failures(known == null ? 1 : known.count() + 1, clock.instant()));
    }

    synchronized void succeeded(String key) {
        failures.remove(key);
    }

    private @Nullable Failures known(String key) {
        var known = failures.get(key);
        return known == null || known.last().plus(MEMORY).isBefore(clock.instant()) ? null : known;
    }

    private record Failures(int count, Instant last) {}
}
