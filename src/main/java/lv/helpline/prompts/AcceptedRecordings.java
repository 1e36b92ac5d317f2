package lv.helpline.prompts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The voices that administrators accepted on the pages take the place of synthetic ones.
///
/// @param spoken where Asterisk puts what is spoken on the duty line
record AcceptedRecordings(
        SoundDirectory directory,
        CatalogueFile catalogue,
        Stamps stamps,
        Workshop workshop,
        Console console,
        Pages pages,
        Optional<Path> spoken) {

    /// What its speaker has not kept within this time they have hung up on.
    private static final Duration KEPT_WITHIN = Duration.ofHours(1);

    void run() throws IOException {
        var accepted = pages.accepted();
        if (spoken.isPresent()) {
            bringTakes(spoken.get());
        }
        var known = catalogue.clips().stream().map(Clip::name).collect(Collectors.toSet());
        accepted.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> console.warn(name + " is no prompt of this catalogue"));
        accepted.keySet().retainAll(known);
        var fetched = 0;
        var failed = 0;
        int removed;
        try (var _ = directory.begin()) {
            for (var clip : catalogue.clips()) {
                var digest = accepted.get(clip.name());
                // Until a newer one is here and right, the older one stays.
                if (digest == null || isHere(clip, digest)) {
                    continue;
                }
                if (fetch(clip, digest)) {
                    fetched++;
                } else {
                    failed++;
                }
            }
            removed = removeWithdrawn(accepted);
            workshop.makeAll(outdated());
        }
        console.say("Recordings: " + accepted.size() + " accepted, " + fetched + " fetched, " + removed + " removed");
        if (failed > 0) {
            throw new Failure(failed + " of " + accepted.size()
                    + " could not be taken over; callers hear what they heard before");
        }
    }

    /// Brings the takes to the pages, and removes what has arrived there, or is no sound, or nobody waits for.
    private void bringTakes(Path spoken) throws IOException {
        for (var take : SoundDirectory.find(spoken, "*.wav")) {
            var status = status(take);
            switch (status) {
                case "201", "404", "422" -> Files.delete(take);
                case "409" -> {
                    var made = Files.getLastModifiedTime(take).toInstant();
                    if (made.plus(KEPT_WITHIN).isBefore(Clock.systemUTC().instant())) {
                        Files.delete(take);
                    }
                }
                default -> console.warn(take + " could not be brought to the pages: they answer " + status);
            }
        }
    }

    private String status(Path take) {
        try {
            return Integer.toString(pages.bring(take.getFileName().toString().replaceFirst("\\.wav$", ""), take));
        } catch (IOException _) {
            return "nothing";
        }
    }

    private boolean isHere(Clip clip, String digest) throws IOException {
        var file = directory.accepted(clip.language(), clip.id());
        return Files.exists(file) && Stamps.digest(file).equals(digest);
    }

    /// Takes a recording over, if the clip that it becomes has no fault.
    private boolean fetch(Clip clip, String digest) throws IOException {
        var sent = directory.work(clip.language() + "-" + clip.id() + "-sent.wav");
        try {
            Files.write(sent, pages.recording(clip));
        } catch (IOException _) {
            Files.deleteIfExists(sent);
        }
        if (!Files.exists(sent) || !Stamps.digest(sent).equals(digest)) {
            console.warn(clip.name() + " did not come whole");
            return false;
        }
        var faults = faults(clip, sent);
        if (!faults.isEmpty()) {
            console.warn(clip.name() + " is not taken over: " + String.join("; ", faults));
            tell(clip, digest, outcome(clip, String.join("\n", faults)));
            return false;
        }
        SoundDirectory.put(sent, directory.accepted(clip.language(), clip.id()));
        tell(clip, digest, "taken");
        console.say("Fetched " + clip.name());
        return true;
    }

    private void tell(Clip clip, String digest, String outcome) {
        try {
            pages.tell(clip, digest, outcome);
        } catch (IOException _) {
            console.warn("the pages do not know that " + clip.name() + " is " + outcome);
        }
    }

    /// What would be wrong with a clip if it were made of that file.
    private List<String> faults(Clip clip, Path file) throws IOException {
        Sound voice;
        try {
            voice = Voice.of(file, clip.text());
        } catch (Failure _) {
            return List.of("cannot be read as a sound");
        }
        var inspection = new Inspection();
        inspection.voice(voice, LongestClip.of(clip.id()));
        if (clip.isOfMenu()) {
            var times = new HashMap<>(Menu.times(directory, catalogue));
            times.put(clip.name(), voice.time());
            Menu.all(catalogue.languages(), times).forEach(menu -> inspection.isShort(menu.time(), LongestClip.MENU));
        }
        return inspection.faults();
    }

    /// The pages' word for what is wrong with a clip.
    private static String outcome(Clip clip, String faults) {
        if (faults.contains("takes")) {
            return clip.isOfMenu() ? "menu-too-long" : "too-long";
        }
        if (faults.contains("level is")) {
            return "level";
        }
        if (faults.contains("is clipped")) {
            return "clipped";
        }
        return faults.contains("is silent") ? "silent" : "unreadable";
    }

    private int removeWithdrawn(Map<String, String> accepted) throws IOException {
        var removed = 0;
        for (var file : directory.find("recordings/*/*.wav")) {
            var name = directory
                    .root()
                    .resolve("recordings")
                    .relativize(file)
                    .toString()
                    .replaceFirst("\\.wav$", "");
            if (!accepted.containsKey(name)) {
                Files.delete(file);
                console.say("Removed " + name + ", which was withdrawn");
                removed++;
            }
        }
        return removed;
    }

    /// Only what has, or had, such a voice: whatever else is here may have been built elsewhere.
    private List<Clip> outdated() throws IOException {
        var outdated = new ArrayList<Clip>();
        for (var clip : catalogue.clips()) {
            var was = stamps.kept(directory.clip(clip)).startsWith("recorded");
            if ((was || stamps.recording(clip).isPresent())
                    && !stamps.isCurrent(directory.clip(clip), stamps.of(clip))) {
                outdated.add(clip);
            }
        }
        return outdated;
    }
}
