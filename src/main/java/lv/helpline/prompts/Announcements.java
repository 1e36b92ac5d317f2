package lv.helpline.prompts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What administrators typed becomes sound. It comes here by Asterisk's database, and is data only: nothing but
/// `Voice.synthesize` gets a text.
///
/// @param asterisk how Asterisk is asked
record Announcements(
        SoundDirectory directory, CatalogueFile catalogue, Workshop workshop, Console console, List<String> asterisk) {

    private static final String FAMILY = "helpline/announcement";
    private static final Pattern ENTRY = Pattern.compile("/" + FAMILY + "/([a-z]{2})/(own-[0-9a-f]{12}) *: (.*[^ ]) *");
    private static final Pattern END = Pattern.compile("([0-9]+) results found\\.");
    private static final int LONGEST_TEXT = 300;

    void run() throws IOException {
        var answer = ask();
        // Without the last line, what came before it may not be all.
        var known = answer.stream()
                .flatMap(line -> Stream.of(END.matcher(line)).filter(end -> end.matches()))
                .map(end -> end.group(1))
                .findFirst()
                .orElseThrow(() -> new Failure(command() + " answers something else than its database"));
        var clips = answer.stream().flatMap(line -> entry(line).stream()).toList();
        var made = 0;
        var failed = 0;
        int removed;
        try (var _ = directory.begin()) {
            for (var clip : clips) {
                if (workshop.isCurrent(clip)) {
                    continue;
                }
                if (workshop.fails(clip)) {
                    failed++;
                } else {
                    console.say("Made " + clip.name());
                    made++;
                }
            }
            removed = removeOthers(clips);
        }
        console.say("Announcements: " + known + " known to Asterisk, " + made + " made, " + removed + " removed");
        if (failed > 0) {
            throw new Failure(failed + " of " + known + " could not be made");
        }
    }

    private List<String> ask() throws IOException {
        var command = new ArrayList<>(asterisk);
        command.addAll(List.of("-rx", "database show " + FAMILY));
        try {
            return new String(Programs.run(new byte[0], command), UTF_8).lines().toList();
        } catch (Failure _) {
            throw new Failure(command() + " does not answer");
        }
    }

    private String command() {
        return String.join(" ", asterisk);
    }

    private Optional<Clip> entry(String line) {
        var entry = ENTRY.matcher(line);
        if (!entry.matches()) {
            return Optional.empty();
        }
        var clip = new Clip(entry.group(1), entry.group(2), "own", entry.group(3));
        if (!catalogue.languages().contains(clip.language())) {
            console.warn(clip.id() + " is in a language that the catalogue has not: " + clip.language());
            return Optional.empty();
        }
        if (clip.text().codePointCount(0, clip.text().length()) > LONGEST_TEXT) {
            console.warn(clip.name() + " is longer than " + LONGEST_TEXT + " characters");
            return Optional.empty();
        }
        return Optional.of(clip);
    }

    private int removeOthers(List<Clip> clips) throws IOException {
        var ours = clips.stream().map(directory::clip).collect(toSet());
        var removed = 0;
        for (var file : directory.find("sounds/*/helpline/own-*.wav")) {
            if (!ours.contains(file)) {
                directory.remove(file);
                console.say("Removed " + SoundDirectory.nameOfClip(file));
                removed++;
            }
        }
        return removed;
    }
}
