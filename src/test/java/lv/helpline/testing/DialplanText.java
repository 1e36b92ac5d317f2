package lv.helpline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dialplan's text as Asterisk reads it: `extensions.conf`, with the files of `dialplan` where it includes them.
public final class DialplanText {

    private static final Pattern INCLUDED = Pattern.compile("(?m)^#include (dialplan/.*)$");

    private DialplanText() {}

    /// @param configuration the directory that Asterisk is configured from
    public static String read(Path configuration) throws IOException {
        var extensions = Files.readString(configuration.resolve("extensions.conf"));
        var text = new StringBuilder();
        var included = INCLUDED.matcher(extensions);
        while (included.find()) {
            var file = Files.readString(configuration.resolve(included.group(1)));
            included.appendReplacement(text, Matcher.quoteReplacement(file));
        }
        return included.appendTail(text).toString();
    }

    /// The value of a global variable, as `dialplan/times.conf` has it.
    ///
    /// @param configuration the directory that Asterisk is configured from
    public static String time(Path configuration, String name) throws IOException {
        var line = Pattern.compile("(?m)^" + name + " = ([\\d.]+) ").matcher(read(configuration));
        if (!line.find()) {
            throw new IllegalArgumentException("the dialplan has no " + name);
        }
        return line.group(1);
    }
}
