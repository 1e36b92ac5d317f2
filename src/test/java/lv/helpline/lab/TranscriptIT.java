package lv.helpline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The project's own prompts are told from each other, however often one looks.
class TranscriptIT {

    private static final Path SOUNDS = Tools.sounds().resolve("sounds");

    /// So many clips are heard in one call.
    private static final int A_LONG_CALL = 40;

    /// A look every half a second, 25 packets.
    private static final int POLL = 25;

    @Test
    void everyPromptIsHeardWhenItIsPlayedAndNoOther() throws IOException {
        var played = playable();
        Collections.shuffle(played, new Random(1));
        var transcript = Transcript.ofPrompts();
        for (int call = 0; call < played.size(); call += A_LONG_CALL) {
            hear(transcript, played.subList(call, Math.min(played.size(), call + A_LONG_CALL)));
        }
    }

    private static void hear(Transcript transcript, List<Path> played) throws IOException {
        try (var ear = new Media()) {
            int heard = 0;
            int packets = 0;
            for (var wav : played) {
                var sound = Transcript.aLaw(wav);
                for (int at = 0; at < sound.length; at += 160) {
                    ear.hear(packet(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 160))));
                    if (++packets % POLL == 0) {
                        transcript.ids(ear);
                    }
                }
                var now = transcript.of(ear);
                if (now.size() > heard) {
                    assertThat(now).as(wav.toString()).hasSize(++heard);
                    assertThat(audible(wav(now.getLast().name()))).isEqualTo(audible(wav));
                } else {
                    assertThat(Transcript.isPiece(Transcript.id(wav)))
                            .as("not heard: " + wav)
                            .isTrue();
                }
            }
        }
    }

    /// Not what is only played in pieces.
    private static List<Path> playable() throws IOException {
        try (var files = Files.walk(SOUNDS)) {
            var wavs = new ArrayList<>(files.filter(file -> file.toString().endsWith(".wav"))
                    .sorted()
                    .toList());
            wavs.removeIf(wav -> Files.exists(wav.resolveSibling(Transcript.id(wav) + "-1.wav"))
                    && Transcript.isPiece(Transcript.id(wav) + "-1"));
            return wavs;
        }
    }

    private static byte[] audible(Path wav) throws IOException {
        return Transcript.audible(Transcript.aLaw(wav));
    }

    private static Path wav(String name) {
        return SOUNDS.resolve(name.replace("/", "/helpline/") + ".wav");
    }

    private static ByteBuffer packet(byte[] sound) {
        return ByteBuffer.allocate(12 + sound.length).put(1, (byte) 8).put(12, sound);
    }
}
