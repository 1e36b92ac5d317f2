package lv.helpline.bench;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lv.helpline.bench.Measure.Judged;

/// A table of results in Markdown, which people read and a later run is compared with.
final class Results {

    private static final String HEAD = """
        | Measure | Ours | Beside it | Judged | Least to most | Goal |
        |---|---|---|---|---|---|
        """;

    /// A row that is judged: its name, what was judged, and between which figures it was.
    private static final Pattern ROW =
            Pattern.compile("\\| (.+?) \\| [^|]* \\| [^|]* \\| ([-+]?[0-9.]+)[^|]* \\| (\\S+) to (\\S+) \\|.*");

    private Results() {}

    /// @param heading what machine, versions and day they are of: lines before the table
    static String table(List<String> heading, List<Measure> measures) {
        return heading.stream().map(line -> line + "\n").collect(joining())
                + "\n"
                + HEAD
                + measures.stream().map(Results::row).collect(joining());
    }

    private static String row(Measure measure) {
        var judged = measure.judgedFigures();
        var beside = measure.beside();
        return "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        measure.name(),
                        median(measure.ours(), measure.unit()),
                        beside.isEmpty() ? "–" : median(beside, measure.unit()),
                        judged.isEmpty() ? "–" : median(judged, measure.judgedUnit()),
                        judged.isEmpty() ? "–" : leastToMost(Spread.of(judged)),
                        Optional.of(measure.goal()).filter(not(String::isEmpty)).orElse("–"));
    }

    private static String median(List<Double> figures, String unit) {
        return Measure.written(Spread.of(figures).median()) + " " + unit;
    }

    private static String leastToMost(Spread spread) {
        return Measure.written(spread.least()) + " to " + Measure.written(spread.most());
    }

    /// The rows of such a table that are judged, by name.
    static Map<String, Spread> read(String table) {
        var rows = new LinkedHashMap<String, Spread>();
        table.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> rows.put(
                        row.group(1), new Spread(figure(row.group(2)), figure(row.group(3)), figure(row.group(4)))));
        return rows;
    }

    private static double figure(String written) {
        return Double.parseDouble(written);
    }

    /// How these results compare with committed ones.
    ///
    /// @param regressions a sentence of each row that is worse than the worst of the committed repetitions
    /// @param unknown     names of rows that are judged and of which nothing is committed
    record Comparison(List<String> regressions, List<String> unknown) {}

    static Comparison compare(List<Measure> measures, Map<String, Spread> committed) {
        var regressions = new ArrayList<String>();
        var unknown = new ArrayList<String>();
        for (var measure : measures) {
            if (measure.judged() == Judged.NOTHING) {
                continue;
            }
            var before = committed.get(measure.name());
            if (before == null) {
                unknown.add(measure.name());
            } else {
                regression(measure, before).ifPresent(regressions::add);
            }
        }
        return new Comparison(regressions, unknown);
    }

    private static Optional<String> regression(Measure measure, Spread before) {
        // As it would be written, for so the committed ones are.
        var now = figure(Measure.written(Spread.of(measure.judgedFigures()).median()));
        var worst = measure.isLessBetter() ? before.most() : before.least();
        var isWorse = measure.isLessBetter() ? now > worst : now < worst;
        Function<Double, String> told = figure -> Measure.written(figure) + " " + measure.judgedUnit();
        return Optional.of("%s: %s, and %s at worst when it was committed"
                        .formatted(measure.name(), told.apply(now), told.apply(worst)))
                .filter(_ -> isWorse);
    }
}
