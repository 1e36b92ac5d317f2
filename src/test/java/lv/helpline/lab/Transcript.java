package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a peer heard, in prompts: a clip counts when every sample of it came in, from its first audible one to its
/// last, so a transcript says what reached the ear and not what somebody meant to play. A clip that was cut off is not
/// heard.
///
/// The lab's Asterisk codes a clip the same way each time, so its A-law is compared byte by byte. Where a clip may
/// begin is found by a hash that rolls over the sound; what was looked at once is not looked at again.
public final class Transcript {

    /// One clip. Of clips that sound the same, the one that goes on with what was heard before, or that what was heard
    /// after goes on with: whispers may differ in some of their pieces only.
    ///
    /// @param nanos `System.nanoTime()` when it began
    public record Spoken(String language, String id, long nanos) {

        public String name() {
            return language + "/" + id;
        }

        /// The whisper that it is a piece of, or itself.
        public Spoken whole() {
            return isPiece(id) ? new Spoken(language, id.substring(0, id.lastIndexOf('-')), nanos) : this;
        }

        /// Which piece of a whisper it is, from 1 on; 0 if it is none.
        public int piece() {
            return isPiece(id) ? Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)) : 0;
        }

        private boolean isOf(Spoken other) {
            return whole().name().equals(other.whole().name());
        }
    }

    /// What is heard without a pause that would be noticed.
    ///
    /// @param from  `System.nanoTime()` when it began
    /// @param until and when the last of it came in
    public record Stretch(long from, long until) {

        public Duration length() {
            return Duration.ofNanos(until - from);
        }
    }

    /// Something that was heard from its beginning to its end.
    ///
    /// @param what   such as `lv/closed`, `music`, or `talk` for another peer's voice
    /// @param from   `System.nanoTime()` when it began; of music, up to half a second after that
    /// @param length of the sound itself
    public record Part(String what, long from, Duration length) {}

    private record Name(String language, String id) {}

    private enum Kind {
        CLIP,
        MUSIC,
        VOICE
    }

    /// Something that is recognised.
    ///
    /// @param names  what has this sound, none if it is no clip
    /// @param sound  A-law, audible at both ends
    /// @param anchor where in it a loud window begins, by whose hash it is found
    @SuppressWarnings("ArrayRecordComponent")
    private record Track(Kind kind, List<Name> names, byte[] sound, int anchor) {}

    /// A track that came in, or may be coming in, from a place in the stream on.
    private record Place(Track track, int from) {

        int until() {
            return from + track.sound().length;
        }

        boolean overlaps(int start, int end) {
            return from < end && start < until();
        }

        boolean contains(Place other) {
            return from <= other.from && other.until() <= until() && track.sound().length > other.track.sound().length;
        }
    }

    private static final int SAMPLES_A_MS = 8;

    /// 20 ms.
    private static final int WINDOW = 160;

    /// A clip is found by its first second where that is loud enough, so that one that is cut off is found too.
    private static final int EARLY = 8_000;

    /// Music is recognised by the half second, the lab's own voice by 100 ms.
    private static final int MUSIC = 4_000;

    private static final int VOICE = 800;

    /// Two places of music or voice this near are one stretch: 2 s.
    private static final long TOGETHER = 2_000_000_000L;

    /// Below this a sample at a clip's end belongs to its pause.
    private static final int AUDIBLE = 100;

    /// The mean of a window that can be told from a pause.
    private static final int DISTINCT = 300;

    private static final Pattern PIECE_OF_WHISPER = Pattern.compile("whisper-[a-z-]+-\\d+");

    private final Map<Integer, List<Track>> tracks = new HashMap<>();
    private final BitSet hashes = new BitSet();
    private final Map<Media, Hearing> hearings = Collections.synchronizedMap(new WeakHashMap<>());

    /// @param prompts one directory a language, with `helpline/<id>.wav` in it
    /// @param music   WAV files, at any depth
    public Transcript(Path prompts, Path music) {
        try {
            var clips = new LinkedHashMap<String, List<Name>>();
            for (var language : list(prompts, directory -> Files.isDirectory(directory.resolve("helpline")))) {
                var wavs = list(language.resolve("helpline"), Transcript::isWav);
                for (var wav : wavs) {
                    var id = id(wav);
                    // A whisper is played in pieces: each is what reaches the ear, the whole is not.
                    if (!wavs.contains(wav.resolveSibling(id + "-1.wav")) || !isPiece(id + "-1")) {
                        clips.computeIfAbsent(new String(audible(aLaw(wav)), ISO_8859_1), sound -> new ArrayList<>())
                                .add(new Name(language.getFileName().toString(), id));
                    }
                }
            }
            clips.forEach((sound, names) -> add(Kind.CLIP, names, sound.getBytes(ISO_8859_1)));
            try (var files = Files.walk(music)) {
                for (var file : files.filter(Transcript::isWav).sorted().toList()) {
                    var sound = aLaw(file);
                    var spoken = new Hearing().clipsIn(sound);
                    for (int from = 0; from + MUSIC <= sound.length; from += MUSIC) {
                        var block = Arrays.copyOfRange(sound, from, from + MUSIC);
                        int start = from;
                        if (spoken.stream().noneMatch(clip -> clip.overlaps(start, start + MUSIC))) {
                            add(Kind.MUSIC, List.of(), block);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var voice = new byte[VOICE];
        for (int i = 0; i < VOICE; i++) {
            voice[i] = Media.voice()[i % 160];
        }
        add(Kind.VOICE, List.of(), voice);
    }

    /// Of the project's own prompts, in every language that they were made in.
    public static Transcript ofPrompts() {
        return ofPrompts(Tools.sounds());
    }

    /// Of what `ops/prompts` made in that directory.
    static Transcript ofPrompts(Path sounds) {
        return new Transcript(sounds.resolve("sounds"), sounds.resolve("moh"));
    }

    /// The clips in the order in which they were heard, since the last [Media#forget()].
    public List<Spoken> of(Media media) {
        return hearing(media).spoken(media.forgotten());
    }

    /// Clips that were cut off, but not before the loudest word of their first second, forgotten or not.
    public List<Spoken> cutOff(Media media) {
        return hearing(media).cutOff();
    }

    /// All clips that ever came in, forgotten or not, from a time on until another.
    public List<Spoken> between(Media media, long from, long until) {
        return hearing(media).spoken(0).stream()
                .filter(clip -> clip.nanos() >= from && clip.nanos() < until)
                .toList();
    }

    /// The names of the clips that began since the last [Media#forget()], heard to their end, cut off or coming in
    /// still, once so much came in that it is known which they are: a second of it.
    public List<String> begun(Media media) {
        return wholes(hearing(media).begun(media.forgotten())).stream()
                .map(Spoken::name)
                .toList();
    }

    /// The ids alone, pieces of one whisper counted once.
    public List<String> ids(Media media) {
        return wholes(of(media)).stream().map(Spoken::id).toList();
    }

    /// The same with their languages, such as `lv/closed`.
    public List<String> names(Media media) {
        return wholes(of(media)).stream().map(Spoken::name).toList();
    }

    private static List<Spoken> wholes(List<Spoken> clips) {
        var wholes = new ArrayList<Spoken>();
        for (var clip : clips) {
            var whole = clip.whole();
            if (clip.piece() == 0 || wholes.isEmpty() || !wholes.getLast().isOf(whole)) {
                wholes.add(whole);
            }
        }
        return wholes;
    }

    /// When music of ours was heard, forgotten or not.
    public List<Stretch> music(Media media) {
        return hearing(media).stretches(Kind.MUSIC);
    }

    /// When another peer's voice was heard, forgotten or not.
    public List<Stretch> voice(Media media) {
        return hearing(media).stretches(Kind.VOICE);
    }

    /// All that a peer heard, forgotten or not, in order. What was cut off is not among it.
    public List<Part> parts(Media media) {
        return hearing(media).parts();
    }

    static boolean isPiece(String id) {
        return PIECE_OF_WHISPER.matcher(id).matches();
    }

    private Hearing hearing(Media media) {
        var hearing = hearings.computeIfAbsent(media, first -> new Hearing());
        hearing.hear(media);
        return hearing;
    }

    /// What one peer heard, as far as it was looked at.
    private final class Hearing {

        private byte[] stream = new byte[8_000];
        private int length;
        private int hash;
        private final List<Integer> packets = new ArrayList<>();
        private final List<Long> times = new ArrayList<>();
        private final List<Place> candidates = new ArrayList<>();
        private final List<Place> found = new ArrayList<>();
        private final List<Place> begun = new ArrayList<>();
        private final Map<Track, Integer> over = new HashMap<>();

        synchronized void hear(Media media) {
            for (var packet : media.heardAfter(packets.size())) {
                packets.add(length);
                times.add(packet.nanos());
                append(packet.sound());
            }
            compare();
        }

        List<Place> clipsIn(byte[] sound) {
            append(sound);
            compare();
            return places(Kind.CLIP);
        }

        private void append(byte[] sound) {
            while (length + sound.length > stream.length) {
                stream = Arrays.copyOf(stream, 2 * stream.length);
            }
            for (var code : sound) {
                stream[length++] = code;
                hash = roll(hash, code, length > WINDOW ? stream[length - 1 - WINDOW] : 0);
                if (length >= WINDOW && hashes.get(hash >>> 16)) {
                    for (var track : tracks.getOrDefault(hash, List.of())) {
                        candidates.add(new Place(track, length - WINDOW - track.anchor()));
                    }
                }
            }
        }

        private void compare() {
            for (var candidate : candidates) {
                if (candidate.until() <= length && candidate.from() >= over.getOrDefault(candidate.track(), 0)) {
                    if (heard(candidate) == candidate.track().sound().length) {
                        found.add(candidate);
                        over.put(candidate.track(), candidate.until());
                    } else if (wasBegun(candidate)) {
                        begun.add(candidate);
                    }
                }
            }
            candidates.removeIf(candidate -> candidate.until() <= length);
        }

        /// How many samples of it came in from its beginning on.
        private int heard(Place place) {
            var sound = place.track().sound();
            int there = Math.min(length, place.until());
            int mismatch = Arrays.mismatch(sound, 0, there - place.from(), stream, place.from(), there);
            return mismatch < 0 ? there - place.from() : mismatch;
        }

        /// Whether it was heard as far as the window by which it is found.
        private boolean wasBegun(Place place) {
            return place.track().kind() == Kind.CLIP
                    && place.from() >= 0
                    && heard(place) >= place.track().anchor() + WINDOW;
        }

        /// The clips of which the beginning was heard, and not the rest. Of those that begin alike, the one that was
        /// heard longest.
        synchronized List<Spoken> cutOff() {
            var clips = places(Kind.CLIP);
            return Stream.concat(begun.stream(), candidates.stream().filter(this::wasBegun))
                    .filter(place -> clips.stream().noneMatch(clip -> clip.overlaps(place.from(), place.from() + 1)))
                    .collect(Collectors.toMap(
                            Place::from,
                            place -> place,
                            (one, other) -> heard(one) >= heard(other) ? one : other,
                            TreeMap::new))
                    .values()
                    .stream()
                    .map(place -> twins(place).findFirst().orElseThrow())
                    .toList();
        }

        /// Without what is only a part of something longer that was heard.
        private List<Place> places(Kind kind) {
            var clips = found.stream()
                    .filter(place -> place.track().kind() == Kind.CLIP)
                    .toList();
            return found.stream()
                    .filter(place -> place.track().kind() == kind)
                    .filter(place -> clips.stream().noneMatch(clip -> clip.contains(place)))
                    .sorted(Comparator.comparingInt(Place::from))
                    .toList();
        }

        synchronized List<Spoken> spoken(int forgotten) {
            var places = places(Kind.CLIP);
            var spoken = new ArrayList<Spoken>();
            for (var place : places) {
                spoken.add(twins(place)
                        .min(Comparator.comparing((Spoken twin) -> spoken.isEmpty() || !twin.isOf(spoken.getLast()))
                                .thenComparing(twin -> spoken.isEmpty()
                                        || !twin.language()
                                                .equals(spoken.getLast().language())))
                        .orElseThrow());
            }
            for (int i = spoken.size() - 2; i >= 0; i--) {
                var after = spoken.get(i + 1);
                var before = twins(places.get(i))
                        .filter(twin -> twin.isOf(after) && twin.piece() < after.piece())
                        .findFirst();
                if (before.isPresent()) {
                    spoken.set(i, before.get());
                }
            }
            int start = forgotten < packets.size() ? packets.get(forgotten) : length;
            int first =
                    (int) places.stream().filter(place -> place.from() < start).count();
            return spoken.subList(first, spoken.size());
        }

        synchronized List<Spoken> begun(int forgotten) {
            var from = forgotten < times.size() ? times.get(forgotten) : Long.MAX_VALUE;
            return Stream.concat(spoken(forgotten).stream(), cutOff().stream().filter(clip -> clip.nanos() >= from))
                    .sorted(Comparator.comparingLong(Spoken::nanos))
                    .toList();
        }

        synchronized List<Part> parts() {
            var clips = places(Kind.CLIP);
            var spoken = spoken(0);
            var parts = new ArrayList<Part>();
            for (int i = 0; i < clips.size(); i++) {
                var samples = clips.get(i).track().sound().length;
                parts.add(new Part(
                        spoken.get(i).name(), spoken.get(i).nanos(), Duration.ofMillis(samples / SAMPLES_A_MS)));
            }
            stretches(Kind.MUSIC).forEach(music -> parts.add(new Part("music", music.from(), music.length())));
            stretches(Kind.VOICE).forEach(talk -> parts.add(new Part("talk", talk.from(), talk.length())));
            parts.sort(Comparator.comparingLong(Part::from));
            return parts;
        }

        private Stream<Spoken> twins(Place place) {
            var nanos = nanos(place.from());
            return place.track().names().stream().map(name -> new Spoken(name.language(), name.id(), nanos));
        }

        synchronized List<Stretch> stretches(Kind kind) {
            var stretches = new ArrayList<Stretch>();
            for (var place : places(kind)) {
                var from = nanos(place.from());
                var until = nanos(place.until() - 1);
                if (!stretches.isEmpty() && from - stretches.getLast().until() < TOGETHER) {
                    until = Math.max(until, stretches.getLast().until());
                    from = stretches.removeLast().from();
                }
                stretches.add(new Stretch(from, until));
            }
            return stretches;
        }

        private long nanos(int sample) {
            var packet = Collections.binarySearch(packets, sample);
            return times.get(packet >= 0 ? packet : -packet - 2);
        }
    }

    /// Leaves out what cannot be told from a pause: the end of a whisper, cut into pieces, may be one.
    private void add(Kind kind, List<Name> names, byte[] sound) {
        loudest(sound, EARLY).or(() -> loudest(sound, sound.length)).ifPresent(anchor -> {
            int hash = 0;
            for (int i = anchor; i < anchor + WINDOW; i++) {
                hash = roll(hash, sound[i], 0);
            }
            tracks.computeIfAbsent(hash, first -> new ArrayList<>()).add(new Track(kind, names, sound, anchor));
            hashes.set(hash >>> 16);
        });
    }

    private static final int BASE = 0x01000193;
    private static final int LEAVING = power(BASE, WINDOW);

    /// The hash of a window of codes when one comes and the one before all of them goes.
    private static int roll(int hash, int coming, int leaving) {
        return hash * BASE + coming - leaving * LEAVING;
    }

    private static int power(int base, int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }

    private static Optional<Integer> loudest(byte[] sound, int until) {
        long sum = 0;
        long best = (long) DISTINCT * WINDOW;
        Integer place = null;
        for (int i = 0; i < Math.min(until, sound.length); i++) {
            sum += level(sound[i]);
            if (i >= WINDOW) {
                sum -= level(sound[i - WINDOW]);
            }
            if (i >= WINDOW - 1 && sum > best) {
                best = sum;
                place = i - WINDOW + 1;
            }
        }
        return Optional.ofNullable(place);
    }

    private static int level(byte code) {
        return Math.abs(ALaw.decode(code));
    }

    static byte[] audible(byte[] sound) {
        int from = 0;
        int until = sound.length;
        while (from < until && level(sound[from]) < AUDIBLE) {
            from++;
        }
        while (until > from && level(sound[until - 1]) < AUDIBLE) {
            until--;
        }
        return Arrays.copyOfRange(sound, from, until);
    }

    private static List<Path> list(Path directory, Predicate<Path> wanted) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(wanted)
                    .sorted(Comparator.comparing(Transcript::id))
                    .toList();
        }
    }

    static String id(Path file) {
        return file.getFileName().toString().replace(".wav", "");
    }

    private static boolean isWav(Path file) {
        return file.toString().endsWith(".wav");
    }

    /// What Asterisk plays of a file: it takes the place in the file for the place in the sound, so that at the end as
    /// much is missing as the header is long.
    ///
    /// @param wav 8 kHz, 16 bits, mono
    static byte[] aLaw(Path wav) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(12);
        while (bytes.getInt() != 0x61746164) { // "data"
            bytes.position(bytes.position() + 4 + bytes.getInt(bytes.position()));
        }
        int size = bytes.getInt();
        var sound = new byte[Math.max(0, size - bytes.position()) / 2];
        var samples = new short[sound.length];
        bytes.asShortBuffer().get(samples);
        for (int i = 0; i < sound.length; i++) {
            sound[i] = ALaw.encode(samples[i]);
        }
        return sound;
    }
}
