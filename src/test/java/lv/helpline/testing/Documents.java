package lv.helpline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The documents of the tree.
public final class Documents {

    private static final Pattern BLOCK_OF_CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");

    private Documents() {}

    /// Relative to the tree's root, without what is built.
    public static List<Path> all() throws IOException {
        var all = new ArrayList<Path>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                var name = directory.getFileName().toString();
                return name.startsWith(".") || directory.equals(Path.of("target"))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    all.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return all;
    }

    /// A document without its blocks of code.
    public static String prose(Path document) {
        return BLOCK_OF_CODE.matcher(text(document)).replaceAll("");
    }

    public static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What each has of this, with its own name before it.
    public static List<String> with(Function<Path, Stream<String>> what) throws IOException {
        return all().stream()
                .flatMap(document -> what.apply(document).map(each -> document + ": " + each))
                .toList();
    }
}
