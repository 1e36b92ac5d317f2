package lv.helpline.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {

    private BuiltSounds built;

    @BeforeEach
    void build(@TempDir Path root) throws IOException {
        built = BuiltSounds.in(root);
    }

    @Test
    void what_is_right_is_summed_up() throws IOException {
        built.put(built.clip("en/whisper-riga-lv"), Tones.voice(4));
        built.check().run();
        assertThat(built.said()).matches("""
                        Prompts: 16 right, 37 s in all, from -20\\.. LUFS \\(.*\\.wav\\) to -..\\.. \\(.*\\.wav\\)
                        The longest: 4\\.0 s \\(en/helpline/whisper-riga-lv\\.wav\\), whisper 4\\.0 s .*, menu 3\\.0 s \\(.. ..\\)
                        """);
    }

    @Test
    void each_fault_is_told_with_its_file() throws IOException {
        Files.delete(built.directory.clip("lv", "language-1"));
        built.put(built.clip("en/menu"), Tones.voice(7));
        Files.delete(built.directory.stamp(built.directory.clip("lv", "menu")));
        var whisper = built.clip("lv/whisper-riga-lv");
        Files.delete(built.directory.piece(whisper, 3));
        built.put(built.clip("en/whisper-riga-lv"), Tones.voice(6.8));
        BuiltSounds.write(Tones.voice(0.72), built.directory.piece(built.clip("en/whisper-riga-lv"), 10));
        BuiltSounds.write(Tones.voice(36), built.directory.clip("lv", "own-0123456789ab"));
        BuiltSounds.write(Tones.voice(1), built.recordings.resolve("lv/greting.wav"));
        BuiltSounds.write(Sound.of(Tones.silence(31)), built.directory.music());
        BuiltSounds.write(
                Sound.read(built.directory.ringing("lv", RingingAudio.RINGING)).part(0, Sound.RATE),
                built.directory.ringing("lv", RingingAudio.RINGING));
        built.put(built.clip("en/nobody"), Tones.voice(5));

        assertThatThrownBy(built.check()::run).isInstanceOf(Failure.class).hasMessageMatching("faults in .*: 13");
        assertThat(built.said().lines())
                .containsExactly(
                        "asterisk-config/recordings/lv/greting.wav: is a recording of no prompt; the ids are in"
                                + " asterisk-config/prompts/catalogue.tsv",
                        "menu in the order en lv: takes 9.000 s; 8.000 s at most",
                        "moh/en-waited/waited.wav: does not say nobody.wav at 0 s",
                        "moh/lv/ringing.wav: takes 1.000 s; it has to be 300",
                        "moh/quiet/quiet.wav: is silent for 31000 ms; 1000 at most",
                        "moh/quiet/quiet.wav: level is -99.00 dBFS (RMS); it has to be between -33 and -27",
                        "sounds/en/helpline/whisper-riga-lv-10.wav: takes 0.720 s; 0.700 s at most",
                        "sounds/en/helpline/whisper-riga-lv.wav: its 10 pieces, one after the other, are not the whole",
                        "sounds/en/helpline/whisper-riga-lv.wav: its pieces are not of equal length: [5440, 5440, 5440,"
                                + " 5440, 5440, 5440, 5440, 5440, 5440, 5760] samples",
                        "sounds/lv/helpline/language-1.wav: missing",
                        "sounds/lv/helpline/menu.wav: is older than its text, its recording or the tools; run"
                                + " ops/prompts build",
                        "sounds/lv/helpline/own-0123456789ab.wav: takes 36.000 s; 35.000 s at most",
                        "sounds/lv/helpline/whisper-riga-lv-3.wav: missing");
    }

    @Test
    void another_text_of_a_sentence_makes_ringing_audio_old() throws IOException {
        var greeting = built.clip("lv/greeting");
        Files.createDirectories(built.directory.accepted("lv", "greeting").getParent());
        Tones.voice(2).write(built.directory.accepted("lv", "greeting"));
        built.put(greeting, Tones.voice(3));
        assertThatThrownBy(built.check()::run).isInstanceOf(Failure.class);
        assertThat(built.said())
                .isEqualTo("moh/lv/ringing.wav: is older than its sentences or the tools; run ops/prompts build\n");
    }

    @Test
    void nothing_is_built_is_told(@TempDir Path empty) {
        var elsewhere = new SoundDirectory(empty);
        var check =
                new Check(elsewhere, built.catalogue, built.stamps, built.workshop, built.recordings, built.console);
        assertThatThrownBy(check::run)
                .isInstanceOf(Failure.class)
                .hasMessage("nothing is built in " + empty + "; run ops/prompts build");
    }
}
