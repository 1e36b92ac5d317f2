package lv.helpline.prompts;

import static lv.helpline.prompts.Tones.joined;
import static lv.helpline.prompts.Tones.silence;
import static lv.helpline.prompts.Tones.sine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceTest {

    @Test
    void silence_goes_from_both_ends_and_stays_between_words() {
        var word = sine(400, -3, 0.5);
        var trimmed = Voice.trimmed(joined(silence(1), word, silence(0.7), word, silence(2)));
        assertThat(trimmed.length / (double) Sound.RATE).isCloseTo(1.7, within(0.01));
    }

    @Test
    void a_click_is_no_beginning() {
        var click = silence(0.5);
        click[100] = 0.05;
        assertThat(Voice.trimmed(joined(click, sine(400, -3, 0.5)))).hasSizeLessThan(Sound.RATE * 51 / 100);
    }

    @Test
    void of_silence_nothing_is_left() {
        assertThat(Voice.trimmed(silence(3))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-3", "-12", "-30"})
    void whatever_its_level_was_it_becomes_that_of_all_others(double level) {
        assertThat(Voice.level(Voice.finished(sine(400, level, 2), "…"))).isCloseTo(Voice.AIM, within(0.1));
    }

    /// Short strokes over a faint tone: at the level of all others they would be far above full scale.
    @Test
    void peaks_far_above_the_mean_are_held_down_and_not_cut_off() {
        var peaky = sine(400, -40, 4);
        for (var at = 0; at < peaky.length; at += 400) {
            peaky[at] = Decibels.amplitude(-3);
        }
        var finished = Voice.finished(peaky, "…");
        assertThat(Voice.level(finished)).isCloseTo(Voice.AIM, within(0.6));
        assertThat(Decibels.of(Decibels.peak(finished))).isBetween(-3.0, -0.1);
    }

    /// Milliseconds of rest behind 50 before it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Labdien.|350", "Vai?|350", "Numurs ir:|350", "pirmdien,|120", "janvārī|50"})
    void the_pause_is_that_of_its_place_in_a_sentence(String text, int pause) {
        var word = sine(400, -3, 1);
        assertThat(Voice.finished(word, text).length - Voice.trimmed(word).length)
                .isEqualTo((50 + pause) * Sound.RATE / 1000);
    }
}
