package lv.helpline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The documentation comments of a source file.
public final class DocComment {

    private static final Path SOURCES = Path.of("src/main/java");

    private DocComment() {}

    /// The paragraphs, without tags, of the comment above the first line that begins so; none where there is no
    /// comment.
    ///
    /// @param type        the class's whole name
    /// @param declaration a regular expression
    public static List<String> paragraphs(String type, String declaration) throws IOException {
        var lines = Files.readAllLines(SOURCES.resolve(type.replace('.', '/') + ".java"), UTF_8).stream()
                .map(String::strip)
                .toList();
        var comment = new ArrayList<String>();
        for (var at = firstThat(lines, Pattern.compile(declaration)) - 1; at >= 0; at--) {
            var line = lines.get(at);
            if (line.startsWith("///")) {
                comment.add(line.substring(3).strip());
            } else if (!line.startsWith("@")) {
                break;
            }
        }
        Collections.reverse(comment);
        var text = String.join("\n", comment);
        return Stream.of(Pattern.compile("(?s)(^|\n)@.*")
                        .matcher(text)
                        .replaceFirst("")
                        .split("\n\n", -1))
                .map(paragraph -> paragraph.replace('\n', ' ').strip())
                .filter(not(String::isEmpty))
                .toList();
    }

    private static int firstThat(List<String> lines, Pattern declaration) {
        return IntStream.range(0, lines.size())
                .filter(at -> declaration.matcher(lines.get(at)).lookingAt())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line begins with " + declaration));
    }
}
