package lv.helpline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One of the systemd units that an installation has, or what is added to one of Debian's.
///
/// @param lines of its file
public record Unit(List<String> lines) {

    private static final Pattern OPTION = Pattern.compile(" +(-[XD]\\S+)(?: \\\\)?");

    /// @param file below `ops/systemd`
    public static Unit of(String file) {
        try {
            return new Unit(
                    Files.readAllLines(Tools.project().resolve("ops/systemd").resolve(file)));
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /// What is added to that unit of Debian's.
    static Unit added(String service) {
        return of(service + ".service.d/helpline.conf");
    }

    /// What follows that, in each line that begins with it.
    List<String> values(String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    /// How GNU's library treats memory.
    public Map<String, String> memory() {
        return values("Environment=").stream()
                .filter(variable -> variable.startsWith("GLIBC_TUNABLES="))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /// Of Java, its memory among them.
    public List<String> options() {
        return lines.stream()
                .map(OPTION::matcher)
                .filter(Matcher::matches)
                .map(option -> option.group(1))
                .toList();
    }
}
