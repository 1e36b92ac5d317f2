package lv.helpline.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A file of Asterisk's, of sections with `name = value   ; comment`.
final class AsteriskFile {

    private static final Pattern VALUE =
            Pattern.compile("(?<name>\\s*[\\w.]+\\s*=>?\\s*)(?<value>[^;]*?)(?<comment>\\s*;.*)?");

    private static final Pattern SECTION = Pattern.compile("(?m)^\\[([a-z-]+)]");

    private String text;

    AsteriskFile(String text) {
        this.text = text;
    }

    static AsteriskFile read(Path file) throws IOException {
        return new AsteriskFile(Files.readString(file));
    }

    /// Of a section, the first value of that name; empty when there is none, or it is empty.
    Optional<String> value(String section, String name) {
        return values(section, name).stream().findFirst();
    }

    /// The names that a section gives a value to, which may be nothing.
    List<String> names(String section) {
        return settings(section).map(AsteriskFile::name).distinct().toList();
    }

    private Stream<Matcher> settings(String section) {
        return lines(section).map(VALUE::matcher).filter(Matcher::matches);
    }

    private static String name(Matcher setting) {
        return setting.group("name").replaceAll("[\\s=>]", "");
    }

    List<String> values(String section, String name) {
        return settings(section)
                .filter(setting -> name(setting).equals(name))
                .map(setting -> setting.group("value").strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /// Adds the sections that the other has and this has not.
    void addSectionsOf(AsteriskFile other) {
        SECTION.matcher(other.text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !text.lines().anyMatch(line -> line.startsWith("[" + name + "]")))
                .forEach(name -> text += "\n["
                        + name
                        + "](!)\n"
                        + other.lines(name)
                                .takeWhile(line -> !line.isBlank())
                                .map(line -> line + "\n")
                                .collect(Collectors.joining()));
    }

    /// Puts these in the place of all that the section has of that name, whether it was on or off (behind a
    /// `;`); its comment stays. Without a value it is off. What the section has not is added to it.
    ///
    /// @throws IllegalArgumentException if there is no such section
    void set(String section, String name, List<String> values) {
        var out = new StringBuilder();
        var here = false;
        var done = false;
        for (var line : text.lines().toList()) {
            if (line.startsWith("[")) {
                here = line.startsWith("[" + section + "]");
            }
            var plain = line.replaceFirst("^;", "");
            var match = VALUE.matcher(plain);
            if (here && match.matches() && name(match).equals(name)) {
                if (!done) {
                    var comment = match.group("comment") == null ? "" : match.group("comment");
                    if (values.isEmpty() && line.startsWith(";")) {
                        out.append(line).append('\n');
                    } else if (values.isEmpty()) {
                        out.append(';')
                                .append(name)
                                .append(" =")
                                .append(comment)
                                .append('\n');
                    }
                    for (var value : values) {
                        out.append(name)
                                .append(" = ")
                                .append(value)
                                .append(comment)
                                .append('\n');
                        comment = "";
                    }
                }
                done = true;
            } else {
                out.append(line).append('\n');
            }
        }
        text = out.toString();
        if (!done) {
            add(section, name, values);
        }
    }

    private void add(String section, String name, List<String> values) {
        var heading = Pattern.compile("(?m)^\\[" + section + "].*\\n").matcher(text);
        if (!heading.find()) {
            throw new IllegalArgumentException("site.conf has no [" + section + "]");
        }
        var lines = values.stream().map(value -> name + " = " + value + "\n").collect(Collectors.joining());
        text = text.substring(0, heading.end()) + lines + text.substring(heading.end());
    }

    @Override
    public String toString() {
        return text;
    }

    private Stream<String> lines(String section) {
        return text.lines()
                .dropWhile(line -> !line.startsWith("[" + section + "]"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("["));
    }
}
