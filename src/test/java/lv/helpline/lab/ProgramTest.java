package lv.helpline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    @TempDir
    private Path directory;

    @Test
    void one_that_ends_by_itself_is_told_with_its_own_last_words() throws Exception {
        var told = new CompletableFuture<String>();
        var program = program(
                "echo all is well; echo 'Unable to bind main socket, errno = 98' >&2; echo 0 UDP errors; exit 255");
        program.onUnexpectedEnd(told::complete);
        assertThat(told.get(1, TimeUnit.MINUTES))
                .isEqualTo(
                        "The phone ended with exit code 255: Unable to bind main socket, errno = 98 (all that it said"
                                + " is in " + directory.resolve("out") + ")");
    }

    @Test
    void one_that_complains_of_nothing_is_told_with_its_last_lines() {
        var program = program("seq 5");
        program.process().onExit().join();
        assertThat(program.lastWords()).contains("exit code 0: 3 / 4 / 5 (");
    }

    @Test
    void colours_are_no_last_words() {
        var program = program("printf '\\033[1;31mFare\\033[0mwell\\n\\033[0m'");
        program.process().onExit().join();
        assertThat(program.lastWords()).contains("exit code 0: Farewell (");
    }

    @Test
    void one_that_is_stopped_is_not_told() {
        var told = new CompletableFuture<String>();
        var program = program("exec sleep 1000");
        program.onUnexpectedEnd(told::complete);
        program.stop(Duration.ofMinutes(1));
        assertThat(program.isAlive()).isFalse();
        assertThat(told).isNotDone();
    }

    @Test
    void one_that_is_deaf_is_killed() {
        var program = program("trap '' TERM; while :; do sleep 0.1; done");
        program.stop(Duration.ZERO);
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void one_that_is_not_installed_says_what_installs_it() {
        assertThatThrownBy(() -> new Program(
                        "SIPp", List.of(directory.resolve("sipp").toString()), directory, directory.resolve("out")))
                .hasMessageStartingWith("SIPp does not start: ")
                .hasMessageEndingWith("run ops/setup, which installs what is missing");
    }

    private Program program(String script) {
        return new Program("The phone", List.of("bash", "-c", script), directory, directory.resolve("out"));
    }
}
