package lv.helpline.prompts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Makes what is missing or out of date, and removes what has no text any more.
record Build(SoundDirectory directory, CatalogueFile catalogue, Workshop workshop, Console console) {

    void run() throws IOException {
        var begun = System.nanoTime();
        var outdated = new ArrayList<Clip>();
        try (var _ = directory.begin()) {
            removeStrangers();
            for (var clip : catalogue.clips()) {
                if (!workshop.isCurrent(clip)) {
                    outdated.add(clip);
                }
            }
            workshop.makeMusic();
            workshop.makeAll(outdated);
        }
        console.say(String.format(
                Locale.ROOT,
                "Prompts: %d made, %d up to date, in %.1f s: %s",
                outdated.size(),
                catalogue.clips().size() - outdated.size(),
                (System.nanoTime() - begun) / 1e9,
                directory.root()));
    }

    /// A clip whose text has gone would go on being played by a dialplan that nobody corrected. Own announcements
    /// are not the catalogue's, and somebody else's music may be kept beside ours.
    private void removeStrangers() throws IOException {
        var ours = ours();
        var found = new ArrayList<>(directory.find("sounds/*/helpline/*.wav"));
        found.removeIf(file -> file.getFileName().toString().startsWith("own-"));
        for (var pattern : new String[] {"moh/*.wav", "moh/*/*.wav"}) {
            directory.find(pattern).stream()
                    .filter(file -> Files.exists(directory.stamp(file)))
                    .forEach(found::add);
        }
        found.removeIf(ours::contains);
        for (var file : found) {
            console.say("Removing " + directory.name(file) + ", which has no text any more");
            directory.remove(file);
        }
    }

    private Set<Path> ours() {
        var ours = new HashSet<Path>();
        ours.add(directory.music());
        for (var clip : catalogue.clips()) {
            ours.add(directory.clip(clip));
            for (var piece = 1; clip.isWhisper() && piece <= Whisper.PIECES; piece++) {
                ours.add(directory.piece(clip, piece));
            }
        }
        for (var language : catalogue.languages()) {
            for (var audio : RingingAudio.values()) {
                ours.add(directory.ringing(language, audio));
            }
        }
        return ours;
    }
}
