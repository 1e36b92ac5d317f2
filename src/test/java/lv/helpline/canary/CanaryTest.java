package lv.helpline.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.lab.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `ops/canary` stands on: whoever is put into a medium is found there, and gone afterwards.
class CanaryTest {

    private static final List<CallPath> PATHS = CallPath.all();

    private final Cast cast = new Cast(PATHS);
    private final Search search = new Search(List.of(cast.control()));

    static Stream<CallPath> paths() {
        return PATHS.stream();
    }

    @Test
    void whoIsInTheMemoryOfAProcessIsFoundInEachForm() throws Exception {
        var process = new ProcessBuilder("sleep", "60").start();
        try {
            var memory = new Memory("memory", List.of(process.pid()));
            var found = new FoundCanaries(cast);
            try (var control = Control.in(process.pid(), cast.control())) {
                found.add(search.in(memory), List.of(control.place()));
            }
            assertThat(found.isRight()).as(found.table()).isTrue();
            assertThat(search.in(memory).hits()).isEmpty();
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void whoIsInAFileIsFoundInEachForm(@TempDir Path directory) throws IOException {
        var files = new WrittenFiles("files", List.of(directory), _ -> false);
        var found = new FoundCanaries(cast);
        try (var control = Control.in(directory, cast.control())) {
            found.add(search.in(files), List.of(control.place()));
        }
        assertThat(found.isRight()).as(found.table()).isTrue();
        assertThat(search.in(files).hits()).isEmpty();
    }

    /// Without its control a medium in which nobody is found proves nothing, and a caller who is found is named.
    @Test
    void aMediumWithoutItsControlOrWithACallerIsNotRight(@TempDir Path directory) throws IOException {
        var path = PATHS.getFirst();
        var caller = cast.of(path).getFirst();
        var files = new WrittenFiles("files", List.of(directory), _ -> false);
        var without = new FoundCanaries(cast);
        without.add(search.in(files), List.of("a place"));
        assertThat(without.isRight()).isFalse();
        assertThat(without.table()).contains("no control");
        Files.writeString(directory.resolve("leak"), "a call from " + caller.e164());
        var with = new FoundCanaries(cast);
        try (var control = Control.in(directory, cast.control())) {
            with.add(new Search(cast.all()).in(files), List.of(control.place()));
        }
        assertThat(with.isRight()).isFalse();
        assertThat(with.named())
                .containsExactly("files: %s %s, ASCII, in %s, 1 times"
                        .formatted(path.name(), path.places().getFirst(), directory.resolve("leak")));
        assertThat(with.table() + with.named()).doesNotContain(caller.number());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void the_help_lists_each_path_with_what_the_caller_does(CallPath path) throws IOException {
        var help = Files.readString(Tools.project().resolve("ops/canary")).replaceAll("\\s+", " ");
        assertThat(help).contains(" " + path.name() + " The caller " + path.what() + " ");
    }
}
