package lv.helpline.agi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import lv.helpline.duty.Language;

/// The words of every prompt, as `asterisk-config/prompts/catalogue.tsv` has them.
///
/// @param languages in the order of its columns
/// @param texts     by prompt; one a language, in the same order
record Catalogue(List<Language> languages, Map<String, List<String>> texts) {

    /// Of its prompt and of where it is used: columns that are no language's.
    private static final int COLUMNS_BEFORE = 2;

    static Catalogue read() {
        try {
            var rows = Files.readAllLines(Path.of("asterisk-config/prompts/catalogue.tsv")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.split("\t", -1)))
                    .toList();
            var languages = cells(rows.getFirst()).stream().map(Language::new).toList();
            var texts = rows.stream()
                    .skip(1)
                    .collect(Collectors.toMap(
                            List::getFirst,
                            Catalogue::cells,
                            (one, other) -> {
                                throw new IllegalStateException("given twice: " + one);
                            },
                            LinkedHashMap::new));
            return new Catalogue(languages, texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> prompts() {
        return texts.keySet();
    }

    String text(Language language, String prompt) {
        return Objects.requireNonNull(texts.get(prompt), prompt).get(languages.indexOf(language));
    }

    /// What is heard when these prompts are played one after the other.
    String spoken(Language language, List<String> prompts) {
        return prompts.stream().map(prompt -> text(language, prompt)).collect(Collectors.joining(" "));
    }

    private static List<String> cells(List<String> row) {
        return row.subList(COLUMNS_BEFORE, row.size());
    }
}
