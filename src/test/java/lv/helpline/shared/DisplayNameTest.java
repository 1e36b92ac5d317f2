package lv.helpline.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayNameTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"  Anna   Bērziņa \", \"Anna Bērziņa\"",
                "\"Anna\tBērziņa\n\", \"Anna Bērziņa\"",
                "\"Anna\u00a0Bērziņa\", \"Anna Bērziņa\"",
                "\"\u202eannA\u202c\", annA",
                "\"An\u200bna\", Anna",
                "\"An\u00adna\ufeff\", Anna",
                "\"Anna\u0007\", Anna",
                "\"Be\u0304rzin\u0327a\", Bērziņa",
                "\" \u200b \", \"\"",
                "O'Hara-Žanna Jr., O'Hara-Žanna Jr.",
            })
    void what_nobody_sees_is_left_out(String typed, String cleaned) {
        assertThat(DisplayName.cleaned(typed)).isEqualTo(cleaned);
    }
}
