package lv.helpline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The project's own prompts are told from each other, and fast enough to be asked for all the time.
class TranscriptIT {

    private static final Path SOUNDS = Tools.sounds().resolve("sounds");

    /// A look every half a second. It takes well below a millisecond; the machine is shared.
    private static final int POLL = 4_000;

    private static final Duration SLOW = Duration.ofMillis(20);

    @Test
    void everyPromptIsHeardWhenItIsPlayedAndNoOther() throws IOException {
        var played = playable();
        Collections.shuffle(played, new Random(1));
        var transcript = Transcript.ofPrompts();
        var polls = new ArrayList<Duration>();
        try (var ear = new Media()) {
            var heard = new ArrayList<String>();
            int packets = 0;
            for (var wav : played) {
                var sound = Transcript.aLaw(wav);
                for (int at = 0; at < sound.length; at += 160) {
                    ear.hear(packet(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 160))));
                    if (++packets % (POLL / 160) == 0) {
                        var begun = System.nanoTime();
                        transcript.ids(ear);
                        polls.add(Duration.ofNanos(System.nanoTime() - begun));
                    }
                }
                var now =
                        transcript.of(ear).stream().map(Transcript.Spoken::name).toList();
                if (now.size() > heard.size()) {
                    heard.add(now.getLast());
                    assertThat(heard).isEqualTo(now);
                    assertThat(Transcript.aLaw(wav(now.getLast())))
                            .as(now.getLast())
                            .isEqualTo(sound);
                } else {
                    assertThat(Transcript.isPiece(Transcript.id(wav)))
                            .as("not heard: " + wav)
                            .isTrue();
                }
            }
            Collections.sort(polls);
            assertThat(polls.get(polls.size() / 2)).as("the median look").isLessThan(SLOW);
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

    private static Path wav(String name) {
        return SOUNDS.resolve(name.replace("/", "/helpline/") + ".wav");
    }

    private static ByteBuffer packet(byte[] sound) {
        return ByteBuffer.allocate(12 + sound.length).put(1, (byte) 8).put(12, sound);
    }
}
