package lv.helpline.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lv.helpline.lab.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {

    static Stream<FaultCase> cases() {
        return Faults.cases().stream();
    }

    @Test
    void each_case_has_a_name_of_its_own() {
        assertThat(cases().map(FaultCase::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_help_lists_each_case_with_what_it_breaks(FaultCase each) throws IOException {
        var help = Files.readString(Tools.project().resolve("ops/faults"));
        assertThat(help.replaceAll("\\s+", " ")).contains(" " + each.name() + " " + each.broken() + " ");
    }

    /// A class, or one of its methods.
    @ParameterizedTest
    @MethodSource("cases")
    void each_case_is_tested_in_short(FaultCase each) throws IOException {
        var parts = each.shortForm().split("\\.", 2);
        assertThat(sourceOf(parts[0])).contains(parts.length == 1 ? "class " + parts[0] : "void " + parts[1] + "(");
    }

    private static String sourceOf(String test) throws IOException {
        try (var found = Files.find(
                Tools.project().resolve("src/test/java"), 9, (path, _) -> path.endsWith(Path.of(test + ".java")))) {
            var source = found.findFirst();
            return source.isPresent() ? Files.readString(source.get()) : "";
        }
    }
}
