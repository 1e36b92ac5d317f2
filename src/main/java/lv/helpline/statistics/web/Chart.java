package lv.helpline.statistics.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.statistics.CallOutcomeGroup;
import lv.helpline.statistics.CallTotals;

/// Bars side by side, each of calls by how they ended, one part upon the other. Drawn as SVG in a box that is
/// [#WIDTH_OF_A_BAR] wide for each bar and [#HEIGHT] high, stretched to the place there is; numbers stand beside it,
/// not in it.
///
/// @param top what the full height stands for: a round number, the highest bar or more
public record Chart(int top, List<Bar> bars) {

    static final int HEIGHT = 1000;
    static final int WIDTH_OF_A_BAR = 100;
    private static final int GAP = 14;

    public Chart {
        bars = List.copyOf(bars);
    }

    /// @param name   of the day or hour, for who points at it
    /// @param marked whether a campaign was then
    public record Bar(int x, String name, boolean marked, List<Part> parts) {}

    public record Part(String kind, int y, int height) {}

    static <T> Chart of(
            List<T> values, Function<T, String> name, Function<T, CallTotals> tally, Function<T, Boolean> marked) {
        var most = values.stream()
                .map(tally)
                .mapToInt(each ->
                        CallOutcomeGroup.TOLD.stream().mapToInt(each::of).sum())
                .max()
                .orElse(0);
        var top = round(most);
        var bars = new ArrayList<Bar>();
        for (var value : values) {
            bars.add(new Bar(
                    bars.size() * WIDTH_OF_A_BAR + GAP / 2,
                    name.apply(value),
                    marked.apply(value),
                    parts(tally.apply(value), top)));
        }
        return new Chart(top, bars);
    }

    public int width() {
        return Math.max(1, bars.size()) * WIDTH_OF_A_BAR;
    }

    public int barWidth() {
        return WIDTH_OF_A_BAR - GAP;
    }

    private static List<Part> parts(CallTotals callTotals, int top) {
        var parts = new ArrayList<Part>();
        var below = 0;
        for (var callOutcomeGroup : CallOutcomeGroup.TOLD) {
            var height = callTotals.of(callOutcomeGroup) * HEIGHT / top;
            if (height > 0) {
                below += height;
                parts.add(new Part(callOutcomeGroup.word(), HEIGHT - below, height));
            }
        }
        return parts;
    }

    /// 2, 4, 10, 20, 40, 100 …: half of it is a whole number too.
    private static int round(int most) {
        return Stream.iterate(1, each -> each * 10)
                .flatMap(power -> Stream.of(2 * power, 4 * power, 10 * power))
                .filter(each -> each >= most)
                .findFirst()
                .orElseThrow();
    }
}
