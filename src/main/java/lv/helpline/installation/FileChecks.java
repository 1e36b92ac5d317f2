package lv.helpline.installation;

import static lv.helpline.installation.Check.Finding.note;
import static lv.helpline.installation.Check.Finding.wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.installation.Check.Finding;
import lv.helpline.prompts.CatalogueFile;
import lv.helpline.shared.KnownSettings;

/// What is wrong with files.
final class FileChecks {

    private static final long LEAST_FREE = 1024;

    static final List<Check> ALL = List.of(
            Check.of("secrets", FileChecks::secrets),
            Check.of("agi-secret", FileChecks::agiSecret),
            Check.of("manager-secret", FileChecks::managerSecret),
            Check.of("settings", FileChecks::settings),
            Check.of("site", FileChecks::site),
            Check.of("sounds", FileChecks::sounds),
            Check.of("keys", FileChecks::keys),
            Check.of("disk", FileChecks::disk));

    private FileChecks() {}

    private static List<Finding> secrets(Machine machine) throws IOException {
        var found = new ArrayList<Finding>();
        for (var name : Places.SECRETS) {
            if (Files.notExists(machine.file(name))) {
                found.add(wrong("there is no " + name, "run helpline setup, which makes what is missing"));
            }
        }
        var inside = Stream.of(Places.SITE, Places.PHONES);
        for (var name : Stream.of(Places.SECRETS.stream(), Places.FURTHER_SECRETS.stream(), inside)
                .flatMap(names -> names)
                .toList()) {
            if (Files.exists(machine.file(name))) {
                openToOthers(machine, name, "chmod 0600 " + name).ifPresent(found::add);
            }
        }
        return found;
    }

    /// That somebody else than its owner may read or write a secret, where it is so.
    static Optional<Finding> openToOthers(Machine machine, String name, String remedy) throws IOException {
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.file(name)));
        return mode.endsWith("------")
                ? Optional.empty()
                : Optional.of(wrong("others than its owner may read or write " + name + ": " + mode, remedy));
    }

    private static List<Finding> agiSecret(Machine machine) throws IOException {
        return same(machine, Places.AGI_SECRET, "site-globals", "AGI_SECRET", "asterisk -rx 'dialplan reload'");
    }

    private static List<Finding> managerSecret(Machine machine) throws IOException {
        return same(machine, Places.MANAGER_SECRET, "site-manager-reader", "secret", "asterisk -rx 'manager reload'");
    }

    private static List<Finding> same(Machine machine, String file, String section, String name, String reload)
            throws IOException {
        if (Files.notExists(machine.file(Places.SITE))) {
            return List.of(wrong("there is no " + Places.SITE, "run helpline setup, which makes it"));
        }
        if (Files.notExists(machine.file(file))) {
            return List.of();
        }
        var ours = Files.readString(machine.file(file)).strip();
        var theirs = AsteriskFile.read(machine.file(Places.SITE)).value(section, name);
        return theirs.filter(ours::equals).isPresent()
                ? List.of()
                : List.of(wrong(
                        name + " of [" + section + "] in " + Places.SITE + " is not what " + file + " has",
                        "put that file's content there, then " + reload));
    }

    private static List<Finding> settings(Machine machine) throws IOException {
        return KnownSettings.load().unknown(machine.settings().keySet()).stream()
                .map(unknown -> wrong(
                        Places.ENVIRONMENT + ": nobody reads " + unknown.name(),
                        "write " + unknown.nearest() + " instead, or take the line out"))
                .toList();
    }

    /// Asterisk ignores a global that the dialplan does not read without a word. The package brings what the
    /// dialplan reads.
    private static List<Finding> site(Machine machine) throws IOException {
        if (Stream.of(Places.SITE, Places.SITE_EXAMPLE, Places.TIMES)
                .map(machine::file)
                .anyMatch(Files::notExists)) {
            return List.of();
        }
        var known = new ArrayList<>(
                AsteriskFile.read(machine.file(Places.SITE_EXAMPLE)).names("site-globals"));
        known.addAll(AsteriskFile.read(machine.file(Places.TIMES)).names("globals"));
        return AsteriskFile.read(machine.file(Places.SITE)).names("site-globals").stream()
                .filter(name -> !known.contains(name))
                .map(name -> wrong(
                        Places.SITE + ": nobody reads " + name + " of [site-globals]",
                        "is it misspelt? " + Places.SITE_EXAMPLE + " has those that there are"))
                .toList();
    }

    /// Each prompt of the catalogue, in each of its languages.
    private static List<Finding> sounds(Machine machine) {
        var catalogue = CatalogueFile.ofThisProgram();
        var found = new ArrayList<Finding>();
        for (var language : catalogue.languages()) {
            var missing = catalogue.rows().stream()
                    .map(row -> Places.SOUNDS + "/" + language + "/helpline/" + row.id() + ".wav")
                    .filter(name -> isEmpty(machine.file(name)))
                    .toList();
            if (!missing.isEmpty()) {
                found.add(wrong(
                        missing.size() + " sounds of the language " + language + " are missing, such as "
                                + missing.getFirst(),
                        "helpline prompts build --to /var/lib/helpline-sounds"));
            }
        }
        return found;
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.notExists(file) || Files.size(file) == 0;
        } catch (IOException unreadable) {
            return true;
        }
    }

    /// Without it Asterisk warns at each start.
    private static List<Finding> keys(Machine machine) {
        var keys = "/var/lib/asterisk/keys";
        return Files.isDirectory(machine.file(keys))
                ? List.of()
                : List.of(note("there is no " + keys, "install -d -o asterisk -g asterisk " + keys));
    }

    private static List<Finding> disk(Machine machine) throws IOException {
        var found = new ArrayList<Finding>();
        for (var full :
                Map.of("/var/lib", "the database", "/var/log", "the journal").entrySet()) {
            var free = machine.freeMegabytes(full.getKey());
            if (free < LEAST_FREE) {
                found.add(wrong(
                        "only " + free + " MB are free below " + full.getKey() + ", where " + full.getValue() + " is",
                        "make room: " + LEAST_FREE + " MB are needed"));
            }
        }
        return found;
    }
}
