package lv.helpline.prompts;

import static lv.helpline.prompts.Tones.joined;
import static lv.helpline.prompts.Tones.silence;
import static lv.helpline.prompts.Tones.sine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Signals and tolerance are those of EBU Tech 3341, "minimum requirements test signals" 1 to 5 of its table 1.
/// They are in stereo there; one channel that is as loud as two is 3.01 dB higher.
class LoudnessTest {

    private static final Offset<Double> TOLERANCE = within(0.1);

    /// "A 0 dB FS 997 Hz sine in one channel is -3.01 LKFS", says ITU-R BS.1770-4, annex 1.
    @Test
    void a_sine_at_full_scale_is_as_loud_as_the_standard_says() {
        assertThat(Loudness.of(sine(997, 0, 5))).isCloseTo(-3.01, within(0.02));
    }

    @ParameterizedTest
    @CsvSource({"-23", "-33"})
    void a_sine_of_1_khz_in_both_channels_is_as_loud_as_its_level(double level) {
        assertThat(Loudness.of(inBoth(level, 20))).isCloseTo(level, TOLERANCE);
    }

    @Test
    void what_is_10_LU_below_the_rest_does_not_count() {
        assertThat(Loudness.of(joined(inBoth(-36, 10), inBoth(-23, 60), inBoth(-36, 10))))
                .isCloseTo(-23, TOLERANCE);
    }

    @Test
    void what_is_below_minus_70_LUFS_counts_neither_nor_lowers_the_gate() {
        assertThat(Loudness.of(
                        joined(inBoth(-72, 10), inBoth(-36, 10), inBoth(-23, 60), inBoth(-36, 10), inBoth(-72, 10))))
                .isCloseTo(-23, TOLERANCE);
    }

    /// No signal of that table tells whether the gate at -70 LUFS is there at all.
    @Test
    void what_is_below_minus_70_LUFS_does_not_count_however_long_it_lasts() {
        assertThat(Loudness.of(joined(inBoth(-72, 60), inBoth(-60, 20)))).isCloseTo(-60, TOLERANCE);
    }

    @Test
    void what_is_above_the_gate_counts_as_long_as_it_lasts() {
        assertThat(Loudness.of(joined(inBoth(-26, 20), inBoth(-20, 20.1), inBoth(-26, 20))))
                .isCloseTo(-23, TOLERANCE);
    }

    /// By the standard's filters at 48 kHz, worked out from their coefficients.
    @ParameterizedTest
    @CsvSource({"120, -0.79", "300, -0.089", "500, 0.042", "2000, 3.071", "3000, 3.808", "3400, 3.898"})
    void each_frequency_is_weighted_as_at_48_khz(double hertz, double gain) {
        assertThat(Loudness.of(sine(hertz, 0, 5))).isCloseTo(-0.691 - 3.01 + gain, within(0.03));
    }

    @Test
    void what_is_shorter_than_a_block_is_one_block() {
        assertThat(Loudness.of(sine(997, -20, 0.35))).isCloseTo(-23, within(0.2));
    }

    @Test
    void silence_has_no_loudness() {
        assertThat(Loudness.of(silence(1))).isEqualTo(Decibels.NONE);
        assertThat(Loudness.of(new double[0])).isEqualTo(Decibels.NONE);
    }

    private static double[] inBoth(double level, double seconds) {
        return sine(1000, level + 3.01, seconds);
    }
}
