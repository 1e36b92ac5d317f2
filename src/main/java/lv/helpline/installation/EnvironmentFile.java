package lv.helpline.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A file of `NAME=value` lines, as systemd's EnvironmentFile reads it, and coturn.
final class EnvironmentFile {

    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_-]*)=(.*)");

    private EnvironmentFile() {}

    static Map<String, String> read(Path file) throws IOException {
        var values = new LinkedHashMap<String, String>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var match = LINE.matcher(line);
                if (match.matches()) {
                    values.put(match.group(1), match.group(2).strip().replaceFirst("^([\"'])(.*)\\1$", "$2"));
                }
            }
        }
        return values;
    }

    /// What the file has to hold: its other lines, and their order, stay as they are. A value that is empty takes
    /// its line away.
    static String with(Path file, Map<String, String> values) throws IOException {
        var left = new LinkedHashMap<>(values);
        var lines = new ArrayList<String>();
        for (var line : Files.exists(file) ? Files.readAllLines(file) : new ArrayList<String>()) {
            var match = LINE.matcher(line);
            if (match.matches() && values.containsKey(match.group(1))) {
                var value = left.remove(match.group(1));
                if (value != null && !value.isEmpty()) {
                    lines.add(match.group(1) + "=" + value);
                }
            } else {
                lines.add(line);
            }
        }
        left.forEach((name, value) -> {
            if (!value.isEmpty()) {
                lines.add(name + "=" + value);
            }
        });
        return String.join("\n", lines) + "\n";
    }
}
