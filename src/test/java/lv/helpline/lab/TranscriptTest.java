package lv.helpline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clips are made of noise that swells and fades like speech, and come in as Asterisk would send them.
class TranscriptTest {

    private static final short[] PAUSE = new short[2_800];

    private final short[] closed = speech(1, 12_345);
    private final short[] opens = speech(2, 7_001);
    private final short[] hour = speech(3, 8_000);
    private final short[] nine = speech(4, 4_000);
    private final short[] nineteen = speech(5, 6_000);
    private final short[] whisper = speech(6, 48_000);
    private final short[] music = speech(7, 80_000);

    @TempDir
    private Path sounds;

    private Media ear;
    private int sent;

    @BeforeEach
    void listen() throws IOException {
        ear = new Media();
        prompt("lv", "closed", closed);
        prompt("lv", "opens", opens);
        prompt("lv", "hour", hour);
        prompt("lv", "hour-9", join(hour, nine));
        prompt("lv", "hour-19", join(hour, nineteen));
        prompt("lv", "whisper-riga-lv", whisper);
        for (int piece = 1; piece <= 10; piece++) {
            prompt("lv", "whisper-riga-lv-" + piece, piece(piece));
            prompt("lv", "whisper-riga-en-" + piece, piece <= 4 ? piece(piece) : speech(100 + piece, 4_800));
        }
        prompt("en", "closed", louder(closed, 1.12));
        prompt("en", "opens", opens);
        prompt("en", "opens-again", opens);
        prompt("ru", "closed", speech(8, 9_000));
        write(sounds.resolve("moh/quiet.wav"), music);
    }

    @AfterEach
    void close() {
        ear.close();
    }

    @Test
    void tellsWhatWasSaidInOrderAndInWhichLanguage() throws IOException {
        var transcript = transcript();
        hear(noise(777), join(PAUSE, speech(8, 9_000), PAUSE), noise(3), closed, opens, join(hour, nineteen), PAUSE);
        assertThat(transcript.names(ear)).containsExactly("ru/closed", "lv/closed", "lv/opens", "lv/hour-19");
        assertThat(transcript.ids(ear)).containsExactly("closed", "closed", "opens", "hour-19");
    }

    @Test
    void isTheSameHoweverOftenItIsAskedFor() throws IOException {
        var often = transcript();
        for (var part : List.of(noise(5_000), closed, PAUSE, opens, opens, join(hour, nine), whisper, music)) {
            for (int at = 0; at < part.length; at += 1_111) {
                hear(Arrays.copyOfRange(part, at, Math.min(part.length, at + 1_111)));
                assertThat(often.names(ear)).isEqualTo(transcript().names(ear));
            }
        }
        assertThat(often.names(ear))
                .containsExactly("lv/closed", "lv/opens", "lv/opens", "lv/hour-9", "lv/whisper-riga-lv");
    }

    @Test
    void aClipOfWhichAnythingIsMissingWasNotHeard() throws IOException {
        var transcript = transcript();
        var middle = closed.length / 2;
        var oneSample = closed.clone();
        oneSample[middle] = (short) (oneSample[middle] > 0 ? -9_000 : 9_000);
        hear(
                Arrays.copyOf(closed, closed.length - 1),
                noise(400),
                Arrays.copyOfRange(closed, 1, closed.length),
                PAUSE,
                oneSample,
                PAUSE,
                join(Arrays.copyOf(closed, middle), Arrays.copyOfRange(closed, middle + 160, closed.length)),
                PAUSE,
                join(Arrays.copyOf(closed, middle), new short[160], Arrays.copyOfRange(closed, middle, closed.length)),
                PAUSE,
                louder(closed, 1.06));
        assertThat(transcript.names(ear)).isEmpty();
        hear(PAUSE, closed);
        assertThat(transcript.names(ear)).containsExactly("lv/closed");
    }

    @Test
    void theSameBeginningIsNoClipOfItsOwnOnceTheRestWasHeard() throws IOException {
        var transcript = transcript();
        hear(hour);
        assertThat(transcript.ids(ear)).containsExactly("hour");
        hear(nine);
        assertThat(transcript.ids(ear)).containsExactly("hour-9");
        hear(hour, noise(100), join(hour, nineteen));
        assertThat(transcript.ids(ear)).containsExactly("hour-9", "hour", "hour-19");
    }

    @Test
    void ofTwinsOneIsHeardInTheLanguageSpokenBefore() throws IOException {
        var transcript = transcript();
        hear(louder(closed, 1.12), opens);
        assertThat(transcript.names(ear)).containsExactly("en/closed", "en/opens");
        hear(speech(8, 9_000), opens, closed, opens);
        assertThat(transcript.names(ear))
                .containsExactly("en/closed", "en/opens", "ru/closed", "en/opens", "lv/closed", "lv/opens");
    }

    @Test
    void thePiecesOfAWhisperAreOneWhisper() throws IOException {
        var transcript = transcript();
        for (int piece = 1; piece <= 5; piece++) {
            hear(piece(piece), noise(17));
        }
        assertThat(transcript.of(ear)).extracting(Transcript.Spoken::piece).containsExactly(1, 2, 3, 4, 5);
        assertThat(transcript.names(ear)).containsExactly("lv/whisper-riga-lv");
    }

    @Test
    void whispersThatBeginAlikeAreToldApartByTheRest() throws IOException {
        var transcript = transcript();
        hear(piece(1), piece(2), piece(3), piece(4), piece(5), noise(100));
        assertThat(transcript.names(ear)).containsExactly("lv/whisper-riga-lv");
        hear(piece(1), piece(2), piece(3), piece(4), speech(105, 4_800));
        assertThat(transcript.names(ear)).containsExactly("lv/whisper-riga-lv", "lv/whisper-riga-en");
    }

