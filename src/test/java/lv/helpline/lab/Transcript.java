package lv.helpline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a peer heard, in prompt ids: each clip is recognised in the audio received by its own waveform, so a transcript
/// says what reached the ear and not what somebody meant to play.
public final class Transcript {

    /// One clip.
    ///
    /// @param nanos `System.nanoTime()` when it began
    public record Spoken(String id, long nanos) {}

    /// Samples that are compared: 50 ms, from the loudest place in each third of the clip.
    private static final int LENGTH = 400;

    /// A clip, and where in it the samples begin by which it is recognised.
    private record Clip(String id, int length, List<Print> prints) {

        boolean isAt(int start, short[] stream) {
            for (var print : prints) {
                if (!matches(print.samples(), stream, start + print.offset())) {
                    return false;
                }
            }
            return true;
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Print(int offset, short[] samples) {}

    /// A-law is coarse by 1 part in 32 of a sample, and never finer than 8.
    private static final int COARSENESS = 24;

    private static final Pattern PIECE_OF_WHISPER = Pattern.compile("whisper-[a-z]+-\\d+");

    private final List<Clip> clips = new ArrayList<>();

    /// @param sounds a directory of 8 kHz 16-bit mono WAV files, named by prompt id
    public Transcript(Path sounds) {
        try (var files = Files.list(sounds)) {
            for (var file : files.filter(name -> name.toString().endsWith(".wav"))
                    .sorted()
                    .toList()) {
                var id = file.getFileName().toString().replace(".wav", "");
                // A whisper is played in pieces: each is what reaches the ear, the whole is not.
                if (!id.startsWith("whisper-") || PIECE_OF_WHISPER.matcher(id).matches()) {
                    clip(id, samples(file)).ifPresent(clips::add);
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
        for (var clip : clips) {
            // Many clips begin alike ("pulksten …"): all places of a clip have to be where they belong.
            for (int start = 0; start + clip.length() <= stream.length; start++) {
                if (clip.isAt(start, stream)) {
                    spoken.add(new Spoken(clip.id(), times[start]));
                    start += clip.length() - 1;
                }
            }
        }
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

    /// Empty for what cannot be told from a pause: the end of a whisper, cut into pieces, may be one.
    private static Optional<Clip> clip(String id, short[] samples) {
        var prints = new ArrayList<Print>();
        var third = samples.length / 3;
        for (int part = 0; part < 3; part++) {
            var from = loudest(samples, part * third, part * third + Math.max(third, LENGTH));
            var print = Arrays.copyOfRange(samples, from, from + LENGTH);
            if (isDistinct(print)) {
                prints.add(new Print(from, print));
            }
        }
        return prints.isEmpty()
                ? Optional.empty()
                : Optional.of(new Clip(id, prints.getLast().offset() + LENGTH, List.copyOf(prints)));
    }

    /// Whether it is loud enough to be told from a pause.
    private static boolean isDistinct(short[] print) {
        long sum = 0;
        for (var sample : print) {
            sum += Math.abs(sample);
        }
        return sum / print.length > 16 * COARSENESS;
    }

    /// Where in `[from, until)` the loudest [#LENGTH] samples begin.
    private static int loudest(short[] samples, int from, int until) {
        long energy = 0;
        long best = -1;
        int place = from;
        for (int i = from; i < Math.min(until, samples.length); i++) {
            energy += Math.abs(samples[i]);
            if (i - from >= LENGTH) {
                energy -= Math.abs(samples[i - LENGTH]);
            }
            if (i - from >= LENGTH - 1 && energy > best) {
                best = energy;
                place = i - LENGTH + 1;
            }
        }
        return place;
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
