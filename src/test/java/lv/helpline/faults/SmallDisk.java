package lv.helpline.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A file system of a few megabytes, which can be filled to the last byte. Only root mounts one; `ops/faults`
/// has mounts of its own, which end with it.
final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "size=4m";
    private static final int PIECE = 4_096;

    private final Path mounted;

    private SmallDisk(Path mounted) {
        this.mounted = mounted;
    }

    static SmallDisk mount(Path where) throws IOException {
        Files.createDirectories(where);
        run("mount", "-t", "tmpfs", "-o", SIZE, "none", where.toString());
        var disk = new SmallDisk(where);
        Files.createDirectory(disk.directory());
        Files.setPosixFilePermissions(disk.directory(), PosixFilePermissions.fromString("rwxrwxrwx"));
        return disk;
    }

    /// Empty at first.
    Path directory() {
        return mounted.resolve("of-the-server");
    }

    void fill() throws IOException {
        try (var file = Files.newOutputStream(filler())) {
            while (true) {
                file.write(new byte[PIECE]);
            }
        } catch (IOException full) {
            if (Files.getFileStore(mounted).getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return mounted.resolve("filler");
    }

    private static void run(String... command) throws IOException {
        var process = new ProcessBuilder(List.of(command)).inheritIO().start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed; it takes root");
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", "--lazy", mounted.toString());
    }
}
