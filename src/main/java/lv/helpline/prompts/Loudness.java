package lv.helpline.prompts;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Integrated loudness by ITU-R BS.1770-4: the K filter, then the mean power of blocks of 400 ms, without those
/// below -70 LUFS and those 10 LU below the mean of the others. So pauses between sentences do not count.
final class Loudness {

    private static final double ABSOLUTE_GATE = -70;
    private static final double RELATIVE_GATE = -10;

    /// Blocks begin every 100 ms, so each shares three quarters with the next.
    private static final int STEP = Sound.RATE / 10;
    private static final int STEPS_OF_A_BLOCK = 4;

    private Loudness() {}

    /// In LUFS, of what is not shorter than a block, or else of the whole as one block.
    ///
    /// @param samples at 8 kHz
    static double of(double[] samples) {
        var filtered = new KFilter().powers(samples);
        var steps = IntStream.range(0, samples.length / STEP)
                .mapToDouble(step -> mean(filtered, step * STEP, STEP))
                .toArray();
        if (steps.length < STEPS_OF_A_BLOCK) {
            return lufs(Arrays.stream(filtered).average().orElse(0));
        }
        var blocks = IntStream.rangeClosed(0, steps.length - STEPS_OF_A_BLOCK)
                .mapToDouble(first -> mean(steps, first, STEPS_OF_A_BLOCK))
                .toArray();
        var relativeGate = lufs(meanAbove(ABSOLUTE_GATE, blocks)) + RELATIVE_GATE;
        return lufs(meanAbove(Math.max(ABSOLUTE_GATE, relativeGate), blocks));
    }

    private static double mean(double[] powers, int from, int count) {
        return Arrays.stream(powers, from, from + count).sum() / count;
    }

    private static double meanAbove(double gate, double[] blocks) {
        return DoubleStream.of(blocks)
                .filter(power -> lufs(power) > gate)
                .average()
                .orElse(0);
    }

    private static double lufs(double power) {
        return power > 0 ? -0.691 + Decibels.ofPower(power) : Decibels.NONE;
    }
}
