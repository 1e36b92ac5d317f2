package lv.helpline.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhisperTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 1, 3.2, 6.4321})
    void the_pieces_are_whole_frames_of_equal_length_and_make_the_whole(double seconds) {
        var spoken = Tones.voice(seconds);
        var whole = Whisper.whole(spoken);
        var pieces = Whisper.pieces(whole);
        assertThat(pieces)
                .hasSize(10)
                .allSatisfy(piece -> assertThat(piece.length() % Sound.FRAME).isZero());
        assertThat(pieces)
                .extracting(Sound::length)
                .containsOnly(pieces.getFirst().length());
        assertThat(Sound.joined(pieces).isSame(whole)).isTrue();
        assertThat(whole.hasAt(0, spoken)).as("nothing is lost").isTrue();
        assertThat(whole.length() - spoken.length()).isBetween(0, 10 * Sound.FRAME - 1);
    }
}
