package lv.helpline.recordings;

import java.time.Duration;
import lv.helpline.prompts.WavFile;

/// Checks a spoken prompt in a file. What it is to become, its level and the rest at its ends, is made of it where
/// Asterisk is, by `ops/prompts`.
public sealed interface PromptAudioCheck {

    /// @param wav    WAVE, PCM of 16 bits, one channel, 8 kHz, and nothing else that the file may have said
    /// @param spoken how long, without the silence at its ends
    @SuppressWarnings("ArrayRecordComponent")
    record Fit(byte[] wav, Duration spoken) implements PromptAudioCheck {}

    /// @param rule the name of the rule that it breaks
    record Unfit(String rule) implements PromptAudioCheck {}

    /// Samples a second.
    int RATE = WavFile.RATE;

    /// The longest file: silence is cut off, but nobody waits half a minute before speaking.
    Duration WHOLE = Duration.ofSeconds(30);

    /// So much rests at the ends of a clip, at most.
    Duration REST = Duration.ofMillis(400);

    Duration SHORTEST = Duration.ofMillis(200);

    /// @param file    as it was sent
    /// @param longest that a clip of it may take, a whole number of seconds
    public static PromptAudioCheck of(byte[] file, Duration longest) {
        return WavFile.in(file).map(wavFile -> judged(wavFile, longest)).orElse(new Unfit("recording-is-a-wave-file"));
    }

    private static PromptAudioCheck judged(WavFile wavFile, Duration longest) {
        if (!wavFile.isForTelephones()) {
            return new Unfit("recording-has-8-khz-16-bits-and-one-channel");
        }
        var samples = wavFile.samples();
        if (lasts(samples.length).compareTo(WHOLE) > 0) {
            return new Unfit("recording-has-30-seconds-at-most");
        }
        var peak = AudioLevels.peak(samples);
        if (peak < AudioLevels.FAINT) {
            return new Unfit("recording-is-loud-enough");
        }
        if (AudioLevels.isClipped(samples)) {
            return new Unfit("recording-is-not-clipped");
        }
        var spoken = lasts(AudioLevels.spoken(samples, peak));
        if (spoken.compareTo(SHORTEST) < 0) {
            return new Unfit("recording-says-something");
        }
        return spoken.plus(REST).compareTo(longest) > 0
                ? new Unfit("recording-takes-" + longest.toSeconds() + "-seconds-at-most")
                : new Fit(WavFile.of(samples), spoken);
    }

    private static Duration lasts(int samples) {
        return Duration.ofMillis(samples * 1000L / RATE);
    }
}
