package lv.helpline.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lv.helpline.roster.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ui.ConcurrentModel;

class SpokenTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lv, ru",
                "lv ru",
                "LV;RU",
                "latviešu, krievu",
                "Latviešu krievu",
                " Latvian ,Russian, ",
                "латышский, русский",
                "latviešu, ru, krievu"
            })
    void names_and_codes_are_languages(String typed) {
        assertThat(SpokenText.parse(typed))
                .isEqualTo(new SpokenText.Read(List.of(Language.LATVIAN, Language.RUSSIAN), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "latvju,          latvju",
        "'lv, qq',        qq",
        "latviešu/krievu, latviešu/krievu",
        "'Lvl lv lvl xx', 'Lvl, lvl, xx'"
    })
    void what_is_none_is_named_as_it_was_typed(String typed, String named) {
        var model = new ConcurrentModel();
        assertThat(SpokenText.read(typed, model)).isEmpty();
        assertThat(model).containsOnly(entry("unread", UnparsableFields.of("languages", "people.no-languages", named)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " , "})
    void one_at_least_is_needed(String typed) {
        var model = new ConcurrentModel();
        assertThat(SpokenText.read(typed, model)).isEmpty();
        assertThat(model)
                .containsOnly(entry("unread", UnparsableFields.of("languages", "people.languages-needed", "")));
    }

    @Test
    void the_usual_languages_have_boxes_and_all_else_is_typed_again() {
        var ticks = SpokenText.ticks("angļu, ukraiņu, klingonu", Locale.ENGLISH);
        assertThat(ticks.usual())
                .extracting(tick -> tick.name() + " " + tick.ticked())
                .containsExactly("Latvian false", "Russian false", "English true");
        assertThat(ticks.others()).isEqualTo("Ukrainian, klingonu");
        assertThat(SpokenText.ticks(null, Locale.ENGLISH).others()).isEmpty();
        assertThat(SpokenText.parse("lv,en,").languages())
                .as("as boxes and an empty field send it")
                .extracting(Language::code)
                .containsExactly("lv", "en");
    }

    @Test
    void what_is_shown_may_be_typed_again() {
        for (var locale : List.of("lv", "en", "ru")) {
            for (var code : Locale.getISOLanguages()) {
                if (Locale.of(code).getLanguage().equals(code)) {
                    var languages =
                            Stream.of("lv", code).distinct().map(Language::new).toList();
                    assertThat(SpokenText.parse(SpokenText.of(languages, Locale.forLanguageTag(locale))))
                            .as(code + " in " + locale)
                            .isEqualTo(new SpokenText.Read(languages, List.of()));
                }
            }
        }
    }

    @Test
    void they_are_shown_by_their_names() {
        assertThat(SpokenText.of(List.of(Language.LATVIAN, Language.ENGLISH), Locale.forLanguageTag("lv")))
                .isEqualTo("latviešu, angļu");
    }
}
