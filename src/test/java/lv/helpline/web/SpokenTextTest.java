package lv.helpline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lv.helpline.duty.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(SpokenText.parse(typed)).contains(List.of(Language.LATVIAN, Language.RUSSIAN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "latvju", "lv, qq", "latviešu/krievu", "lvl"})
    void anything_else_is_none(String typed) {
        assertThat(SpokenText.parse(typed)).isEmpty();
    }

    @Test
    void what_nobody_has_typed_is_none() {
        assertThat(SpokenText.parse(null)).isEmpty();
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
                            .contains(languages);
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
