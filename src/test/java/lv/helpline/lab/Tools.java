package lv.helpline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

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

    /// The root of an installed Asterisk, outside the tree, see `ops/setup`.
    static Path asteriskRoot() {
        var cache = Objects.requireNonNullElse(
                System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home") + "/.cache");
        return present(Path.of(cache, "helpline", "asterisk"), "run ops/setup");
    }

    /// How to start it without a chroot: its own loader, its own libraries.
    static List<String> asteriskCommand(Path root) {
        return List.of(
                only(root.resolve("lib64"), "ld-linux-*.so.*").toString(),
                "--library-path",
                libraries(root).toString(),
                root.resolve("usr/sbin/asterisk").toString());
    }

    static Path asteriskModules(Path root) {
        return libraries(root).resolve("asterisk/modules");
    }

    private static Path libraries(Path root) {
        return only(root.resolve("usr/lib"), "*-linux-gnu");
    }

    private static Path only(Path directory, String pattern) {
        try (var found = Files.newDirectoryStream(directory, pattern)) {
            return found.iterator().next();
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
