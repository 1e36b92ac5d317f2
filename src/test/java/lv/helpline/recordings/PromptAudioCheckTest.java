package lv.helpline.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import lv.helpline.prompts.LongestClip;
import lv.helpline.prompts.WavFile;
import org.junit.jupiter.api.Test;

/// What is looked at in a file before anybody may listen to it.
class PromptAudioCheckTest {

    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final int QUARTER = 8192;

    @Test
    void a_voice_fits_and_the_silence_at_its_ends_does_not_count() {
        assertThat(PromptAudioCheck.of(file(silence(2), tone(3, QUARTER), silence(4)), LONGEST))
                .isInstanceOfSatisfying(
                        PromptAudioCheck.Fit.class,
                        fit -> assertThat(fit.spoken()).isBetween(Duration.ofMillis(2990), Duration.ofMillis(3000)));
    }

    @Test
    void what_else_the_file_says_is_not_kept() {
        var plain = file(tone(1, QUARTER));
        var told = "Recorded by Anna".getBytes(StandardCharsets.US_ASCII);
        var chunk = ByteBuffer.allocate(8 + told.length).order(ByteOrder.LITTLE_ENDIAN);
        chunk.put("LIST".getBytes(StandardCharsets.US_ASCII))
                .putInt(told.length)
                .put(told);
        var all = ByteBuffer.allocate(plain.length + chunk.capacity());
        all.put(plain, 0, 12).put(chunk.array()).put(plain, 12, plain.length - 12);
        assertThat(PromptAudioCheck.of(all.array(), LONGEST))
                .isInstanceOfSatisfying(
                        PromptAudioCheck.Fit.class, fit -> assertThat(fit.wav()).isEqualTo(plain));
    }

    @Test
    void something_else_or_half_of_it_is_no_wave_file() {
        assertRefused(new byte[0], "recording-is-a-wave-file");
        assertRefused("ID3 and so on, not a sound".getBytes(StandardCharsets.US_ASCII), "recording-is-a-wave-file");
        var whole = file(tone(1, QUARTER));
        for (var length : new int[] {4, 12, 20, 40, 44, whole.length - 1}) {
            assertRefused(Arrays.copyOf(whole, length), "recording-is-a-wave-file");
        }
        var tooMuch = whole.clone();
        ByteBuffer.wrap(tooMuch).order(ByteOrder.LITTLE_ENDIAN).putInt(40, -1);
        assertRefused(tooMuch, "recording-is-a-wave-file");
    }

    @Test
    void only_the_telephones_format_fits() {
        for (var wrong : new int[][] {{20, 7}, {22, 2}, {24, 44_100}, {34, 8}}) {
            var file = file(tone(1, QUARTER));
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(wrong[0], (short) wrong[1]);
            assertRefused(file, "recording-has-8-khz-16-bits-and-one-channel");
        }
    }

    @Test
    void silence_and_a_far_away_voice_and_an_overdriven_one_are_refused() {
        assertRefused(file(silence(2)), "recording-is-loud-enough");
        assertRefused(file(tone(2, 300)), "recording-is-loud-enough");
        assertRefused(file(tone(2, 60_000)), "recording-is-not-clipped");
        assertThat(PromptAudioCheck.of(file(tone(2, 32_000)), LONGEST)).isInstanceOf(PromptAudioCheck.Fit.class);
        assertRefused(file(silence(1), tone(0.1, QUARTER), silence(1)), "recording-says-something");
    }

    @Test
    void it_takes_as_long_as_its_prompt_may_with_the_rest_after_it() {
        assertThat(PromptAudioCheck.of(file(tone(7.5, QUARTER)), LONGEST)).isInstanceOf(PromptAudioCheck.Fit.class);
        assertRefused(file(tone(7.7, QUARTER)), "recording-takes-8-seconds-at-most");
        assertRefused(file(silence(29), tone(2, QUARTER)), "recording-has-30-seconds-at-most");
    }

    @Test
    void the_limits_are_those_of_the_exchange() {
        var catalogue = Catalogue.read();
        assertThat(longest(catalogue, "greeting"))
                .isEqualTo(LongestClip.of("greeting"))
                .hasSeconds(8);
        assertThat(longest(catalogue, "whisper-riga-lv"))
                .isEqualTo(LongestClip.of("whisper-riga-lv"))
                .hasSeconds(7);
        assertThat(longest(catalogue, "closed"))
                .isEqualTo(LongestClip.of("closed"))
                .hasSeconds(10);
        assertThat(catalogue.prompts().stream()
                        .filter(prompt -> prompt.use().equals("menu"))
                        .map(catalogue::longest)
                        .reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(LongestClip.MENU)
                .hasSeconds(8);
    }

    private static Duration longest(Catalogue catalogue, String id) {
        return catalogue.longest(catalogue.find(id).orElseThrow());
    }

    private static void assertRefused(byte[] file, String rule) {
        assertThat(PromptAudioCheck.of(file, LONGEST)).isEqualTo(new PromptAudioCheck.Unfit(rule));
    }

    private static short[] silence(double seconds) {
        return new short[(int) (seconds * PromptAudioCheck.RATE)];
    }

    private static short[] tone(double seconds, int peak) {
        var tone = new short[(int) (seconds * PromptAudioCheck.RATE)];
        for (var at = 0; at < tone.length; at++) {
            var value = peak * Math.sin(2 * Math.PI * 440 * (at + 0.5) / PromptAudioCheck.RATE);
            tone[at] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
        }
        return tone;
    }

    private static byte[] file(short[]... parts) {
        var length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var all = new short[length];
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return WavFile.of(all);
    }
}
