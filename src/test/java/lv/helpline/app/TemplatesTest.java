package lv.helpline.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each page is made of, as its template has it.
class TemplatesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    static Stream<Path> templates() throws IOException {
        try (var files = Files.list(TEMPLATES)) {
            return files.toList().stream();
        }
    }

    /// The others are no tables on a phone.
    @ParameterizedTest
    @MethodSource("templates")
    void each_wide_table_can_be_scrolled_by_keyboard_and_has_a_name(Path template) throws IOException {
        var page = Jsoup.parse(Files.readString(template));
        assertThat(page.select("table.data")).allSatisfy(table -> {
            var frame = requireNonNull(table.parent());
            assertThat(frame.hasClass("scroll")).isTrue();
            assertThat(frame.attr("tabindex")).isEqualTo("0");
            assertThat(frame.attr("role")).isEqualTo("group");
            assertThat(page.getElementById(frame.attr("aria-labelledby"))).isNotNull();
        });
        assertThat(page.select("table").not(".data, .days, .fortnight")).isEmpty();
    }
}
