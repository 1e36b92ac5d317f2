package lv.helpline.duty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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

    boolean contain(Instant instant) {
        var index = Arrays.binarySearch(edges, instant);
        var edgesUpToIt = index >= 0 ? index + 1 : -index - 1;
        return edgesUpToIt % 2 == 1;
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
