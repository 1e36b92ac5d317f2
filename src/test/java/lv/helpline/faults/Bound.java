package lv.helpline.faults;

/// What a count says of the rate behind it.
final class Bound {

    private static final double UNLIKELY = 0.05;
    private static final int HALVINGS = 60;

    private Bound() {}

    /// The rate that is not exceeded, at 95 %, where so many of so many were lost, as Clopper and Pearson bound
    /// it from above: at a higher one so few would be seen in fewer than 5 of 100 such runs. Of none it is
    /// about 3 divided by the number of calls.
    static double ofRate(int lost, int calls) {
        if (lost >= calls) {
            return 1;
        }
        var low = 0.0;
        var high = 1.0;
        for (var halving = 0; halving < HALVINGS; halving++) {
            var rate = (low + high) / 2;
            if (atMost(lost, calls, rate) > UNLIKELY) {
                low = rate;
            } else {
                high = rate;
            }
        }
        return high;
    }

    /// How likely it is that at most so many of so many are lost at that rate.
    private static double atMost(int lost, int calls, double rate) {
        var logarithm = calls * Math.log1p(-rate);
        var sum = Math.exp(logarithm);
        for (var each = 1; each <= lost; each++) {
            logarithm += Math.log((calls - each + 1.0) / each) + Math.log(rate) - Math.log1p(-rate);
            sum += Math.exp(logarithm);
        }
        return sum;
    }
}
