package lv.helpline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A sample of `ops/`, to be run as it stands but for the addresses, ports and files of a test.
public record Sample(String text) {

    public static Sample of(String file) {
        try {
            return new Sample(Files.readString(Path.of(file)));
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /// @param part has to be there, or the test would run another thing than it means to
    public Sample with(String part, String instead) {
        assertThat(text).contains(part);
        return new Sample(text.replace(part, instead));
    }

    /// Without the lines that contain it.
    public Sample without(String part) {
        assertThat(text).contains(part);
        return new Sample(text.replaceAll("(?m)^.*" + Pattern.quote(part) + ".*\n", ""));
    }

    public Path writtenTo(Path file) {
        try {
            return Files.writeString(file, text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
