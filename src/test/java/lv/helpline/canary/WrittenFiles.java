package lv.helpline.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Predicate;

/// The files below some directories, their names included. Links are not followed; what is deleted meanwhile is passed
/// over.
///
/// @param directories of which some may not be there
/// @param passedOver  directories and files that are somebody else's
public record WrittenFiles(String name, List<Path> directories, Predicate<Path> passedOver) implements Search.Medium {

    @Override
    public void read(Search.Reader reader) throws IOException {
        walk(path -> {
            try (var name =
                    new ByteArrayInputStream(path.getFileName().toString().getBytes(UTF_8))) {
                reader.stretch(path + " (its name)", name::read);
            }
            try (var file = Files.newInputStream(path)) {
                reader.stretch(path.toString(), file::read);
            }
        });
    }

    /// Does something with a file.
    @FunctionalInterface
    private interface Action {
        void take(Path file) throws IOException;
    }

    private void walk(Action action) throws IOException {
        var visitor = new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return passedOver.test(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !passedOver.test(path)) {
                    try {
                        action.take(path);
                    } catch (NoSuchFileException gone) {
                        return visitFileFailed(path, gone);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            // A journal of Asterisk's or PostgreSQL's may be deleted meanwhile.
            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failed) throws IOException {
                return failed instanceof NoSuchFileException
                        ? FileVisitResult.CONTINUE
                        : super.visitFileFailed(path, failed);
            }
        };
        for (var directory : directories) {
            Files.walkFileTree(directory, visitor);
        }
    }
}
