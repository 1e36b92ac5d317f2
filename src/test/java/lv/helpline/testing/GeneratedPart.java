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
        var begin = "<!-- begin " + name + " -->\n";
        var end = "<!-- end " + name + " -->\n";
        var text = Files.readString(document, UTF_8);
        assertThat(text).as(document.toString()).contains(begin, end);
        var from = text.indexOf(begin) + begin.length();
        var to = text.indexOf(end, from);
        if (Boolean.getBoolean(name + ".write")) {
            Files.writeString(document, text.substring(0, from) + current + text.substring(to), UTF_8);
        } else {
            assertThat(text.substring(from, to))
                    .as("%s; the same test with -D%s.write=true writes it anew", document, name)
                    .isEqualTo(current);
        }
    }
}
