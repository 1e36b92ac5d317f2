package lv.helpline.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The clock of one process, by libfaketime: it can be set while the process runs. The machine's clock is never
/// touched.
final class FakeClock {

    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final Path setting;

    /// @param setting a file that it reads
    FakeClock(Path setting) throws IOException {
        this.setting = setting;
        ahead(Duration.ZERO);
    }

    /// That of a process that goes by it. Without the last of these each timed wait of Java's returns at once.
    Map<String, String> environment() throws IOException {
        return Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                setting.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /// From the next second on it is so far ahead of the machine's.
    void ahead(Duration ahead) throws IOException {
        var aside = setting.resolveSibling(setting.getFileName() + ".new");
        Files.writeString(aside, "%+d".formatted(ahead.toSeconds()));
        Files.move(aside, setting, StandardCopyOption.ATOMIC_MOVE);
    }

    void set(Instant time) throws IOException {
        ahead(Duration.between(Instant.now(), time));
    }

    private static Path library() throws IOException {
        try (var found =
                Files.find(LIBRARIES, 3, (path, _) -> path.endsWith(Path.of("faketime", "libfaketime.so.1")))) {
            return found.findFirst()
                    .orElseThrow(() -> new IllegalStateException("libfaketime is not there: run ops/setup faults"));
        }
    }
}
