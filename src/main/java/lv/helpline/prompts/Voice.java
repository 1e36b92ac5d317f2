package lv.helpline.prompts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What becomes of a voice, synthetic or recorded: the band of a telephone, no silence at either end, the level of all
/// others, and the pause that its place in a sentence asks for.
final class Voice {

    /// LUFS. Two clips, whichever follows the other, differ by 3 LU at most.
    static final double AIM = -20;

    /// The calm pace: espeak-ng speaks 175 words a minute by itself.
    private static final String WORDS_A_MINUTE = "145";

    /// dBFS of the highest peak, before the level is set.
    private static final double TOP = -3;

    /// What is below this share of full scale, over 20 ms, is silence at either end; what is above it for 5 ms is not.
    private static final double SILENCE = 0.005;

    private static final int WINDOW = Sound.RATE / 50;
    private static final int HEARD = Sound.RATE / 200;

    /// Decibels that nobody hears, off the level that is aimed at.
    private static final double NEAR = 0.5;

    private static final double BEFORE = 0.05;

    private Voice() {}

    /// Speaks a text into a file. A text is words and nothing else, whoever typed it: to espeak-ng, control characters
    /// and [[…]] would be commands.
    static void synthesize(Clip clip, Path file) throws IOException {
        var words = clip.text().replaceAll("[\\p{Cntrl}\\[\\]]", " ");
        try {
            Programs.run(
                    words.getBytes(UTF_8),
                    List.of(
                            "espeak-ng",
                            "-v",
                            clip.language(),
                            "-s",
                            WORDS_A_MINUTE,
                            "-w",
                            file.toString(),
                            "-b",
                            "1",
                            "--stdin"));
        } catch (Failure _) {
            throw new Failure("espeak-ng cannot say " + clip.id() + " in " + clip.language());
        }
    }

    /// Of no length if the file is silent.
    ///
    /// @param file in any format that sox reads
    static Sound of(Path file, String text) throws IOException {
        var samples = Programs.sox(file.toString(), "remix", "-", "gain", "-6", "rate", "8000", "highpass", "120");
        return Sound.of(finished(samples, text));
    }

    /// Of no length if there is nothing to be heard.
    static double[] finished(double[] samples, String text) {
        var spoken = trimmed(Decibels.amplified(samples, TOP - Decibels.of(Decibels.peak(samples))));
        return spoken.length == 0 ? spoken : padded(levelled(spoken), pause(text));
    }

    /// Loudness of what is spoken, without the silence at either end: to a tenth, for nobody hears less.
    static double level(double[] samples) {
        return Math.round(10 * Loudness.of(trimmed(samples))) / 10.0;
    }

    /// A voice whose peaks stand far above its mean would clip at this level. Then its peaks are held down, which takes
    /// away from its level, so that is looked at again.
    private static double[] levelled(double[] spoken) {
        var lift = AIM - level(spoken);
        if (TOP + lift <= -0.5) {
            return Decibels.amplified(spoken, lift);
        }
        var limited = spoken;
        for (var times = 0; Math.abs(lift) > NEAR && times < 9; times++) {
            limited = limited(limited, lift);
            lift = AIM - level(limited);
        }
        return limited;
    }

    /// Louder by so many decibels where it is low, and never above full scale.
    private static double[] limited(double[] samples, double lift) {
        var factor = Decibels.amplitude(lift);
        return Arrays.stream(samples)
                .map(sample -> factor * sample / (1 + (factor - 1) * Math.abs(sample)))
                .toArray();
    }

    static double[] trimmed(double[] samples) {
        var from = firstHeard(samples);
        var until = samples.length - firstHeard(reversed(samples));
        return from >= until ? new double[0] : Arrays.copyOfRange(samples, from, until);
    }

    private static double[] reversed(double[] samples) {
        var reversed = new double[samples.length];
        for (var at = 0; at < samples.length; at++) {
            reversed[at] = samples[samples.length - 1 - at];
        }
        return reversed;
    }

    /// The place of the first sample that is no silence, or the end.
    private static int firstHeard(double[] samples) {
        var power = 0.0;
        var heard = 0;
        for (var at = 0; at < samples.length; at++) {
            var gone = at < WINDOW ? 0 : samples[at - WINDOW];
            power += samples[at] * samples[at] - gone * gone;
            heard = power > SILENCE * SILENCE * WINDOW ? heard + 1 : 0;
            if (heard == HEARD) {
                return at + 1 - HEARD;
            }
        }
        return samples.length;
    }

    /// Seconds after a text: a full stop ends a sentence, after anything else the next clip goes on with it.
    private static double pause(String text) {
        return switch (text.charAt(text.length() - 1)) {
            case '.', '!', '?', ':' -> 0.35;
            case ',' -> 0.12;
            default -> 0.05;
        };
    }

    private static double[] padded(double[] samples, double pause) {
        var before = (int) Math.round(BEFORE * Sound.RATE);
        var padded = new double[before + samples.length + (int) Math.round(pause * Sound.RATE)];
        System.arraycopy(samples, 0, padded, before, samples.length);
        return padded;
    }
}
