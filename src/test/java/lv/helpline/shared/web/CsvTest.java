package lv.helpline.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void has_a_header_and_quotes_what_has_a_comma_or_a_quote() {
        assertThat(Csv.of(List.of("name", "calls"), Stream.of(List.of("Rīga, \"dienas\"", 3), List.of("", 0))))
                .isEqualTo("name,calls\r\n\"Rīga, \"\"dienas\"\"\",3\r\n\"\",0\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+371", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void a_text_is_no_formula(String text) {
        assertThat(Csv.of(List.of("name"), Stream.of(List.<Object>of(text)))).contains("'" + text);
    }

    @Test
    void a_number_stays_one() {
        assertThat(Csv.of(List.of("change"), Stream.of(List.<Object>of(-1)))).isEqualTo("change\r\n-1\r\n");
    }
}
