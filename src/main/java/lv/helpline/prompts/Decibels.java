package lv.helpline.prompts;

/// Levels, where 1 is full scale.
final class Decibels {

    /// Of silence, which has none.
    static final double NONE = -99;

    private Decibels() {}

    static double of(double amplitude) {
        return ofPower(amplitude * amplitude);
    }

    static double ofPower(double power) {
        return power > 0 ? 10 * Math.log10(power) : NONE;
    }

    static double amplitude(double decibels) {
        return Math.pow(10, decibels / 20);
    }

    static double power(double[] samples) {
        var sum = 0.0;
        for (var sample : samples) {
            sum += sample * sample;
        }
        return samples.length == 0 ? 0 : sum / samples.length;
    }

    static double peak(double[] samples) {
        var peak = 0.0;
        for (var sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    static double[] amplified(double[] samples, double decibels) {
        var factor = amplitude(decibels);
        var louder = samples.clone();
        for (var at = 0; at < louder.length; at++) {
            louder[at] *= factor;
        }
        return louder;
    }
}
