package lv.helpline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a peer heard, in prompt ids: each clip is recognised in the audio received by its own waveform, so a transcript
/// says what reached the ear and not what somebody meant to play.
public final class Transcript {

    /// One clip.
    ///
    /// @param nanos `System.nanoTime()` when the recognised part of it came
    public record Spoken(String id, long nanos) {}

    /// Samples that are compared: 50 ms from the loudest part of the clip.
    private static final int LENGTH = 400;

    /// A-law is coarse by 1 part in 32 of a sample, and never finer than 8.
    private static final int COARSENESS = 24;

    private static final Pattern PIECE_OF_WHISPER = Pattern.compile("whisper-[a-z]+-\\d+");

    private final Map<String, short[]> fingerprints = new LinkedHashMap<>();

    /// @param sounds a directory of 8 kHz 16-bit mono WAV files, named by prompt id
    public Transcript(Path sounds) {
        try (var files = Files.list(sounds)) {
            for (var file : files.filter(name -> name.toString().endsWith(".wav"))
                    .sorted()
                    .toList()) {
                var id = file.getFileName().toString().replace(".wav", "");
                // A whisper is played in pieces: each is what reaches the ear, the whole is not.
                if (!id.startsWith("whisper-") || PIECE_OF_WHISPER.matcher(id).matches()) {
                    fingerprints.put(id, loudest(samples(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of the project's own Latvian prompts.
    public static Transcript latvian() {
        return new Transcript(Tools.sounds().resolve("sounds/lv/helpline"));
    }

    /// The clips in the order in which they were heard.
    public List<Spoken> of(Media media) {
        var packets = media.heard();
        var size = packets.stream().mapToInt(packet -> packet.samples().length).sum();
        var stream = new short[size];
        var times = new long[size];
        int at = 0;
        for (var packet : packets) {
            for (var sample : packet.samples()) {
                stream[at] = sample;
                times[at++] = packet.nanos();
            }
        }
        var spoken = new ArrayList<Spoken>();
        fingerprints.forEach((id, print) -> {
            for (int start = 0; start + LENGTH <= stream.length; start++) {
                if (matches(print, stream, start)) {
                    spoken.add(new Spoken(id, times[start]));
                    start += LENGTH;
                }
            }
        });
        spoken.sort(Comparator.comparingLong(Spoken::nanos));
        return spoken;
    }

    /// The ids alone, pieces of one whisper counted once.
    public List<String> ids(Media media) {
        var ids = new ArrayList<String>();
        for (var spoken : of(media)) {
            var id = PIECE_OF_WHISPER.matcher(spoken.id()).matches()
                    ? spoken.id().replaceFirst("-\\d+$", "")
                    : spoken.id();
            if (!id.startsWith("whisper") || ids.isEmpty() || !ids.getLast().equals(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static boolean matches(short[] print, short[] stream, int start) {
        for (int i = 0; i < LENGTH; i++) {
            if (Math.abs(print[i] - stream[start + i]) > COARSENESS + Math.abs(print[i]) / 16) {
                return false;
            }
        }
        return true;
    }

    private static short[] loudest(short[] samples) {
        if (samples.length < LENGTH) {
            throw new IllegalStateException("a prompt is shorter than 50 ms");
        }
        long energy = 0;
        for (int i = 0; i < LENGTH; i++) {
            energy += Math.abs(samples[i]);
        }
        long best = energy;
        int from = 0;
        for (int i = 1; i + LENGTH <= samples.length; i++) {
            energy += Math.abs(samples[i + LENGTH - 1]) - Math.abs(samples[i - 1]);
            if (energy > best) {
                best = energy;
                from = i;
            }
        }
        return java.util.Arrays.copyOfRange(samples, from, from + LENGTH);
    }

    private static short[] samples(Path wav) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(12);
        while (bytes.getInt() != 0x61746164) { // "data"
            bytes.position(bytes.position() + 4 + bytes.getInt(bytes.position()));
        }
        var samples = new short[bytes.getInt() / 2];
        bytes.asShortBuffer().get(samples);
        return samples;
    }
}
