package lv.helpline.agi;

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

    static Catalogue read() {
        var all = lv.helpline.admin.Catalogue.read();
        var texts = new LinkedHashMap<String, List<String>>();
        all.prompts().forEach(prompt -> texts.put(prompt.id(), prompt.texts()));
        return new Catalogue(all.languages(), texts);
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
}