    @Test
    void whatIsForgottenIsHeardNoMore() throws IOException {
        var transcript = transcript();
        hear(closed, opens);
        ear.forget();
        assertThat(transcript.ids(ear)).isEmpty();
        hear(closed);
        assertThat(transcript.ids(ear)).containsExactly("closed");
        assertThat(transcript.between(ear, 0, Long.MAX_VALUE)).hasSize(3);
    }

    @Test
    void whatIsCutOffIsSaidToBe() throws IOException {
        var transcript = transcript();
        hear(opens, Arrays.copyOf(closed, 9_000));
        assertThat(transcript.cutOff(ear)).extracting(Transcript.Spoken::name).containsExactly("lv/closed");
        hear(PAUSE, speech(8, 9_000), Arrays.copyOf(closed, 50));
        assertThat(transcript.cutOff(ear)).extracting(Transcript.Spoken::name).containsExactly("lv/closed");
        assertThat(transcript.names(ear)).containsExactly("en/opens", "ru/closed");
    }

    @Test
    void whatHasBegunIsKnownBeforeItsEnd() throws IOException {
        var transcript = transcript();
        hear(opens, Arrays.copyOf(closed, 9_000));
        assertThat(transcript.begun(ear)).containsExactly("en/opens", "lv/closed");
        ear.forget();
        assertThat(transcript.begun(ear)).isEmpty();
        hear(Arrays.copyOfRange(closed, 9_000, closed.length), PAUSE, closed, Arrays.copyOf(opens, 50));
        assertThat(transcript.begun(ear)).containsExactly("lv/closed");
    }

    @Test
    void speechInTheMusicIsNoMusic() throws IOException {
        write(sounds.resolve("moh/lv/ringing.wav"), join(closed, music, opens));
        var transcript = transcript();
        hear(Arrays.copyOf(closed, 12_000));
        assertThat(transcript.music(ear)).isEmpty();
        hear(PAUSE, closed, music, opens);
        assertThat(transcript.music(ear)).hasSize(1);
        assertThat(transcript.names(ear)).containsExactly("lv/closed", "lv/opens");
    }

    @Test
    void musicAndVoicesAreHeardToo() throws IOException {
        var transcript = transcript();
        hear(closed, Arrays.copyOfRange(music, 30_001, 60_000));
        assertThat(transcript.music(ear)).hasSize(1);
        assertThat(transcript.voice(ear)).isEmpty();
        for (int packet = 0; packet < 10; packet++) {
            ear.hear(rtp(8, Media.voice()));
        }
        assertThat(transcript.voice(ear)).hasSize(1);
        assertThat(transcript.names(ear)).containsExactly("lv/closed");
    }

    /// RFC 4733: a key is one however many packets it takes, and the same key again is another.
    @Test
    void eachKeyIsReceivedOnce() {
        for (int packet = 0; packet < 8; packet++) {
            ear.hear(rtp(101, new byte[] {5, 10, 0, 0}));
        }
        sent += 160;
        ear.hear(rtp(101, new byte[] {5, 10, 0, 0}));
        sent += 160;
        ear.hear(rtp(101, new byte[] {11, 10, 0, 0}));
        assertThat(ear.keys()).isEqualTo("55#");
        ear.forget();
        assertThat(ear.keys()).isEmpty();
    }

    private Transcript transcript() {
        return new Transcript(sounds.resolve("sounds"), sounds.resolve("moh"));
    }

    /// In packets of 20 ms and a last, shorter one.
    private void hear(short[]... parts) {
        var sound = join(parts);
        for (int at = 0; at < sound.length; at += 160) {
            var payload = new byte[Math.min(160, sound.length - at)];
            for (int i = 0; i < payload.length; i++) {
                payload[i] = ALaw.encode(sound[at + i]);
            }
            sent += payload.length;
            ear.hear(rtp(8, payload));
        }
    }

    private ByteBuffer rtp(int type, byte[] payload) {
        return ByteBuffer.allocate(12 + payload.length)
                .put((byte) 0x80)
                .put((byte) type)
                .putShort((short) 0)
                .putInt(sent)
                .putInt(1)
                .put(payload);
    }

    private short[] piece(int number) {
        return Arrays.copyOfRange(whisper, (number - 1) * 4_800, number * 4_800);
    }

    private static short[] speech(int seed, int length) {
        var random = new Random(seed);
        var speech = new short[length];
        for (int i = 0; i < length; i++) {
            speech[i] = (short) (random.nextGaussian() * (3_000 + 2_900 * Math.sin(i / 400.0)));
        }
        speech[0] = 1_000;
        speech[length - 1] = 1_000;
        return speech;
    }

    private static short[] noise(int length) {
        var noise = new short[length];
        var random = new Random(length);
        for (int i = 0; i < length; i++) {
            noise[i] = (short) random.nextInt(-80, 80);
        }
        return noise;
    }

    private static short[] louder(short[] sound, double gain) {
        var louder = new short[sound.length];
        for (int i = 0; i < sound.length; i++) {
            louder[i] = (short) (sound[i] * gain);
        }
        return louder;
    }

    private static short[] join(short[]... parts) {
        var whole = new short[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private void prompt(String language, String id, short[] sound) throws IOException {
        write(
                sounds.resolve("sounds").resolve(language).resolve("helpline").resolve(id + ".wav"),
                join(PAUSE, sound, PAUSE));
    }

    private static void write(Path wav, short[] sound) throws IOException {
        var bytes = ByteBuffer.allocate(44 + 2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF....WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(16);
        bytes.position(36)
                .put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(2 * sound.length);
        for (var sample : sound) {
            bytes.putShort(sample);
        }
        Files.createDirectories(wav.getParent());
        Files.write(wav, bytes.array());
    }
}
