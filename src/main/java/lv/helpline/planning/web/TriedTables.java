package lv.helpline.planning.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lv.helpline.audit.AccountId;
import org.springframework.stereotype.Component;

/// The roster tables that administrators have tried out and may apply: the last one of each, for an hour, in memory.
/// So a table comes over the network once, and what is applied is what was tried out.
@Component
class TriedTables {

    private static final Duration KEPT = Duration.ofHours(1);

    /// Each has 1 MB at the most.
    private static final int TABLES = 20;

    private final Clock clock;
    private final Map<AccountId, Tried> tables = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Tried> eldest) {
            return size() > TABLES;
        }
    };

    TriedTables(Clock clock) {
        this.clock = clock;
    }

    private record Tried(String text, Instant until) {}

    synchronized void keep(AccountId by, String text) {
        var now = clock.instant();
        tables.values().removeIf(each -> !now.isBefore(each.until()));
        // At the end of the order, which is by age.
        tables.remove(by);
        tables.put(by, new Tried(text, now.plus(KEPT)));
    }

    synchronized Optional<String> find(AccountId by) {
        return Optional.ofNullable(tables.get(by))
                .filter(each -> clock.instant().isBefore(each.until()))
                .map(Tried::text);
    }

    synchronized void forget(AccountId by) {
        tables.remove(by);
    }
}
