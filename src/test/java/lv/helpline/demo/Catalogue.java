package lv.helpline.demo;

import java.util.HashMap;
import java.util.Map;

/// What the prompts say, by language and id.
final class Catalogue {

    private final Map<String, String> texts = new HashMap<>();

    private Catalogue(lv.helpline.admin.Catalogue all) {
        for (var language : all.languages()) {
            all.prompts().forEach(prompt -> texts.put(language + "/" + prompt.id(), all.text(language, prompt)));
        }
    }

    static Catalogue ofPrompts() {
        return new Catalogue(lv.helpline.admin.Catalogue.read());
    }

    /// @param name language and id, such as `lv/closed`
    String text(String name) {
        return texts.getOrDefault(name, "");
    }
}
