package lv.helpline.prompts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Lists the clips that there are, and plays one.
record Listing(SoundDirectory directory, CatalogueFile catalogue, Stamps stamps, Console console) {

    private static final List<String> PLAYERS = List.of("pw-play", "paplay", "aplay", "play");

    void print() throws IOException {
        console.print("lang\tid\tseconds\tsource\tused\ttext");
        for (var clip : catalogue.clips()) {
            var file = directory.clip(clip);
            var stamp = stamps.kept(file);
            var sound = new Inspection().open(file).filter(_ -> !stamp.isEmpty());
            console.print(String.join(
                    "\t",
                    clip.language(),
                    clip.id(),
                    sound.map(built -> String.format(
                                    Locale.ROOT, "%.1f", built.time().toMillis() / 1000.0))
                            .orElse("-"),
                    sound.map(_ -> stamp.split(" ", 2)[0]).orElse("not built"),
                    clip.use(),
                    clip.text()));
        }
    }

    /// On this machine's sound card.
    void play(Path file) throws IOException {
        if (!SoundDirectory.hasContent(file)) {
            throw new Failure("there is no " + file + "; run ops/prompts build, and ops/prompts list for the ids");
        }
        if (!hasSoundCard()) {
            throw new Failure("no sound card here; the file is " + file);
        }
        var player = PLAYERS.stream()
                .filter(Programs::isInstalled)
                .findFirst()
                .orElseThrow(() -> new Failure("nothing here plays sounds (install alsa-utils); the file is " + file));
        Programs.run(new byte[0], List.of(player, file.toString()));
    }

    private static boolean hasSoundCard() throws IOException {
        var devices = Path.of("/dev/snd");
        if (!Files.isDirectory(devices)) {
            return false;
        }
        try (var outputs = Files.newDirectoryStream(devices, "pcm*p")) {
            return outputs.iterator().hasNext();
        }
    }
}
