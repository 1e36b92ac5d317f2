package lv.helpline.prompts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Before the pages answer; `RecordedVoiceIT` has their answers.
class PagesTest {

    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir
    private Path directory;

    @Test
    void what_is_no_key_is_not_told() throws IOException {
        var file = Files.writeString(directory.resolve("key"), "secret\nand more\n");
        assertThatThrownBy(() -> new Pages(NOBODY, file))
                .isInstanceOf(Failure.class)
                .hasMessage(file + " has something else than a key");
    }

    @Test
    void a_key_that_cannot_be_read_is_named() {
        assertThatThrownBy(() -> new Pages(NOBODY, directory.resolve("none")))
                .isInstanceOf(Failure.class)
                .hasMessage("there is no " + directory.resolve("none") + " to read the key from");
    }

    @Test
    void pages_that_do_not_answer_are_named() throws IOException {
        try (var pages = new Pages(NOBODY, Files.writeString(directory.resolve("key"), "secret\n"))) {
            assertThatThrownBy(pages::accepted)
                    .isInstanceOf(Failure.class)
                    .hasMessage(NOBODY + " does not tell the recordings; what is here stays as it is");
        }
    }
}
