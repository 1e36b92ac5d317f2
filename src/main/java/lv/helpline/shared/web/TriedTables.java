package lv.helpline.shared.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The tables that administrators have tried out and may apply: the last one of each, for an hour, in memory. So a
/// table comes over the network once, and what is applied is what was tried out.
///
/// @param <A> by what an administrator is known
public abstract class TriedTables<A> {

    private static final Duration KEPT = Duration.ofHours(1);

    /// Each has 1 MB at the most.
    private static final int TABLES = 20;

    private final Clock clock;
    private final Map<A, Tried> tables = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<A, Tried> eldest) {
            return size() > TABLES;
        }
    };

    protected TriedTables(Clock clock) {
        this.clock = clock;
    }

    private record Tried(String text, Instant until) {}

    public synchronized void remember(A by, String text) {
        var now = clock.instant();
        tables.values().removeIf(each -> !now.isBefore(each.until()));
        // At the end of the order, which is by age.
        tables.remove(by);
        tables.put(by, new Tried(text, now.plus(KEPT)));
    }

    public synchronized Optional<String> find(A by) {
        return Optional.ofNullable(tables.get(by))
                .filter(each -> clock.instant().isBefore(each.until()))
                .map(Tried::text);
    }

    public synchronized void forget(A by) {
        tables.remove(by);
    }
}
