package lv.helpline.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Language;

/// The words of every prompt, as `asterisk-config/prompts/catalogue.tsv` has them.
///
/// @param languages in the order of its columns
/// @param prompts   in the order of its lines
public record Catalogue(List<Language> languages, List<Prompt> prompts) {

    private static final String FILE = "/prompts/catalogue.tsv";

    /// Of its prompt and of where it is used: columns that are no language's.
    private static final int COLUMNS_BEFORE = 2;

    public Catalogue {
        languages = List.copyOf(languages);
        prompts = List.copyOf(prompts);
    }

    /// @param use   where it is heard, such as `closed`
    /// @param texts one a language, in the catalogue's order
    public record Prompt(String id, String use, List<String> texts) {
        public Prompt {
            texts = List.copyOf(texts);
        }
    }

    /// The one that this program was built with.
    public static Catalogue read() {
        try (var file = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Catalogue.class.getResourceAsStream(FILE), FILE), UTF_8))) {
            return of(file.lines());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Catalogue of(Stream<String> lines) {
        var rows = lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
        var languages = texts(rows.getFirst()).stream().map(Language::new).toList();
        var ids = new HashSet<String>();
        var prompts = rows.stream()
                .skip(1)
                .map(row -> new Prompt(row.getFirst(), row.get(1), texts(row)))
                .toList();
        for (var prompt : prompts) {
            if (!ids.add(prompt.id())) {
                throw new IllegalStateException("given twice: " + prompt.id());
            }
        }
        return new Catalogue(languages, prompts);
    }

    private static List<String> texts(List<String> row) {
        return row.subList(COLUMNS_BEFORE, row.size());
    }

    public Optional<Prompt> find(String id) {
        return prompts.stream().filter(prompt -> prompt.id().equals(id)).findFirst();
    }

    public Optional<Language> language(String code) {
        return languages.stream()
                .filter(language -> language.code().equals(code))
                .findFirst();
    }

    public String text(Language language, Prompt prompt) {
        return prompt.texts().get(languages.indexOf(language));
    }

    public String text(Language language, String prompt) {
        return text(language, find(prompt).orElseThrow(() -> new IllegalArgumentException("no prompt " + prompt)));
    }

    /// The longest that a clip may take, the rest after it included, as in `ops/prompts`. A menu is a clip of its own
    /// and one a language.
    public Duration longest(Prompt prompt) {
        var id = prompt.id();
        if (id.equals("greeting")) {
            return Duration.ofSeconds(8);
        }
        if (id.startsWith("whisper-")) {
            return Duration.ofSeconds(7);
        }
        return prompt.use().equals("menu")
                ? Duration.ofSeconds(8).dividedBy(languages.size() + 1L)
                : Duration.ofSeconds(10);
    }
}
