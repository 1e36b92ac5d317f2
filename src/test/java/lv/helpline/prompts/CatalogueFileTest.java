package lv.helpline.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueFileTest {

    static final List<String> LINES = List.of(
            "id\tused\tlv\ten",
            "# The menu.",
            "",
            "menu\tmenu\tTālrunis.\tHelpline.",
            "language-1\tmenu\tViens.\tOne.",
            "language-2\tmenu\tDivi.\tTwo.",
            "greeting\tcall\tLabdien.\tHello.",
            "wait\twaiting\tGaidiet.\tWait.",
            "still-waiting\twaiting\tVēl.\tStill.",
            "nobody\twaiting\tNeviens.\tNobody.",
            "whisper-riga-lv\twhisper\tRīga,\tRiga,");

    @Test
    void clips_are_in_the_order_of_rows_within_a_language() {
        assertThat(CatalogueFile.of("file", LINES).clips())
                .hasSize(16)
                .startsWith(new Clip("lv", "menu", "menu", "Tālrunis."), new Clip("lv", "language-1", "menu", "Viens."))
                .endsWith(new Clip("en", "whisper-riga-lv", "whisper", "Riga,"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1  | id;used                        | file:1: not id, used and the languages' codes",
                "1  | id;used;lv;english             | file:1: not id, used and the languages' codes",
                "8  | Wait;waiting;Gaidiet.;Wait.    | file:8: \"Wait\" is no id",
                "8  | own-wait;waiting;Gaidiet.;Wait.| file:8: \"own-wait\" is no id",
                "8  | wait;waiting;Gaidiet.          | file:8: wait needs its use and a text in each of: lv en",
                "8  | wait;waiting;Gaidiet.;Wait.;Ja | file:8: wait needs its use and a text in each of: lv en",
                "8  | wait;waiting; ;Wait.           | file:8: wait has an empty cell",
                "8  | greeting;waiting;Gaidiet.;Wait.| file:8: greeting was given before",
                "8  | waits;waiting;Gaidiet.;Wait.   | file: wait is missing",
                "6  | language-3;menu;Trīs.;Three.   | file: language-2 is missing"
            })
    void what_is_wrong_is_told_with_its_line(int number, String line, String told) {
        var lines = new ArrayList<>(LINES);
        lines.set(number - 1, line.replace(';', '\t'));
        assertThatThrownBy(() -> CatalogueFile.of("file", lines))
                .isInstanceOf(Failure.class)
                .hasMessage(told);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> CatalogueFile.read(Path.of("/nowhere/catalogue.tsv")))
                .isInstanceOf(Failure.class)
                .hasMessage("there is no /nowhere/catalogue.tsv");
    }

    @Test
    void an_empty_file_has_no_header() {
        assertThatThrownBy(() -> CatalogueFile.of("file", List.of("# Nothing")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is missing");
    }
}
