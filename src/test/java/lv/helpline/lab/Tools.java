package lv.helpline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where `ops/setup` put what the lab needs.
public final class Tools {

    private Tools() {}

    /// The project's directory.
    public static Path project() {
        return Path.of("").toAbsolutePath();
    }

    /// What `ops/prompts build` made.
    static Path sounds() {
        return present(project().resolve("target/sounds"), "run ops/prompts build");
    }

    /// A copy of them, which costs no room until a sound in it becomes another.
    static Path copyOfSounds(Path copy) throws IOException {
        run("cp", "--archive", "--link", sounds().toString(), copy.toString());
        return copy;
    }

    /// How to start Asterisk, see `ops/asterisk --help`.
    static String asterisk() {
        return project().resolve("ops/asterisk").toString();
    }

    /// Where the installed Asterisk is, outside the tree.
    static Path asteriskRoot() {
        return Path.of(ask(asterisk(), "--root"));
    }

    static Path asteriskModules() {
        return Path.of(ask(asterisk(), "--modules"));
    }

    /// Runs a command of the project's, and throws with what it said if it fails.
    static void run(String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(project().toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
        }
    }

    private static String ask(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path present(Path path, String remedy) {
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is not there: " + remedy);
        }
        return path;
    }
}
