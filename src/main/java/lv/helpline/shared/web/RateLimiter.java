package lv.helpline.shared.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Lets each key have so many answers a minute, in a row if it likes. It is each router's own, for what it spares is
/// that router.
public final class RateLimiter {

    private static final int KEYS = 10_000;

    private final Clock clock;
    private final int perMinute;
    private final Map<String, Minute> minutes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
            return size() > KEYS;
        }
    };

    public RateLimiter(Clock clock, int perMinute) {
        this.clock = clock;
        this.perMinute = perMinute;
    }

    /// How long the key has to wait; zero when it need not, and then it has had one answer more.
    public synchronized Duration ask(String key) {
        var now = clock.instant();
        var minute = minutes.get(key);
        if (minute == null
                || !now.isBefore(minute.end())
                || now.isBefore(minute.end().minus(Duration.ofMinutes(1)))) {
            minute = new Minute(now.plus(Duration.ofMinutes(1)), 0);
        }
        if (minute.answers() >= perMinute) {
            return Duration.between(now, minute.end());
        }
        minutes.put(key, new Minute(minute.end(), minute.answers() + 1));
        return Duration.ZERO;
    }

    private record Minute(Instant end, int answers) {}
}
