package lv.helpline.prompts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What files were made of. Equal stamps, equal sounds, so a file with the stamp that it would get is not made again.
final class Stamps {

    /// What makes the sounds, besides other programs: with another level or pause they become others. Their sources are
    /// beside the program.
    static final List<Class<?>> MAKERS = List.of(
            Decibels.class,
            KFilter.class,
            Loudness.class,
            Music.class,
            Programs.class,
            RingingAudio.class,
            Sound.class,
            Voice.class,
            WavFile.class,
            Whisper.class);

    private final SoundDirectory directory;
    private final Path recordings;
    private final String tools;

    /// @param recordings those that came with the tree
    /// @param tools      what makes the sounds
    Stamps(SoundDirectory directory, Path recordings, String tools) {
        this.directory = directory;
        this.recordings = recordings;
        this.tools = tools;
    }

    /// Of this program and of the others that it needs.
    static String tools() throws IOException {
        var sources = sha256();
        for (var maker : MAKERS) {
            try (var source = maker.getResourceAsStream("/prompts/program/" + maker.getSimpleName() + ".java")) {
                sources.update(Objects.requireNonNull(source, maker.getName()).readAllBytes());
            }
        }
        return version("espeak-ng") + " " + version("sox") + " "
                + HexFormat.of().formatHex(sources.digest());
    }

    private static String version(String program) throws IOException {
        return new String(Programs.run(new byte[0], List.of(program, "--version")), UTF_8).strip();
    }

    static String digest(Path file) throws IOException {
        return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The recording of a prompt. One that was accepted on the pages wins.
    Optional<Path> recording(Clip clip) {
        return List.of(
                        directory.accepted(clip.language(), clip.id()),
                        recordings.resolve(clip.language(), clip.id() + ".wav"))
                .stream()
                .filter(Files::isRegularFile)
                .findFirst();
    }

    String of(Clip clip) throws IOException {
        var recording = recording(clip);
        var voice = recording.isPresent() ? "recorded " + digest(recording.get()) : "synthetic";
        return voice + " " + tools + " " + clip.text();
    }

    String ofMusic() {
        return "music " + tools;
    }

    /// @param clips of its sentences
    String of(RingingAudio audio, List<Clip> clips) throws IOException {
        var stamp = new StringBuilder(audio.name()).append(' ').append(tools);
        for (var clip : clips) {
            stamp.append(' ').append(of(clip));
        }
        return stamp.toString();
    }

    boolean isCurrent(Path file, String stamp) throws IOException {
        return SoundDirectory.hasContent(file) && kept(file).equals(stamp);
    }

    /// Empty for a file that was not made here.
    String kept(Path file) throws IOException {
        var stamp = directory.stamp(file);
        return Files.isReadable(stamp) ? Files.readString(stamp) : "";
    }

    void write(Path file, String stamp) throws IOException {
        var kept = directory.stamp(file);
        Files.createDirectories(kept.getParent());
        var aside = kept.resolveSibling(kept.getFileName() + ".new");
        SoundDirectory.put(Files.writeString(aside, stamp), kept);
    }
}
