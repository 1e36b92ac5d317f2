package lv.helpline.prompts;

import static lv.helpline.prompts.Tones.joined;
import static lv.helpline.prompts.Tones.silence;
import static lv.helpline.prompts.Tones.sine;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {

    private final Inspection inspection = new Inspection();

    @Test
    void a_voice_as_it_should_be_has_no_fault(@TempDir Path directory) throws IOException {
        var file = directory.resolve("voice.wav");
        Tones.voice(7).write(file);
        var voice = inspection.open(file).orElseThrow();
        assertThat(inspection.voice(voice, Duration.ofSeconds(8))).isBetween(-20.1, -19.9);
        assertThat(inspection.faults()).isEmpty();
    }

    @Test
    void a_file_is_there_and_for_telephones(@TempDir Path directory) throws IOException {
        var file = directory.resolve("voice.wav");
        assertThat(inspection.open(file)).isEmpty();
        Files.createFile(file);
        assertThat(inspection.open(file)).isEmpty();
        Files.writeString(file, "RIFF and nothing else");
        assertThat(inspection.open(file)).isEmpty();
        Tones.voice(1).write(file);
        var bytes = Files.readAllBytes(file);
        bytes[24] = 0x11;
        bytes[25] = 0x2B;
        Files.write(file, bytes);
        assertThat(inspection.open(file)).isEmpty();
        assertThat(inspection.faults())
                .containsExactly(
                        "missing",
                        "missing",
                        "format is unreadable; it has to be 8000 Hz, 1 channel, 16-bit Signed Integer PCM",
                        "format is 11025 Hz, 1 channel, 16-bit Signed Integer PCM;"
                                + " it has to be 8000 Hz, 1 channel, 16-bit Signed Integer PCM");
    }

    @Test
    void it_is_short() {
        inspection.voice(Tones.voice(8.25), Duration.ofSeconds(8));
        assertThat(inspection.faults()).containsExactly("takes 8.250 s; 8.000 s at most");
    }

    @Test
    void it_is_as_loud_as_others() {
        inspection.voice(Sound.of(sine(997, -20, 2)), Duration.ofSeconds(8));
        inspection.voice(Sound.of(sine(997, -14, 2)), Duration.ofSeconds(8));
        inspection.voice(Sound.of(silence(2)), Duration.ofSeconds(8));
        assertThat(inspection.faults())
                .containsExactly(
                        "level is -23.0 LUFS; it has to be between -21.5 and -18.5",
                        "level is -17.0 LUFS; it has to be between -21.5 and -18.5",
                        "is silent");
    }

    @Test
    void its_peaks_are_not_cut_off() {
        var loud = Tones.voice(2).amplitudes();
        loud[5000] = 1;
        inspection.voice(Sound.of(loud), Duration.ofSeconds(8));
        assertThat(inspection.faults()).containsExactly("is clipped: its peak is -0.00 dBFS");
    }

    @Test
    void a_second_of_silence_is_a_dead_line() {
        var tone = sine(440, -20, 1);
        inspection.isHeard(Sound.of(joined(tone, silence(1), tone, sine(440, -50, 1))));
        assertThat(inspection.faults()).isEmpty();
        inspection.isHeard(Sound.of(joined(tone, silence(1.02), tone)));
        assertThat(inspection.faults()).containsExactly("is silent for 1020 ms; 1000 at most");
    }

    @Test
    void music_is_long_and_quiet() {
        inspection.music(Sound.of(sine(440, Music.LEVEL + 3.01, 30)));
        assertThat(inspection.faults()).isEmpty();
        inspection.music(Sound.of(sine(440, -20, 20)));
        assertThat(inspection.faults())
                .containsExactly(
                        "takes 20.000 s; 30 s at least",
                        "level is -23.01 dBFS (RMS); it has to be between -33 and -27");
    }

    @Test
    void pieces_are_of_equal_length_and_the_whole() {
        var whole = Whisper.whole(Tones.voice(3));
        inspection.pieces(whole, Whisper.pieces(whole));
        assertThat(inspection.faults()).isEmpty();
        inspection.pieces(whole, List.of(whole.part(0, 800), whole.part(800, 960)));
        assertThat(inspection.faults())
                .containsExactly(
                        "its pieces are not of equal length: [800, 960] samples",
                        "its 10 pieces, one after the other, are not the whole");
    }
}
