package lv.helpline.prompts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What there is to say: `asterisk-config/prompts/catalogue.tsv`, whose header knows the languages.
public record CatalogueFile(List<String> languages, List<Row> rows) {

    private static final Pattern HEADER = Pattern.compile("id\tused(\t[a-z][a-z])+");
    private static final Pattern ID = Pattern.compile("(?!own-)[a-z]+(-[a-z0-9]+)*");

    public CatalogueFile {
        languages = List.copyOf(languages);
        rows = List.copyOf(rows);
    }

    /// @param use   where it is heard, such as `closed`
    /// @param texts one a language, in the header's order
    public record Row(String id, String use, List<String> texts) {
        public Row {
            texts = List.copyOf(texts);
        }
    }

    static CatalogueFile read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new Failure("there is no " + file);
        }
        return of(file.toString(), Files.readAllLines(file));
    }

    /// The one that this program was built with.
    public static CatalogueFile ofThisProgram() {
        try (var file = Objects.requireNonNull(CatalogueFile.class.getResourceAsStream("/prompts/catalogue.tsv"))) {
            return of(
                    "catalogue.tsv",
                    new String(file.readAllBytes(), UTF_8).lines().toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// @param name of the file, for who reads what is wrong in it
    /// @throws Failure at the first line that is wrong
    static CatalogueFile of(String name, List<String> lines) {
        var languages = List.<String>of();
        var rows = new ArrayList<Row>();
        var ids = new HashSet<String>();
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var cells = List.of(line.split("\t", -1));
            var fault = languages.isEmpty() ? faultOfHeader(line) : fault(cells, languages, ids);
            if (!fault.isEmpty()) {
                throw new Failure(name + ":" + number + ": " + fault);
            }
            var texts = cells.subList(2, cells.size());
            if (languages.isEmpty()) {
                languages = texts;
            } else {
                rows.add(new Row(cells.getFirst(), cells.get(1), texts));
            }
        }
        needed(languages.size()).filter(id -> !ids.contains(id)).findFirst().ifPresent(id -> {
            throw new Failure(name + ": " + id + " is missing");
        });
        return new CatalogueFile(languages, rows);
    }

    /// The ids without which no ringing audio and no menu can be made.
    private static Stream<String> needed(int languages) {
        return Stream.concat(
                        Stream.of(Prompt.GREETING, Prompt.WAIT, Prompt.STILL_WAITING, Prompt.NOBODY, Prompt.MENU),
                        IntStream.rangeClosed(1, languages).mapToObj(PromptSeries.LANGUAGE::of))
                .map(Playable::id);
    }

    private static String faultOfHeader(String line) {
        return HEADER.matcher(line).matches() ? "" : "not id, used and the languages' codes";
    }

    /// @param ids those before it, to which its own is added
    private static String fault(List<String> cells, List<String> languages, HashSet<String> ids) {
        var id = cells.getFirst();
        if (!ID.matcher(id).matches()) {
            return "\"" + id + "\" is no id";
        }
        if (cells.size() != 2 + languages.size()) {
            return id + " needs its use and a text in each of: " + String.join(" ", languages);
        }
        if (cells.stream().anyMatch(String::isBlank)) {
            return id + " has an empty cell";
        }
        return ids.add(id) ? "" : id + " was given before";
    }

    /// Of all languages, in the order of the rows within a language.
    List<Clip> clips() {
        return IntStream.range(0, languages.size())
                .boxed()
                .flatMap(column -> rows.stream()
                        .map(row -> new Clip(
                                languages.get(column),
                                row.id(),
                                row.use(),
                                row.texts().get(column))))
                .toList();
    }
}
