package lv.helpline.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of a build that has nothing to speak, which needs no other program.
class BuildTest {

    private BuiltSounds built;

    @BeforeEach
    void build(@TempDir Path root) throws IOException {
        built = BuiltSounds.in(root);
    }

    @Test
    void where_nothing_has_changed_nothing_is_made() throws IOException {
        var greeting = built.directory.clip("lv", "greeting");
        var made = Files.getLastModifiedTime(greeting);
        run();
        assertThat(built.said()).matches("Prompts: 0 made, 16 up to date, in [0-9.]+ s: DIR\n");
        assertThat(Files.getLastModifiedTime(greeting)).isEqualTo(made);
        assertThat(built.directory.synthetic()).hasContent("lv+en");
        assertThat(built.directory.root().resolve(".made/work")).doesNotExist();
    }

    @Test
    void what_has_no_text_any_more_goes_and_what_is_somebody_else_s_stays() throws IOException {
        var gone = built.directory.clip("lv", "gone");
        var piece = built.directory.clip("lv", "whisper-gone-lv-3");
        var old = built.directory.root().resolve("moh/de/ringing.wav");
        var own = built.directory.clip("lv", "own-0123456789ab");
        var theirs = built.directory.root().resolve("moh/theirs/song.wav");
        for (var file : new Path[] {gone, piece, old, own, theirs}) {
            BuiltSounds.write(Tones.voice(1), file);
        }
        built.stamps.write(gone, "synthetic");
        built.stamps.write(old, "RINGING");
        run();
        assertThat(gone).doesNotExist();
        assertThat(built.directory.stamp(gone)).doesNotExist();
        assertThat(piece).doesNotExist();
        assertThat(old).doesNotExist();
        assertThat(own).exists();
        assertThat(theirs).exists();
        assertThat(built.said()).contains("Removing sounds/lv/helpline/gone.wav, which has no text any more\n");
        built.check().run();
    }

    @Test
    void a_new_clip_of_a_sentence_makes_the_ringing_audio_anew() throws IOException {
        BuiltSounds.write(Tones.voice(5), built.directory.accepted("en", "wait"));
        built.put(built.clip("en/wait"), Tones.voice(5));
        run();
        built.check().run();
    }

    @Test
    void languages_whose_first_words_are_recorded_are_not_synthetic() throws IOException {
        for (var id : new String[] {"greeting", "menu", "language-1", "language-2"}) {
            BuiltSounds.write(Tones.voice(1), built.recordings.resolve("lv", id + ".wav"));
            built.put(built.clip("lv/" + id), Tones.voice(1));
        }
        run();
        assertThat(built.directory.synthetic()).hasContent("en");
    }

    private void run() throws IOException {
        new Build(built.directory, built.catalogue, built.workshop, built.console).run();
    }
}
