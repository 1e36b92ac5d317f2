package lv.helpline.prompts;

/// How loud the ear takes each frequency to be, by ITU-R BS.1770-4: two filters, whose coefficients are given there for
/// 48 kHz. So six samples are made of each of ours; filters for 8 kHz would be wrong by as much as 0.5 dB.
final class KFilter {

    private static final int TIMES = 6;

    /// Neighbours on either side by which a sample between two of ours is known.
    private static final int NEIGHBOURS = 16;

    private static final double[][] WEIGHTS = weights();

    private final Biquad head =
            new Biquad(1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585);
    private final Biquad highPass = new Biquad(1, -2, 1, -1.99004745483398, 0.99007225036621);

    /// The mean power of each sample.
    ///
    /// @param samples at 8 kHz
    double[] powers(double[] samples) {
        var padded = new double[samples.length + 2 * NEIGHBOURS];
        System.arraycopy(samples, 0, padded, NEIGHBOURS, samples.length);
        var powers = new double[samples.length];
        for (var at = 0; at < samples.length; at++) {
            for (var weights : WEIGHTS) {
                var heard = highPass.next(head.next(between(padded, at, weights)));
                powers[at] += heard * heard / TIMES;
            }
        }
        return powers;
    }

    private static double between(double[] padded, int at, double[] weights) {
        var sum = 0.0;
        for (var neighbour = 0; neighbour < weights.length; neighbour++) {
            sum += padded[at + 1 + neighbour] * weights[neighbour];
        }
        return sum;
    }

    /// Of the neighbours of each of the six: sin(x)/x, which fades out at its ends.
    private static double[][] weights() {
        var weights = new double[TIMES][2 * NEIGHBOURS];
        for (var step = 0; step < TIMES; step++) {
            for (var neighbour = 0; neighbour < 2 * NEIGHBOURS; neighbour++) {
                var away = Math.PI * (neighbour + 1 - NEIGHBOURS - step / (double) TIMES);
                var fade = Math.cos(away / 2 / NEIGHBOURS);
                weights[step][neighbour] = (away == 0 ? 1 : Math.sin(away) / away) * fade * fade;
            }
        }
        return weights;
    }

    /// A filter of the second order.
    private static final class Biquad {

        private final double b0;
        private final double b1;
        private final double b2;
        private final double a1;
        private final double a2;
        private double first;
        private double second;

        Biquad(double b0, double b1, double b2, double a1, double a2) {
            this.b0 = b0;
            this.b1 = b1;
            this.b2 = b2;
            this.a1 = a1;
            this.a2 = a2;
        }

        double next(double in) {
            var out = b0 * in + first;
            first = b1 * in - a1 * out + second;
            second = b2 * in - a2 * out;
            return out;
        }
    }
}
