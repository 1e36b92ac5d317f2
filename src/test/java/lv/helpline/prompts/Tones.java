package lv.helpline.prompts;

import java.util.Arrays;

/// Signals of which everything is known.
final class Tones {

    private Tones() {}

    /// @param level dBFS of its peak
    static double[] sine(double hertz, double level, double seconds) {
        var samples = new double[(int) Math.round(seconds * Sound.RATE)];
        for (var at = 0; at < samples.length; at++) {
            samples[at] = Decibels.amplitude(level) * Math.sin(2 * Math.PI * hertz * at / Sound.RATE);
        }
        return samples;
    }

    static double[] silence(double seconds) {
        return new double[(int) Math.round(seconds * Sound.RATE)];
    }

    static double[] joined(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    /// As loud as a prompt: a sine of 997 Hz is 3.01 LU below its peak.
    static Sound voice(double seconds) {
        return Sound.of(sine(997, Voice.AIM + 3.01, seconds));
    }
}
