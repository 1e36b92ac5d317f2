package lv.helpline.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/// One row of a table of results: what was measured of ours and, in the same repetitions, of what is beside it.
///
/// @param name   says what it is, where, and with how many; rows of two runs are compared by it
/// @param ours   one figure of each repetition
/// @param beside as many, or none
/// @param goal   as people read it, such as `≤ 1.0 ×`; may be empty
record Measure(String name, String unit, List<Double> ours, List<Double> beside, Judged judged, String goal) {

    /// What of a row is compared with the committed one.
    enum Judged {
        /// Ours divided by what is beside it; less is better.
        RATIO_LESS,
        /// The same; more is better.
        RATIO_MORE,
        /// By how much ours is more than what is beside it; less is better.
        DIFFERENCE,
        /// Ours; less is better.
        FIGURE,
        /// Nothing: it is there to be read.
        NOTHING
    }

    Measure {
        ours = List.copyOf(ours);
        beside = List.copyOf(beside);
        if (ours.isEmpty() || (!beside.isEmpty() && beside.size() != ours.size())) {
            throw new IllegalArgumentException(name + ": each repetition has a figure of both sides");
        }
        if (beside.isEmpty() && (judged != Judged.FIGURE && judged != Judged.NOTHING)) {
            throw new IllegalArgumentException(name + ": there is nothing beside it to compare it with");
        }
    }

    /// What is judged, repetition by repetition; empty if nothing is.
    List<Double> judgedFigures() {
        return switch (judged) {
            case RATIO_LESS, RATIO_MORE -> eachRepetition((one, other) -> one / other);
            case DIFFERENCE -> eachRepetition((one, other) -> one - other);
            case FIGURE -> ours;
            case NOTHING -> List.of();
        };
    }

    private List<Double> eachRepetition(DoubleBinaryOperator comparison) {
        return IntStream.range(0, ours.size())
                .mapToObj(each -> comparison.applyAsDouble(ours.get(each), beside.get(each)))
                .toList();
    }

    boolean isLessBetter() {
        return judged != Judged.RATIO_MORE;
    }

    /// The unit of what is judged.
    String judgedUnit() {
        return switch (judged) {
            case RATIO_LESS, RATIO_MORE -> "×";
            default -> unit;
        };
    }

    /// With three figures that count, of large ones all that are before the point.
    static String written(double figure) {
        var size = Math.abs(figure);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", figure);
    }
}
