package lv.helpline.prompts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What Asterisk plays: samples at 8 kHz of 16 bits, one channel.
final class Sound {

    static final int RATE = WavFile.RATE;

    /// Samples of 20 ms, in which Asterisk sends them.
    static final int FRAME = 160;

    /// A frame below this level (dBFS) is not heard on a telephone.
    private static final double INAUDIBLE = -50;

    private final short[] samples;

    private Sound(short[] samples) {
        this.samples = samples;
    }

    /// @throws Failure for a file in another format
    static Sound read(Path file) throws IOException {
        return WavFile.in(Files.readAllBytes(file))
                .filter(WavFile::isForTelephones)
                .map(wav -> new Sound(wav.samples()))
                .orElseThrow(() -> new Failure(file + " is no sound for telephones"));
    }

    void write(Path file) throws IOException {
        Files.write(file, WavFile.of(samples));
    }

    /// What is louder than full scale is cut off.
    static Sound of(double[] samples) {
        var rounded = new short[samples.length];
        for (var at = 0; at < rounded.length; at++) {
            rounded[at] = (short) Math.clamp(Math.round(samples[at] * 0x8000), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new Sound(rounded);
    }

    static Sound joined(List<Sound> parts) {
        var all = new short[parts.stream().mapToInt(Sound::length).sum()];
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part.samples, 0, all, at, part.length());
            at += part.length();
        }
        return new Sound(all);
    }

    /// In samples.
    int length() {
        return samples.length;
    }

    Duration time() {
        return time(samples.length);
    }

    static Duration time(long samples) {
        return Duration.ofNanos(samples * (1_000_000_000 / RATE));
    }

    double[] amplitudes() {
        var amplitudes = new double[samples.length];
        for (var at = 0; at < amplitudes.length; at++) {
            amplitudes[at] = samples[at] / (double) 0x8000;
        }
        return amplitudes;
    }

    /// Its first samples, with silence after them if it has fewer.
    Sound ofLength(int length) {
        return new Sound(Arrays.copyOf(samples, length));
    }

    /// With silence after it if there are fewer samples.
    Sound part(int from, int length) {
        return new Sound(Arrays.copyOfRange(samples, from, from + length));
    }

    /// Sample by sample.
    boolean hasAt(int at, Sound part) {
        return at + part.length() <= length()
                && Arrays.equals(samples, at, at + part.length(), part.samples, 0, part.length());
    }

    boolean isSame(Sound other) {
        return Arrays.equals(samples, other.samples);
    }

    /// The longest time that nothing is heard.
    Duration longestSilence() {
        var run = 0;
        var longest = 0;
        for (var at = 0; at < length(); at += FRAME) {
            run = Decibels.ofPower(Decibels.power(part(at, FRAME).amplitudes())) < INAUDIBLE ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return time((long) longest * FRAME);
    }
}
