package lv.helpline.prompts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// A directory as a build leaves it, of a small catalogue, with tones for voices.
final class BuiltSounds {

    private static final Map<Path, byte[]> MADE = new HashMap<>();

    final CatalogueFile catalogue = CatalogueFile.of("file", CatalogueFileTest.LINES);
    final Path recordings;
    final SoundDirectory directory;
    final Stamps stamps;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    final Console console;
    final Workshop workshop;

    private BuiltSounds(Path root) {
        recordings = root.resolve("asterisk-config/recordings");
        directory = new SoundDirectory(root.resolve("sounds"));
        stamps = new Stamps(directory, recordings, "espeak-ng 1, sox 1");
        var out = new PrintStream(said, true, UTF_8);
        console = new Console(out, out, false);
        workshop = new Workshop(directory, catalogue, stamps, console);
    }

    /// Made once, and then copied.
    static synchronized BuiltSounds in(Path root) throws IOException {
        var sounds = new BuiltSounds(root);
        if (MADE.isEmpty()) {
            sounds.make();
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    MADE.put(root.relativize(file), Files.readAllBytes(file));
                }
            }
        } else {
            for (var file : MADE.entrySet()) {
                var copy = root.resolve(file.getKey());
                Files.createDirectories(copy.getParent());
                Files.write(copy, file.getValue());
            }
        }
        return sounds;
    }

    private void make() throws IOException {
        for (var clip : catalogue.clips()) {
            put(clip, Tones.voice(clip.isOfMenu() ? 1 : 3));
        }
        write(Sound.of(Tones.sine(220.03, Music.LEVEL + 3.01, 32)), directory.music());
        stamps.write(directory.music(), stamps.ofMusic());
        ring();
    }

    /// As if it had been made just now.
    void put(Clip clip, Sound voice) throws IOException {
        var whole = clip.isWhisper() ? Whisper.whole(voice) : voice;
        write(whole, directory.clip(clip));
        if (clip.isWhisper()) {
            for (var piece = 1; piece <= Whisper.PIECES; piece++) {
                write(Whisper.pieces(whole).get(piece - 1), directory.piece(clip, piece));
            }
        }
        stamps.write(directory.clip(clip), stamps.of(clip));
    }

    private void ring() throws IOException {
        for (var language : catalogue.languages()) {
            for (var audio : RingingAudio.values()) {
                var said = new ArrayList<Sound>();
                for (var id : audio.sentences()) {
                    said.add(Sound.read(directory.clip(language, id)));
                }
                var file = directory.ringing(language, audio);
                write(audio.make(Sound.read(directory.music()), said), file);
                stamps.write(file, stamps.of(audio, workshop.sentences(language, audio)));
            }
        }
    }

    static void write(Sound sound, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        sound.write(file);
    }

    Clip clip(String name) {
        return catalogue.clips().stream()
                .filter(clip -> clip.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Check check() {
        return new Check(directory, catalogue, stamps, workshop, recordings, console);
    }

    /// What was said on either output, without where it is.
    String said() {
        return said.toString(UTF_8).replace(directory.root().toString(), "DIR");
    }
}
