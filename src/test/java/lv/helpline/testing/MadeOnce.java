package lv.helpline.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.util.FileSystemUtils;

/// What all JVMs that test this tree use, and one of them makes.
public final class MadeOnce {

    private MadeOnce() {}

    /// Makes a file or a directory, of the name that it is to have.
    @FunctionalInterface
    public interface Maker {
        void make(Path made) throws IOException;
    }

    /// A file or a directory that whoever needs it first makes, while the others wait. It is there whole or not at all.
    ///
    /// @param name says what it was made of: it is never made anew
    public static Path in(Path directory, String name, Maker maker) throws IOException {
        var there = Files.createDirectories(directory).toAbsolutePath().resolve(name);
        try (var channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (Files.notExists(there)) {
                var making = Files.createTempDirectory(directory.toAbsolutePath(), "making-");
                maker.make(making.resolve(name));
                Files.move(making.resolve(name), there);
                FileSystemUtils.deleteRecursively(making);
            }
        }
        return there;
    }
}
