package lv.helpline.asterisk.scripts;

import java.util.List;
import java.util.stream.Collectors;
import lv.helpline.recordings.Catalogue;
import lv.helpline.roster.Language;

/// What is heard when prompts are played one after the other.
final class Sentences {

    private static final Catalogue CATALOGUE = Catalogue.read();

    private Sentences() {}

    static String of(Language language, List<String> prompts) {
        return prompts.stream().map(prompt -> CATALOGUE.text(language, prompt)).collect(Collectors.joining(" "));
    }
}
