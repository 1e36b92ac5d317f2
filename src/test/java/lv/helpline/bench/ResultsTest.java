package lv.helpline.bench;

import static lv.helpline.bench.Measure.Judged.DIFFERENCE;
import static lv.helpline.bench.Measure.Judged.FIGURE;
import static lv.helpline.bench.Measure.Judged.NOTHING;
import static lv.helpline.bench.Measure.Judged.RATIO_LESS;
import static lv.helpline.bench.Measure.Judged.RATIO_MORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lv.helpline.bench.Measure.Judged;
import lv.helpline.testing.GeneratedPart;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final List<Double> SEVEN = List.of(7.0);

    @Test
    void the_median_is_in_the_middle_and_the_spread_is_from_the_least_to_the_most() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
        assertThat(Spread.of(SEVEN)).isEqualTo(new Spread(7, 7, 7));
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_ratio_is_that_of_each_repetition_and_not_of_the_medians() {
        var measure = new Measure("CPU", "µs", List.of(100.0, 300.0, 90.0), List.of(50.0, 100.0, 90.0), RATIO_LESS, "");
        assertThat(measure.judgedFigures()).containsExactly(2.0, 3.0, 1.0);
    }

    @Test
    void a_row_needs_what_it_is_compared_with() {
        assertThatThrownBy(() -> new Measure("CPU", "µs", SEVEN, List.of(), RATIO_LESS, ""))
                .hasMessage("CPU: there is nothing beside it to compare it with");
        assertThatThrownBy(() -> new Measure("CPU", "µs", SEVEN, List.of(1.0, 2.0), RATIO_LESS, ""))
                .hasMessage("CPU: each repetition has a figure of both sides");
    }

    @Test
    void a_table_has_medians_what_is_judged_and_its_spread() {
        assertThat(Results.table(
                        List.of("A machine."),
                        List.of(
                                row(
                                        "CPU a decision",
                                        RATIO_LESS,
                                        List.of(90.0, 100.0, 130.0),
                                        List.of(60.0, 80.0, 65.0)),
                                row("INVITE to INVITE", DIFFERENCE, List.of(3.0, 14.5, 5.0), List.of(4.0, 4.0, 4.0)),
                                row("questions a call", FIGURE, List.of(4.0), List.of()),
                                row("the generator's CPU", NOTHING, List.of(55.512), List.of()))))
                .isEqualTo("""
                    A machine.

                    | Measure | Ours | Beside it | Judged | Least to most | Goal |
                    |---|---|---|---|---|---|
                    | CPU a decision | 100 µs | 65.0 µs | 1.50 × | 1.25 to 2.00 | a goal |
                    | INVITE to INVITE | 5.00 µs | 4.00 µs | 1.00 µs | -1.00 to 10.5 | a goal |
                    | questions a call | 4.00 µs | – | 4.00 µs | 4.00 to 4.00 | a goal |
                    | the generator's CPU | 55.5 µs | – | – | – | a goal |
                    """);
    }

    @Test
    void what_is_written_is_read_again() {
        var table = Results.table(
                List.of("A machine, 2 cores | 1 to 2."),
                List.of(
                        row("p99 at 200", RATIO_LESS, List.of(90.0, 100.0, 130.0), List.of(60.0, 80.0, 65.0)),
                        row("INVITE to INVITE", DIFFERENCE, List.of(3.0, 14.5, 5.0), List.of(4.0, 4.0, 4.0)),
                        row("the generator's CPU", NOTHING, SEVEN, List.of())));
        assertThat(Results.read(table))
                .isEqualTo(Map.of("p99 at 200", new Spread(1.5, 1.25, 2), "INVITE to INVITE", new Spread(1, -1, 10.5)));
    }

    @Test
    void worse_than_the_worst_of_the_committed_repetitions_is_a_regression() {
        var committed = Map.of("row", new Spread(2, 1, 3));
        assertThat(regressions(RATIO_LESS, 3.0, committed)).isEmpty();
        assertThat(regressions(RATIO_LESS, 3.004, committed)).isEmpty();
        assertThat(regressions(RATIO_LESS, 3.2, committed))
                .containsExactly("row: 3.20 ×, and 3.00 × at worst when it was committed");
        assertThat(regressions(RATIO_LESS, 0.5, committed)).isEmpty();
        assertThat(regressions(DIFFERENCE, 4.5, committed))
                .containsExactly("row: 3.50 µs, and 3.00 µs at worst when it was committed");
        assertThat(regressions(FIGURE, 2.9, committed)).isEmpty();
    }

    @Test
    void where_more_is_better_less_than_the_least_is_a_regression() {
        var committed = Map.of("row", new Spread(2, 1, 3));
        assertThat(regressions(RATIO_MORE, 0.9, committed))
                .containsExactly("row: 0.90 ×, and 1.00 × at worst when it was committed");
        assertThat(regressions(RATIO_MORE, 9.0, committed)).isEmpty();
    }

    @Test
    void what_is_not_committed_is_no_regression_and_is_named() {
        var compared = Results.compare(
                List.of(row("new", FIGURE, SEVEN, List.of()), row("read only", NOTHING, SEVEN, List.of())), Map.of());
        assertThat(compared).isEqualTo(new Results.Comparison(List.of(), List.of("new")));
    }

    /// A table that nobody can read would let every regression pass.
    @Test
    void the_committed_tables_are_read() throws IOException {
        for (var part : List.of("quick", "core")) {
            var table = GeneratedPart.read(Path.of("ops/bench-results.md"), part);
            var judged = table.lines()
                    .filter(line -> line.matches(".* to [-0-9.]+ \\| .*"))
                    .count();
            assertThat(Results.read(table)).as(part).isNotEmpty().hasSize((int) judged);
        }
    }

    private static List<String> regressions(Judged judged, double ours, Map<String, Spread> committed) {
        return Results.compare(List.of(row("row", judged, List.of(ours), List.of(1.0))), committed)
                .regressions();
    }

    private static Measure row(String name, Judged judged, List<Double> ours, List<Double> beside) {
        return new Measure(name, "µs", ours, beside, judged, "a goal");
    }
}
