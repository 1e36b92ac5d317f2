package lv.helpline.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lv.helpline.lab.Tools;

/// What the prompts say: `asterisk-config/prompts/catalogue.tsv`, an id, its use, and a column a language.
final class Catalogue {

    private static final int FIRST_LANGUAGE = 2;

    private final Map<String, String> texts = new HashMap<>();

    Catalogue(Path tsv) {
        try (var lines = Files.lines(tsv)) {
            var rows = lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
            var languages = rows.getFirst();
            for (var row : rows.subList(1, rows.size())) {
                for (int column = FIRST_LANGUAGE; column < row.size(); column++) {
                    texts.put(languages.get(column) + "/" + row.getFirst(), row.get(column));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Catalogue ofPrompts() {
        return new Catalogue(Tools.project().resolve("asterisk-config/prompts/catalogue.tsv"));
    }

    /// @param name language and id, such as `lv/closed`
    String text(String name) {
        return texts.getOrDefault(name, "");
    }
}
