package lv.helpline.statistics;

import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How long callers waited, each to the second.
///
/// @param sorted the shortest first
public record WaitTimes(List<Duration> sorted) {

    public WaitTimes {
        sorted = sorted.stream().sorted().toList();
    }

    static WaitTimes of(Stream<Duration> waits) {
        return new WaitTimes(waits.toList());
    }

    public int count() {
        return sorted.size();
    }

    /// How many were no longer than that.
    public int within(Duration limit) {
        return (int) sorted.stream().filter(wait -> wait.compareTo(limit) <= 0).count();
    }

    /// Half of them were no longer.
    public Optional<Duration> median() {
        return percentile(50);
    }

    /// Nine of ten were no longer.
    public Optional<Duration> ninetieth() {
        return percentile(90);
    }

    public Optional<Duration> longest() {
        return sorted.stream().max(naturalOrder());
    }

    /// The shortest of them that so many of a hundred were not longer than: one that somebody really waited, not a
    /// value between two.
    private Optional<Duration> percentile(int percent) {
        var rank = (sorted.size() * percent + 99) / 100;
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(rank - 1));
    }
}
