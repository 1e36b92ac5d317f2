package lv.helpline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Tables of all shapes and fillings against an attacker with a solver.
class SuppressionPropertiesTest {

    /// The report's own shape and smaller ones, filled with few, many, and much zero.
    @Provide
    Arbitrary<int[][]> tables() {
        var counts = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(0)),
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(0, 9)),
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(10, 30)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(30, 400)));
        return Arbitraries.integers()
                .between(1, 5)
                .flatMap(rows -> Arbitraries.integers()
                        .between(1, 4)
                        .flatMap(columns -> counts.array(int[].class)
                                .ofSize(rows * columns)
                                .map(cells -> withTotals(rows, columns, cells))));
    }

    @Property(tries = 300)
    void every_small_count_could_be_any_small_number(@ForAll("tables") int[][] counts) {
        var shown = shown(counts);
        var attacker = new Attacker(counts.length, counts[0].length).reads(shown);
        for (var row = 0; row < counts.length; row++) {
            for (var column = 0; column < counts[0].length; column++) {
                if (counts[row][column] < 10) {
                    assertThat(attacker.least(row, column))
                            .as("least at %d, %d", row, column)
                            .isZero();
                    assertThat(attacker.most(row, column))
                            .as("most at %d, %d", row, column)
                            .isEqualTo(9);
                }
            }
        }
    }

    @Property(tries = 300)
    void what_is_shown_is_ten_or_more_and_rounded_to_five(@ForAll("tables") int[][] counts) {
        var shown = shown(counts);
        for (var row = 0; row < counts.length; row++) {
            for (var column = 0; column < counts[0].length; column++) {
                if (shown[row][column] >= 0) {
                    assertThat(shown[row][column]).isGreaterThanOrEqualTo(10);
                    assertThat(shown[row][column] % 5).isZero();
                    assertThat(Math.abs(shown[row][column] - counts[row][column]))
                            .isLessThanOrEqualTo(2);
                    assertThat(counts[row][column]).isGreaterThanOrEqualTo(10);
                }
            }
        }
    }

    @Property(tries = 100)
    void what_has_nothing_small_is_shown_whole(@ForAll("large") int[][] counts) {
        assertThat(Arrays.stream(shown(counts)).flatMapToInt(Arrays::stream)).doesNotContain(-1);
    }

    @Provide
    Arbitrary<int[][]> large() {
        return Arbitraries.integers()
                .between(10, 300)
                .array(int[].class)
                .ofSize(20)
                .map(cells -> withTotals(5, 4, cells));
    }

    /// One small count alone is the difference of what is beside it: more has to go.
    @Example
    void a_single_small_count_is_not_hidden_alone() {
        var shown = shown(withTotals(2, 2, new int[] {3, 50, 60, 70}));
        assertThat(Arrays.stream(shown)
                        .flatMapToInt(Arrays::stream)
                        .filter(each -> each < 0)
                        .count())
                .isGreaterThan(1);
    }

    /// The attack works where nothing but small counts is hidden: the solver finds 3 to be 1 to 9 at most.
    @Example
    void the_attacker_sees_through_a_table_without_further_hiding() {
        var counts = withTotals(2, 2, new int[] {0, 10, 10, 10});
        var naive = new int[][] {{-1, 10, 10}, {10, 10, 20}, {10, 20, 30}};
        assertThat(counts[2]).containsExactly(10, 20, 30);
        assertThat(new Attacker(3, 3).reads(naive).most(0, 0)).isLessThan(9);
    }

    static int[][] withTotals(int rows, int columns, int[] cells) {
        var counts = new int[rows + 1][columns + 1];
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                var count = cells[row * columns + column];
                counts[row][column] = count;
                counts[row][columns] += count;
                counts[rows][column] += count;
                counts[rows][columns] += count;
            }
        }
        return counts;
    }

    /// -1 for what is hidden.
    static int[][] shown(int[][] counts) {
        var hidden = Suppression.hide(counts);
        List<int[]> shown = new ArrayList<>();
        for (var row = 0; row < counts.length; row++) {
            var line = new int[counts[row].length];
            for (var column = 0; column < line.length; column++) {
                line[column] = hidden[row][column] ? -1 : Suppression.rounded(counts[row][column]);
            }
            shown.add(line);
        }
        return shown.toArray(int[][]::new);
    }
}
