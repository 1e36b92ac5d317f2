package lv.helpline.roster;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Sets of half-open ranges, `[from, to)`, of instants, dates or minutes. They are Guava's; here is what it has no word
/// for.
public final class Ranges {

    private Ranges() {}

    /// Empty unless `from` is before `to`.
    public static <C extends Comparable<? super C>> Range<C> range(C from, C to) {
        return Range.closedOpen(from, from.compareTo(to) < 0 ? to : from);
    }

    /// Ranges that overlap or meet are one, and empty ones are left out.
    public static <C extends Comparable<? super C>> ImmutableRangeSet<C> union(Stream<Range<C>> ranges) {
        return ImmutableRangeSet.unionOf(ranges.toList());
    }

    static ImmutableRangeSet<Instant> of(List<LocalSpan> spans) {
        return union(spans.stream().map(span -> range(span.startsAt(), span.endsAt())));
    }

    static ImmutableRangeSet<Instant> ofPauses(List<Pause> pauses) {
        return union(pauses.stream().map(pause -> range(pause.start(), pause.end())));
    }

    static ImmutableRangeSet<Instant> all(Collection<ImmutableRangeSet<Instant>> some) {
        return union(some.stream().flatMap(each -> each.asRanges().stream()));
    }

    /// Those between two neighbouring instants at whose start something holds.
    ///
    /// @param instants in order
    static ImmutableRangeSet<Instant> between(List<Instant> instants, Predicate<Instant> holds) {
        return union(IntStream.range(1, instants.size())
                .filter(i -> holds.test(instants.get(i - 1)))
                .mapToObj(i -> range(instants.get(i - 1), instants.get(i))));
    }

    /// Whether `from`, or any later instant before `until`, is in the set.
    static boolean touch(RangeSet<Instant> set, Instant from, Instant until) {
        return set.contains(from) || set.intersects(range(from, until));
    }

    /// How long the set is within `[from, until)`.
    static Duration within(RangeSet<Instant> set, Instant from, Instant until) {
        return set.subRangeSet(range(from, until)).asRanges().stream()
                .map(range -> Duration.between(range.lowerEndpoint(), range.upperEndpoint()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Where the ranges start and end, in order.
    static Stream<Instant> edges(RangeSet<Instant> set) {
        return set.asRanges().stream().flatMap(range -> Stream.of(range.lowerEndpoint(), range.upperEndpoint()));
    }
}
