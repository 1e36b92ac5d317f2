package lv.helpline.asterisk.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.asterisk.prompts.Prompts;
import lv.helpline.prompts.Playable;
import lv.helpline.prompts.Prompt;
import lv.helpline.recordings.Catalogue;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the catalogue's texts against the prompts that are played, and against each other.
class CatalogueTest {

    private static final Catalogue CATALOGUE = Catalogue.read();

    @Test
    void everyPromptThatCanBePlayedHasATextAndEveryTextIsPlayed() {
        assertThat(CATALOGUE.prompts().stream().map(Catalogue.Prompt::id))
                .containsExactlyInAnyOrderElementsOf(
                        Prompts.all(CATALOGUE.languages()).map(Playable::id).toList());
    }

    @Test
    void everyTextIsThereInEachLanguage() {
        assertThat(CATALOGUE.languages()).doesNotHaveDuplicates().contains(Language.LATVIAN);
        assertThat(CATALOGUE.prompts())
                .allSatisfy(prompt -> assertThat(prompt.texts())
                        .hasSameSizeAs(CATALOGUE.languages())
                        .allSatisfy(text -> assertThat(text).isNotBlank().isEqualTo(text.strip())));
    }

    /// A text that was copied from the row above and left so.
    @ParameterizedTest
    @MethodSource("languages")
    void noTwoPromptsSayTheSame(Language language) {
        assertThat(CATALOGUE.prompts().stream().map(prompt -> CATALOGUE.text(language, prompt)))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aLanguageIsOfferedByTheKeyThatChoosesIt(Language language) {
        assertThat(IntStream.rangeClosed(1, CATALOGUE.languages().size()))
                .allSatisfy(key -> assertThat(
                                CATALOGUE.text(language, Prompts.language(key).id()))
                        .endsWith(" – " + digits(language, "" + key) + "."));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void theEmergencyNumberIsSpokenLikeAnyOther(Language language) {
        assertThat(CATALOGUE.text(language, Prompt.DANGER.id())).contains(" " + digits(language, "112") + ".");
    }

    /// Of the same caller's language each region's whisper differs in one word, and so does each language's in a
    /// region.
    @ParameterizedTest
    @MethodSource("languages")
    void aWhisperNamesTheRegionAndTheCallersLanguage(Language language) {
        for (var region : Region.values()) {
            for (var caller : CATALOGUE.languages()) {
                var whisper = words(language, region, caller);
                assertThat(Stream.of(Region.values()).filter(other -> other != region))
                        .allSatisfy(other -> assertThat(differences(whisper, words(language, other, caller)))
                                .as("%s and %s", region, other)
                                .isEqualTo(1));
                assertThat(CATALOGUE.languages().stream().filter(other -> !other.equals(caller)))
                        .allSatisfy(other -> assertThat(differences(whisper, words(language, region, other)))
                                .as("%s and %s", caller, other)
                                .isEqualTo(1));
            }
        }
    }

    private static List<Language> languages() {
        return CATALOGUE.languages();
    }

    private static String digits(Language language, String number) {
        return Sentences.of(language, Prompts.digits(number).map(Playable::id).toList())
                .replaceFirst(",$", "");
    }

    private static List<String> words(Language language, Region region, Language caller) {
        return List.of(
                CATALOGUE.text(language, Prompts.whisper(region, caller).id()).split(" "));
    }

    private static long differences(List<String> one, List<String> other) {
        assertThat(one).hasSameSizeAs(other);
        return IntStream.range(0, one.size())
                .filter(word -> !one.get(word).equals(other.get(word)))
                .count();
    }
}
