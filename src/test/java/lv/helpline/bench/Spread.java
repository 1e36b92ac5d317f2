package lv.helpline.bench;

import java.util.List;

/// What repetitions of one measurement gave.
record Spread(double median, double least, double most) {

    /// Of an even number of figures, the median is the mean of the two in the middle.
    static Spread of(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("spread: at least one figure is needed");
        }
        var sorted = figures.stream().sorted().toList();
        var middle = (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
        return new Spread(middle, sorted.getFirst(), sorted.getLast());
    }
}
