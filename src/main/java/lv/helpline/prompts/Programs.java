package lv.helpline.prompts;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Other programs that do a part of the work.
final class Programs {

    private Programs() {}

    /// Fails, naming all that are absent at once, so that nobody installs them one by one.
    static void need(String... names) {
        var missing = Arrays.stream(names).filter(name -> !isInstalled(name)).toList();
        if (!missing.isEmpty()) {
            throw new Failure("missing here: " + String.join(" ", missing) + "; run ops/setup, which installs them");
        }
    }

    static boolean isInstalled(String name) {
        return Arrays.stream(
                        System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    /// What the program writes to its standard output.
    ///
    /// @param in what it reads from its standard input
    /// @throws Failure if it fails
    static byte[] run(byte[] in, List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var toIt = process.getOutputStream()) {
            toIt.write(in);
        } catch (IOException _) {
            // It ended before it had read all: its exit code says whether that is right.
        }
        var out = process.getInputStream().readAllBytes();
        if (process.onExit().join().exitValue() != 0) {
            throw new Failure(command.getFirst() + " failed");
        }
        return out;
    }

    /// The samples that `sox` makes at 8 kHz.
    ///
    /// @param from    a file, or `-n` for nothing
    /// @param effects and their arguments
    static double[] sox(String from, String... effects) throws IOException {
        var command = new ArrayList<>(List.of("sox", "--no-dither", from, "--rate", Integer.toString(Sound.RATE)));
        command.addAll(
                List.of("--type", "raw", "--encoding", "floating-point", "--bits", "64", "--endian", "little", "-"));
        command.addAll(List.of(effects));
        var raw = ByteBuffer.wrap(run(new byte[0], command))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
        var samples = new double[raw.remaining()];
        raw.get(samples);
        return samples;
    }
}
