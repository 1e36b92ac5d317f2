package lv.helpline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import lv.helpline.testing.GeneratedPart;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// What `src/README.md` says of the modules is so.
class ModulesTest {

    private static final Path README = Path.of("src/README.md");

    private static final JavaClasses PROGRAM =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("lv.helpline");

    /// `-Dmodules.write=true` draws it anew.
    @Test
    void the_picture_of_modules_is_that_of_the_code() throws IOException {
        GeneratedPart.isCurrent(
                README,
                "modules",
                "```mermaid\nflowchart TD\n"
                        + withoutDetours(uses()).entrySet().stream()
                                .flatMap(from ->
                                        from.getValue().stream().map(to -> "  " + from.getKey() + " --> " + to + "\n"))
                                .collect(joining())
                        + "```\n");
    }

    @Test
    void each_module_has_its_row() throws IOException {
        assertThat(Files.readString(README, UTF_8).lines())
                .filteredOn(line -> line.startsWith("| `"))
                .extracting(line -> line.substring(3, line.indexOf('`', 3)))
                .containsAll(uses().keySet());
    }

    /// No two modules use each other, and none uses what another keeps to itself.
    @Test
    void no_module_uses_what_another_does_not_offer() {
        var modules = ApplicationModules.of("lv.helpline", new DoNotIncludeTests());
        assertThat(modules.detectViolations().getMessages()).isEmpty();
        System.out.printf(
                "Spring Modulith: %d modules, no violation%n", modules.stream().count());
    }

    private static Map<String, Set<String>> uses() {
        var uses = new TreeMap<String, Set<String>>();
        for (var type : PROGRAM) {
            module(type)
                    .forEach(from -> uses.computeIfAbsent(from, first -> new TreeSet<>())
                            .addAll(type.getDirectDependenciesFromSelf().stream()
                                    .map(Dependency::getTargetClass)
                                    .flatMap(ModulesTest::module)
                                    .filter(to -> !to.equals(from))
                                    .collect(toCollection(TreeSet::new))));
        }
        return uses;
    }

    private static Stream<String> module(JavaClass type) {
        var name = type.getPackageName();
        return name.startsWith("lv.helpline.")
                ? Stream.of(name.replaceFirst("^lv\\.helpline\\.(\\w+).*", "$1"))
                : Stream.empty();
    }

    /// Without what is used through something else that is used, too.
    private static Map<String, Set<String>> withoutDetours(Map<String, Set<String>> uses) {
        var drawn = new TreeMap<String, Set<String>>();
        uses.forEach((from, all) -> drawn.put(
                from,
                all.stream()
                        .filter(to -> all.stream().noneMatch(by -> !by.equals(to) && reaches(uses, by, to)))
                        .collect(toCollection(TreeSet::new))));
        return drawn;
    }

    private static boolean reaches(Map<String, Set<String>> uses, String from, String to) {
        return uses.getOrDefault(from, Set.of()).stream().anyMatch(next -> next.equals(to) || reaches(uses, next, to));
    }
}
