package lv.helpline.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lv.helpline.testing.DialplanText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RingingAudioTest {

    /// As long as the real one, and each of its samples another one than the next second's.
    private static final Sound MUSIC = Sound.of(Tones.sine(220.03, -27, 32));

    @Test
    void the_sentences_are_in_their_order() {
        assertThat(RingingAudio.RINGING.sentences())
                .hasSize(15)
                .startsWith("greeting", "wait", "still-waiting")
                .endsWith("still-waiting");
        assertThat(RingingAudio.WAITED.sentences()).hasSize(15).startsWith("nobody", "still-waiting");
    }

    /// Keys 2 and 3 count from within the first sentence that offers them: its first words offer nothing yet.
    @Test
    void the_dialplan_takes_keys_from_when_they_are_offered() throws IOException {
        var begins = RingingAudio.RINGING.sentences().indexOf("still-waiting") * RingingAudio.INTERVAL / Sound.RATE;
        assertThat(Integer.parseInt(DialplanText.time(Path.of("asterisk-config"), "OFFERED")))
                .isBetween(begins + 1, begins + 4);
    }

    @ParameterizedTest
    @EnumSource
    void each_sentence_is_its_clip_sample_by_sample_and_the_music_goes_on_below(RingingAudio audio) {
        var said = new ArrayList<Sound>();
        for (var place = 0; place < audio.sentences().size(); place++) {
            said.add(Tones.voice(3 + place / 7.0));
        }
        var ringing = audio.make(MUSIC, said);
        assertThat(ringing.length()).isEqualTo(300 * Sound.RATE);
        var heard = ringing.amplitudes();
        var music = MUSIC.amplitudes();
        for (var place = 0; place < said.size(); place++) {
            var from = place * RingingAudio.INTERVAL;
            assertThat(ringing.hasAt(from, said.get(place)))
                    .as("sentence %d", place)
                    .isTrue();
            var farthest = 0.0;
            for (var at = from + said.get(place).length(); at < from + RingingAudio.INTERVAL; at++) {
                var due = music[at % music.length] * fade(at, from, said.get(place));
                farthest = Math.max(farthest, Math.abs(heard[at] - due));
            }
            assertThat(farthest).as("off the music after sentence %d", place).isLessThan(1e-4);
        }
    }

    /// From nothing to all in 0.6 s, and back.
    private static double fade(int at, int from, Sound sentence) {
        var since = at - from - sentence.length();
        var until = from + RingingAudio.INTERVAL - at;
        return Math.min(1, Math.min(since, until) / (0.6 * Sound.RATE));
    }

    @Test
    void there_is_never_a_second_without_a_sound() {
        assertThat(RingingAudio.RINGING.make(MUSIC, all(Tones.voice(8))).longestSilence())
                .isLessThan(Duration.ofMillis(200));
    }

    @Test
    void a_sentence_leaves_room_for_music() {
        assertThatThrownBy(() -> RingingAudio.WAITED.make(MUSIC, all(Tones.voice(18.1))))
                .isInstanceOf(Failure.class)
                .hasMessage("nobody.wav leaves no room for music: there are 20 s for both");
    }

    private static List<Sound> all(Sound sentence) {
        return Collections.nCopies(15, sentence);
    }
}
