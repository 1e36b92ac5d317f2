package lv.helpline.prompts;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/// Which file is where, in the directory that Asterisk plays from. Every file is made in `work` and then renamed: an
/// interrupted build leaves no half a sentence, and a copy of the directory by hard links keeps its own files.
record SoundDirectory(Path root) {

    Path clip(String language, String id) {
        return root.resolve("sounds", language, "helpline", id + ".wav");
    }

    Path clip(Clip clip) {
        return clip(clip.language(), clip.id());
    }

    /// One of the pieces of a whisper, from 1 on.
    Path piece(Clip whisper, int number) {
        return clip(whisper.language(), whisper.id() + "-" + number);
    }

    Path music() {
        return root.resolve("moh/quiet/quiet.wav");
    }

    Path ringing(String language, RingingAudio audio) {
        return switch (audio) {
            case RINGING -> root.resolve("moh", language, "ringing.wav");
            case WAITED -> root.resolve("moh", language + "-waited", "waited.wav");
        };
    }

    /// The languages whose first words are synthetic.
    Path synthetic() {
        return root.resolve("sounds/synthetic");
    }

    /// What administrators accepted on the pages.
    Path accepted(String language, String id) {
        return root.resolve("recordings", language, id + ".wav");
    }

    Path stamp(Path file) {
        return root.resolve(".made").resolve(root.relativize(file));
    }

    Path work(String name) {
        return root.resolve(".made/work", name);
    }

    List<Path> find(String pattern) throws IOException {
        return find(root, pattern);
    }

    /// The files whose paths below a directory have that pattern, with a `*` for any name, in their order.
    static List<Path> find(Path directory, String pattern) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (var files = Files.walk(directory, pattern.split("/").length)) {
            return files.filter(file -> matcher.matches(directory.relativize(file)) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    static boolean hasContent(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) > 0;
    }

    /// As it stands in the directory, for who reads it.
    String name(Path file) {
        return root.relativize(file).toString();
    }

    /// Of the clip in a file, such as `lv/greeting`.
    static String nameOfClip(Path file) {
        return file.getName(file.getNameCount() - 3) + "/"
                + file.getFileName().toString().replaceFirst("\\.wav$", "");
    }

    static void put(Path made, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.move(made, file, ATOMIC_MOVE);
    }

    void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(stamp(file));
    }

    /// Waits until nobody else works here, and makes room for work, which goes when this process has done its own.
    @SuppressWarnings("resource")
    Work begin() throws IOException {
        Files.createDirectories(root.resolve(".made"));
        var file = FileChannel.open(root.resolve(".made/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var work = new Work(root.resolve(".made/work"), file.lock());
        // Left by a build that was interrupted.
        work.empty();
        Files.createDirectory(work.directory);
        return work;
    }

    record Work(Path directory, FileLock lock) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            empty();
            lock.acquiredBy().close();
        }

        private void empty() throws IOException {
            if (Files.isDirectory(directory)) {
                try (var files = Files.walk(directory)) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
