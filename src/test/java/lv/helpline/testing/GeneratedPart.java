package lv.helpline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A part of a document that is made from what it describes. In the document it stands between the two lines
/// `<!-- begin NAME -->` and `<!-- end NAME -->`.
public final class GeneratedPart {

    private GeneratedPart() {}

    /// Fails when the document says something else; with `-DNAME.write=true` writes it there instead.
    public static void isCurrent(Path document, String name, String current) throws IOException {
        if (Boolean.getBoolean(name + ".write")) {
            write(document, name, current);
        } else {
            assertThat(read(document, name))
                    .as("%s; the same test with -D%s.write=true writes it anew", document, name)
                    .isEqualTo(current);
        }
    }

    /// What stands there.
    public static String read(Path document, String name) throws IOException {
        var text = Files.readString(document, UTF_8);
        return text.substring(begin(document, text, name), end(document, text, name));
    }

    public static void write(Path document, String name, String current) throws IOException {
        var text = Files.readString(document, UTF_8);
        var around =
                text.substring(0, begin(document, text, name)) + current + text.substring(end(document, text, name));
        Files.writeString(document, around, UTF_8);
    }

    private static int begin(Path document, String text, String name) {
        var begin = "<!-- begin " + name + " -->\n";
        assertThat(text).as(document.toString()).contains(begin);
        return text.indexOf(begin) + begin.length();
    }

    private static int end(Path document, String text, String name) {
        var end = "<!-- end " + name + " -->\n";
        assertThat(text).as(document.toString()).contains(end);
        return text.indexOf(end, begin(document, text, name));
    }
}
