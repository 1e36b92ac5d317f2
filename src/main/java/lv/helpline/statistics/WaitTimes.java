package lv.helpline.statistics;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How long callers waited, in classes.
///
/// @param counts how many waited no longer than that, and longer than the class before
public record WaitTimes(Map<Duration, Integer> counts) {

    public WaitTimes {
        counts = Map.copyOf(counts);
    }

    public static WaitTimes of(Collection<CallTally> tallies) {
        return new WaitTimes(tallies.stream()
                .filter(tally -> tally.waited().isPresent())
                .collect(groupingBy(tally -> tally.waited().orElseThrow(), summingInt(CallTally::calls))));
    }

    public int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// How many were no longer than that, which is the end of a class.
    public int within(Duration limit) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().compareTo(limit) <= 0)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /// Half of them were no longer.
    public Optional<Duration> median() {
        return percentile(50);
    }

    /// Nine of ten were no longer.
    public Optional<Duration> ninetieth() {
        return percentile(90);
    }

    /// The end of the first class that so many of a hundred were not longer than.
    private Optional<Duration> percentile(int percent) {
        var rank = (count() * percent + 99) / 100;
        return new TreeMap<>(counts)
                .keySet().stream().filter(limit -> within(limit) >= rank).min(naturalOrder());
    }
}
