package lv.helpline.prompts;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

/// Names every fault of what was built.
///
/// @param recordings those that came with the tree
record Check(
        SoundDirectory directory,
        CatalogueFile catalogue,
        Stamps stamps,
        Workshop workshop,
        Path recordings,
        Console console) {

    /// @param level in LUFS, of a voice that could be read
    /// @param time  of such a voice
    private record Result(String file, List<String> faults, Optional<Double> level, Duration time) {

        static Result of(String file, Inspection inspection) {
            return new Result(file, named(file, inspection), Optional.empty(), Duration.ZERO);
        }

        static List<String> named(String file, Inspection inspection) {
            return inspection.faults().stream()
                    .map(fault -> file + ": " + fault)
                    .toList();
        }
    }

    void run() throws IOException {
        if (!Files.isDirectory(directory.root().resolve("sounds"))) {
            throw new Failure("nothing is built in " + directory.root() + "; run ops/prompts build");
        }
        var work = new ArrayList<Callable<Result>>();
        for (var clip : catalogue.clips()) {
            work.add(() -> clip(clip));
            if (clip.isWhisper()) {
                work.add(() -> pieces(clip));
            }
        }
        for (var own : directory.find("sounds/*/helpline/own-*.wav")) {
            work.add(() -> own(own));
        }
        for (var language : catalogue.languages()) {
            for (var audio : RingingAudio.values()) {
                work.add(() -> ringing(language, audio));
            }
        }
        work.add(this::music);
        var results = new ArrayList<>(OnAllCores.run(work));
        var menus = Menu.all(directory, catalogue);
        menus.forEach(menu -> results.add(menu(menu)));
        results.addAll(strangers());
        var faults = results.stream()
                .flatMap(result -> result.faults().stream())
                .sorted()
                .toList();
        faults.forEach(console::fault);
        if (!faults.isEmpty()) {
            throw new Failure("faults in " + directory.root() + ": " + faults.size());
        }
        summarize(results.stream().filter(result -> result.level().isPresent()).toList(), menus);
    }

    private Result clip(Clip clip) throws IOException {
        var inspection = new Inspection();
        var file = directory.clip(clip);
        var sound = inspection.open(file);
        if (sound.isEmpty()) {
            return Result.of(directory.name(file), inspection);
        }
        if (!stamps.isCurrent(file, stamps.of(clip))) {
            inspection.fault("is older than its text, its recording or the tools; run ops/prompts build");
        }
        return voice(file, sound.get(), LongestClip.of(clip.id()), inspection);
    }

    private Result voice(Path file, Sound sound, Duration longest, Inspection inspection) {
        var name = directory.name(file);
        var level = inspection.voice(sound, longest);
        return new Result(name, Result.named(name, inspection), Optional.of(level), sound.time());
    }

    private Result pieces(Clip whisper) throws IOException {
        var faults = new ArrayList<String>();
        var pieces = new ArrayList<Sound>();
        for (var number = 1; number <= Whisper.PIECES; number++) {
            var file = directory.piece(whisper, number);
            var inspection = new Inspection();
            inspection.open(file).ifPresent(piece -> {
                inspection.isShort(piece.time(), LongestClip.PIECE);
                pieces.add(piece);
            });
            faults.addAll(Result.named(directory.name(file), inspection));
        }
        var file = directory.clip(whisper);
        var whole = new Inspection().open(file);
        if (whole.isPresent() && pieces.size() == Whisper.PIECES) {
            var inspection = new Inspection();
            inspection.pieces(whole.get(), pieces);
            faults.addAll(Result.named(directory.name(file), inspection));
        }
        return new Result(directory.name(file), faults, Optional.empty(), Duration.ZERO);
    }

    private Result own(Path file) throws IOException {
        var inspection = new Inspection();
        var sound = inspection.open(file);
        return sound.isEmpty()
                ? Result.of(directory.name(file), inspection)
                : voice(file, sound.get(), LongestClip.OWN, inspection);
    }

    private Result music() throws IOException {
        var inspection = new Inspection();
        inspection.open(directory.music()).ifPresent(inspection::music);
        return Result.of(directory.name(directory.music()), inspection);
    }

    private Result ringing(String language, RingingAudio audio) throws IOException {
        var inspection = new Inspection();
        var file = directory.ringing(language, audio);
        var sound = inspection.open(file);
        if (sound.isPresent()) {
            if (!stamps.isCurrent(file, stamps.of(audio, workshop.sentences(language, audio)))) {
                inspection.fault("is older than its sentences or the tools; run ops/prompts build");
            }
            if (sound.get().length() == RingingAudio.SECONDS * Sound.RATE) {
                sentences(language, audio, sound.get(), inspection);
                inspection.isHeard(sound.get());
            } else {
                inspection.fault(String.format(
                        Locale.ROOT,
                        "takes %s s; it has to be %d",
                        Inspection.seconds(sound.get().time()),
                        RingingAudio.SECONDS));
            }
        }
        return Result.of(directory.name(file), inspection);
    }

    private void sentences(String language, RingingAudio audio, Sound sound, Inspection inspection) throws IOException {
        var at = 0;
        for (var id : audio.sentences()) {
            var clip = new Inspection().open(directory.clip(language, id));
            if (clip.isPresent() && !sound.hasAt(at, clip.get())) {
                inspection.fault(String.format(
                        Locale.ROOT,
                        "does not say %s.wav at %d s",
                        id,
                        Sound.time(at).toSeconds()));
                return;
            }
            at += RingingAudio.INTERVAL;
        }
    }

    private static Result menu(Menu menu) {
        var inspection = new Inspection();
        inspection.isShort(menu.time(), LongestClip.MENU);
        return Result.of("menu in the order " + menu.order(), inspection);
    }

    private List<Result> strangers() throws IOException {
        var inspection = new Inspection();
        inspection.fault("is a recording of no prompt; the ids are in asterisk-config/prompts/catalogue.tsv");
        var known = catalogue.clips().stream().map(Clip::name).toList();
        return SoundDirectory.find(recordings, "*/*.wav").stream()
                .map(file -> recordings.relativize(file).toString())
                .filter(name -> !name.contains("/own-") && !known.contains(name.replaceFirst("\\.wav$", "")))
                .map(name -> Result.of("asterisk-config/recordings/" + name, inspection))
                .toList();
    }

    private void summarize(List<Result> voices, Collection<Menu> menus) {
        var all = voices.stream().map(Result::time).reduce(Duration.ZERO, Duration::plus);
        var quiet = most(voices.stream(), voice -> -level(voice));
        var loud = most(voices.stream(), Check::level);
        console.say(String.format(
                Locale.ROOT,
                "Prompts: %d right, %d s in all, from %.1f LUFS (%s) to %.1f (%s)",
                voices.size(),
                all.toSeconds(),
                level(quiet),
                shortName(quiet),
                level(loud),
                shortName(loud)));
        var slow = most(voices.stream(), Result::time);
        var whisper = most(voices.stream().filter(voice -> voice.file().contains("whisper")), Result::time);
        var menu = most(menus.stream(), Menu::time);
        console.say(String.format(
                Locale.ROOT,
                "The longest: %.1f s (%s), whisper %.1f s (%s), menu %.1f s (%s)",
                seconds(slow.time()),
                shortName(slow),
                seconds(whisper.time()),
                shortName(whisper),
                seconds(menu.time()),
                menu.order()));
    }

    private static <T, C extends Comparable<? super C>> T most(Stream<T> of, Function<T, C> measure) {
        return of.max(comparing(measure)).orElseThrow();
    }

    private static double level(Result voice) {
        return voice.level().orElseThrow();
    }

    private static String shortName(Result voice) {
        return voice.file().replaceFirst("^sounds/", "");
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
