package lv.helpline.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import lv.helpline.HelplineApplication;
import lv.helpline.testing.MadeOnce;
import org.apache.commons.codec.digest.DigestUtils;

/// Lets Java remember the classes of routers and pages that tests start, as the package does at its installation:
/// half of the time that a start takes is theirs. Made once for these classes, in `target/archive`, by whichever
/// JVM needs it first.
final class Archive {

    private static final Path ALL = Tools.project().resolve("target/archive");
    private static final Path CLASSES = Tools.project().resolve("target/classes");

    private Archive() {}

    /// What such a Java is started with: options, the class path and the main class.
    static List<String> startOf(String command) throws IOException {
        var key = key();
        var jar = MadeOnce.in(ALL, "helpline-" + key + ".jar", Archive::pack);
        var libraries = libraries(jar);
        var archive = MadeOnce.in(ALL, command + "-" + key + ".jsa", made -> make(made, libraries, command));
        // Java takes it only where the jars are the same ones, and first.
        return List.of(
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                String.join(File.pathSeparator, libraries)
                        + File.pathSeparator
                        + Tools.project().resolve("target/test-classes"),
                HelplineApplication.class.getName(),
                command);
    }

    private static List<String> libraries(Path own) {
        return Stream.concat(
                        Stream.of(own.toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(each -> each.endsWith(".jar")))
                .toList();
    }

    /// A start without settings, database and anything else.
    private static void make(Path made, List<String> libraries, String command) throws IOException {
        var start = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:ArchiveClassesAtExit=" + made,
                "-Dspring.context.exit=onRefresh",
                "-cp",
                String.join(File.pathSeparator, libraries),
                HelplineApplication.class.getName(),
                command));
        start.addAll(List.of(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
                "--helpline.agi.port=0",
                "--helpline.agi.secret=" + "0".repeat(32),
                "--server.port=0",
                "--management.server.port=0",
                "--helpline.roster.snapshot-file=" + made.resolveSibling("roster.json")));
        var log = made.resolveSibling("log");
        new ProcessBuilder(start)
                .directory(Tools.project().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .onExit()
                .join();
        if (Files.notExists(made)) {
            throw new IllegalStateException("Java made no archive of its classes: " + Files.readString(log));
        }
    }

    private static void pack(Path made) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(made))) {
            out.setLevel(0);
            for (var file : classes()) {
                var name = CLASSES.relativize(file).toString();
                // Spring finds what is in a folder only where the folder has an entry too.
                out.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, out);
                }
            }
        }
    }

    private static List<Path> classes() throws IOException {
        try (var files = Files.walk(CLASSES)) {
            return files.filter(each -> !each.equals(CLASSES)).sorted().toList();
        }
    }

    private static String key() throws IOException {
        var digest = DigestUtils.getSha256Digest();
        DigestUtils.updateDigest(digest, System.getProperty("java.class.path") + Runtime.version());
        for (var file : classes()) {
            DigestUtils.updateDigest(digest, file + " " + Files.getLastModifiedTime(file));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
