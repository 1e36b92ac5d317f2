package lv.helpline.statistics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import lv.helpline.roster.Region;

/// What everybody may know of a quarter: calls by region and by how they ended, with totals. Counts under 10 are not in
/// it, the others are rounded to 5, and as many more are left out as it takes that no small one can be worked out.
///
/// It is of one quarter alone and has no sum over several, and a quarter is published once: so one report says nothing
/// of what another hides.
///
/// @param figures each pair of a region or all of them and an ending or all of them, once; the totals last
public record Report(Quarter quarter, List<Figure> figures) {

    private static final List<Region> REGIONS = List.of(Region.values());

    public Report {
        figures = List.copyOf(figures);
    }

    /// @param region empty for all of them
    /// @param ending empty for all of them
    /// @param shown  empty for what is hidden
    public record Figure(Optional<Region> region, Optional<CallOutcomeGroup> ending, OptionalInt shown) {}

    /// @param calls   what is of another time, or of a number that is in no region, is left out
    /// @param regions in which each line's number is
    public static Report of(Quarter quarter, Collection<CallTally> calls, Map<String, Region> regions) {
        var period = quarter.period();
        var counts = new int[REGIONS.size() + 1][CallOutcomeGroup.TOLD.size() + 1];
        for (var call : calls) {
            var region = call.line().map(regions::get);
            var column = CallOutcomeGroup.TOLD.indexOf(CallOutcomeGroup.of(call.outcome()));
            if (period.contains(call.hour()) && region.isPresent() && column >= 0) {
                var row = REGIONS.indexOf(region.get());
                counts[row][column] += call.calls();
                counts[row][CallOutcomeGroup.TOLD.size()] += call.calls();
                counts[REGIONS.size()][column] += call.calls();
                counts[REGIONS.size()][CallOutcomeGroup.TOLD.size()] += call.calls();
            }
        }
        return of(quarter, counts);
    }

    private static Report of(Quarter quarter, int[][] counts) {
        var hidden = Suppression.hide(counts);
        return new Report(
                quarter,
                IntStream.range(0, counts.length)
                        .boxed()
                        .flatMap(row -> IntStream.range(0, counts[row].length)
                                .mapToObj(column -> new Figure(
                                        at(REGIONS, row),
                                        at(CallOutcomeGroup.TOLD, column),
                                        hidden[row][column]
                                                ? OptionalInt.empty()
                                                : OptionalInt.of(Suppression.rounded(counts[row][column])))))
                        .toList());
    }

    /// Empty for the total, which is behind the last.
    private static <T> Optional<T> at(List<T> values, int index) {
        return values.stream().skip(index).findFirst();
    }

    /// Empty for what is hidden.
    public OptionalInt shown(Optional<Region> region, Optional<CallOutcomeGroup> ending) {
        return figures.stream()
                .filter(figure ->
                        figure.region().equals(region) && figure.ending().equals(ending))
                .map(Figure::shown)
                .findFirst()
                .orElse(OptionalInt.empty());
    }
}
