package lv.helpline.roster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The union of half-open spans between instants, as sorted edges: on at an even index, off at an odd one.
final class Spans {

    static final Spans NONE = new Spans(new Instant[0]);

    private final Instant[] edges;

    private Spans(Instant[] edges) {
        this.edges = edges;
    }

    static Spans of(List<LocalSpan> spans) {
        return union(spans.stream().map(span -> new Span(span.startsAt(), span.endsAt())));
    }

    static Spans ofPauses(List<Pause> pauses) {
        return union(pauses.stream().map(pause -> new Span(pause.start(), pause.end())));
    }

    static Spans all(Collection<Spans> some) {
        return union(some.stream()
                .flatMap(each -> IntStream.range(0, each.edges.length / 2)
                        .mapToObj(i -> new Span(each.edges[2 * i], each.edges[2 * i + 1]))));
    }

    /// Those between two neighbouring instants at whose start something holds.
    ///
    /// @param instants in order
    static Spans between(List<Instant> instants, Predicate<Instant> holds) {
        return union(IntStream.range(1, instants.size())
                .filter(i -> holds.test(instants.get(i - 1)))
                .mapToObj(i -> new Span(instants.get(i - 1), instants.get(i))));
    }

    boolean contain(Instant instant) {
        var index = Arrays.binarySearch(edges, instant);
        var edgesUpToIt = index >= 0 ? index + 1 : -index - 1;
        return edgesUpToIt % 2 == 1;
    }

    /// Whether any instant of `[from, until)` is contained.
    boolean touch(Instant from, Instant until) {
        return contain(from) || edges().anyMatch(edge -> edge.isAfter(from) && edge.isBefore(until));
    }

    /// How long they are within `[from, until)`.
    Duration within(Instant from, Instant until) {
        var time = Duration.ZERO;
        for (var i = 0; i < edges.length; i += 2) {
            var start = edges[i].isBefore(from) ? from : edges[i];
            var end = edges[i + 1].isAfter(until) ? until : edges[i + 1];
            if (start.isBefore(end)) {
                time = time.plus(Duration.between(start, end));
            }
        }
        return time;
    }

    Spans without(Spans others) {
        var all = Stream.concat(edges(), others.edges()).sorted().distinct().toList();
        return union(IntStream.range(1, all.size())
                .filter(i -> contain(all.get(i - 1)) && !others.contain(all.get(i - 1)))
                .mapToObj(i -> new Span(all.get(i - 1), all.get(i))));
    }

    /// What is in both.
    Spans and(Spans others) {
        return without(without(others));
    }

    Stream<Instant> edges() {
        return Arrays.stream(edges);
    }

    private static Spans union(Stream<Span> spans) {
        var edges = new ArrayList<Instant>();
        spans.filter(span -> span.start().isBefore(span.end()))
                .sorted(Comparator.comparing(Span::start))
                .forEach(span -> {
                    if (edges.isEmpty() || span.start().isAfter(edges.getLast())) {
                        edges.add(span.start());
                        edges.add(span.end());
                    } else if (span.end().isAfter(edges.getLast())) {
                        edges.set(edges.size() - 1, span.end());
                    }
                });
        return new Spans(edges.toArray(Instant[]::new));
    }

    private record Span(Instant start, Instant end) {}
}
