package lv.helpline.recordings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lv.helpline.prompts.CatalogueFile;
import lv.helpline.prompts.LongestClip;
import lv.helpline.roster.Language;

/// The words of every prompt, as `asterisk-config/prompts/catalogue.tsv` has them.
///
/// @param languages in the order of its columns
/// @param prompts   in the order of its lines
public record Catalogue(List<Language> languages, List<Prompt> prompts) {

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
        var file = CatalogueFile.ofThisProgram();
        return new Catalogue(
                file.languages().stream().map(Language::new).toList(),
                file.rows().stream()
                        .map(row -> new Prompt(row.id(), row.use(), row.texts()))
                        .toList());
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

    /// The longest that a clip may take, the rest after it included. A menu is a clip of its own and one a language.
    public Duration longest(Prompt prompt) {
        return prompt.use().equals("menu")
                ? LongestClip.MENU.dividedBy(languages.size() + 1L)
                : LongestClip.of(prompt.id());
    }
}
