package lv.helpline.prompts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Makes sounds of texts and recordings, and puts them where Asterisk plays them.
final class Workshop {

    private final SoundDirectory directory;
    private final CatalogueFile catalogue;
    private final Stamps stamps;
    private final Console console;

    Workshop(SoundDirectory directory, CatalogueFile catalogue, Stamps stamps, Console console) {
        this.directory = directory;
        this.catalogue = catalogue;
        this.stamps = stamps;
        this.console = console;
    }

    boolean isCurrent(Clip clip) throws IOException {
        if (clip.isWhisper()) {
            for (var piece = 1; piece <= Whisper.PIECES; piece++) {
                if (!SoundDirectory.hasContent(directory.piece(clip, piece))) {
                    return false;
                }
            }
        }
        return stamps.isCurrent(directory.clip(clip), stamps.of(clip));
    }

    void make(Clip clip) throws IOException {
        var voice = voice(clip);
        if (clip.isWhisper()) {
            voice = Whisper.whole(voice);
            var pieces = Whisper.pieces(voice);
            for (var piece = 1; piece <= pieces.size(); piece++) {
                put(pieces.get(piece - 1), directory.piece(clip, piece));
            }
        }
        put(voice, directory.clip(clip));
        stamps.write(directory.clip(clip), stamps.of(clip));
    }

    private Sound voice(Clip clip) throws IOException {
        var recording = stamps.recording(clip);
        var from = recording.orElse(directory.work(clip.language() + "-" + clip.id() + "-spoken.wav"));
        if (recording.isEmpty()) {
            Voice.synthesize(clip, from);
        }
        var voice = Voice.of(from, clip.text());
        if (voice.length() == 0) {
            throw new Failure(from + " is silent");
        }
        return voice;
    }

    private void put(Sound sound, Path file) throws IOException {
        var aside = directory.work(directory.name(file).replace('/', '-'));
        sound.write(aside);
        SoundDirectory.put(aside, file);
    }

    void makeMusic() throws IOException {
        if (!stamps.isCurrent(directory.music(), stamps.ofMusic())) {
            put(Music.make(), directory.music());
            stamps.write(directory.music(), stamps.ofMusic());
        }
    }

    /// These clips, and what is made of all clips.
    void makeAll(Collection<Clip> clips) throws IOException {
        var made = new AtomicInteger();
        var failed = OnAllCores.run(clips.stream()
                        .map(clip -> (Callable<Boolean>) () -> {
                            var fails = fails(clip);
                            console.progress(made.incrementAndGet(), clips.size());
                            return fails;
                        })
                        .toList())
                .stream()
                .filter(fails -> fails)
                .count();
        if (failed > 0) {
            throw new Failure(failed + " of " + clips.size() + " prompts could not be made");
        }
        OnAllCores.run(catalogue.languages().stream()
                .flatMap(language -> List.of(RingingAudio.values()).stream().map(audio -> (Callable<Boolean>) () -> {
                    makeRinging(language, audio);
                    return true;
                }))
                .toList());
        nameSynthetic();
    }

    /// Makes one, and says why if it cannot be made: it keeps back no other.
    boolean fails(Clip clip) throws IOException {
        try {
            make(clip);
            return false;
        } catch (Failure failure) {
            console.warn(String.valueOf(failure.getMessage()));
            return true;
        }
    }

    /// The clips that a piece of ringing audio says, each once.
    List<Clip> sentences(String language, RingingAudio audio) {
        return catalogue.clips().stream()
                .filter(clip ->
                        clip.language().equals(language) && audio.sentences().contains(clip.id()))
                .toList();
    }

    private void makeRinging(String language, RingingAudio audio) throws IOException {
        var sentences = sentences(language, audio);
        var stamp = stamps.of(audio, sentences);
        var file = directory.ringing(language, audio);
        if (!stamps.isCurrent(file, stamp)) {
            var said = new ArrayList<Sound>();
            for (var id : audio.sentences()) {
                said.add(Sound.read(directory.clip(language, id)));
            }
            put(audio.make(Sound.read(directory.music()), said), file);
            stamps.write(file, stamp);
        }
    }

    /// Says which languages greet, or let choose, in a machine's voice.
    private void nameSynthetic() throws IOException {
        var names = catalogue.clips().stream()
                .filter(clip -> clip.isHeardFirst() && stamps.recording(clip).isEmpty())
                .map(Clip::language)
                .distinct()
                .collect(Collectors.joining("+"));
        SoundDirectory.put(Files.writeString(directory.work("synthetic"), names + "\n"), directory.synthetic());
    }
}
