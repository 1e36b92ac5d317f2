package lv.helpline.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptsArgumentsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | build, check, list, play, announcements or recordings?",
                "build check                     | build, check, list, play, announcements or recordings?",
                "play                            | play takes one id",
                "play menu wait                  | play takes one id",
                "build --loud                    | unknown option --loud",
                "build --to                      | --to needs a value",
                "build --to=                     | --to needs a directory",
                "announcements --asterisk=       | --asterisk needs a command",
                "recordings --key k              | --from needs the address of the pages, such as https://dezura.example.lv",
                "recordings --from ftp://a --key k | --from needs the address of the pages, such as https://dezura.example.lv",
                "recordings --from http://a/     | --key needs a file"
            })
    void wrong_usage_is_told_and_ends_with_2(String words, String told) {
        assertThat(run(words.isEmpty() ? List.of() : List.of(words.split(" ")))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("prompts: " + told + "\nTry \"ops/prompts --help\".\n");
    }

    @Test
    void help_is_printed() {
        assertThat(run(List.of("build", "--help"))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage: ops/prompts build")
                .endsWith("\n\nExit code: 0 done and right, 1 a fault or a failure, 2 wrong usage.\n");
    }

    @Test
    void what_fails_ends_with_1() {
        assertThat(run(List.of("build"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("prompts: there is no /nowhere/asterisk-config/prompts/catalogue.tsv\n");
    }

    @Test
    void values_come_after_an_equals_sign_or_in_the_next_word() throws Exception {
        var arguments = PromptsArguments.of(
                List.of("--check", "--to=/a/../b", "--asterisk", "ops/asterisk -c", "-q"), Path.of("/usual"));
        assertThat(arguments.command()).isEqualTo("check");
        assertThat(arguments.directory().root()).isEqualTo(Path.of("/b"));
        assertThat(arguments.asterisk()).containsExactly("ops/asterisk", "-c");
        assertThat(PromptsArguments.of(List.of("list"), Path.of("/usual"))
                        .directory()
                        .root())
                .isEqualTo(Path.of("/usual"));
    }

    private int run(List<String> words) {
        return PromptsProgram.run(
                words,
                Path.of("/nowhere"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
