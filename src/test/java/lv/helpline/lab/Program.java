package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A program that the lab started: known by its own process id, with all that it says in a file.
final class Program {

    /// How a program complains.
    private static final Pattern COMPLAINT =
            Pattern.compile("(?i)\\b(unable|error|errno|cannot|can't|refused|denied|aborting|exception)\\b");

    /// How a program colours what it says on a terminal: control sequences of ECMA-48.
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

    private static final int LAST_WORDS = 3;

    private final String name;
    private final Path output;
    private final Process process;
    private volatile boolean told;

    /// @param name   as a user knows it, such as `Asterisk`
    /// @param output what it says is added to this file
    Program(String name, List<String> command, Path directory, Path output) {
        this(name, command, Map.of(), directory, output);
    }

    /// @param environment in addition to this JVM's
    Program(String name, List<String> command, Map<String, String> environment, Path directory, Path output) {
        this.name = name;
        this.output = output;
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException notThere) {
            throw new IllegalStateException(
                    "%s does not start: %s; run ops/setup, which installs what is missing"
                            .formatted(name, notThere.getMessage()),
                    notThere);
        }
    }

    /// Has somebody told, in one sentence, when it ends without having been told to.
    void onUnexpectedEnd(Consumer<String> listener) {
        var _ = process.onExit().thenRun(() -> {
            if (!told) {
                listener.accept(lastWords());
            }
        });
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// How it ended and what it said last, in one sentence.
    String lastWords() {
        return "%s ended with exit code %d: %s (all that it said is in %s)"
                .formatted(name, process.exitValue(), complaints(), output);
    }

    private String complaints() {
        try {
            var said = Files.readString(output, UTF_8)
                    .lines()
                    .map(line -> COLOUR.matcher(line).replaceAll("").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
            var complaints = said.stream()
                    .filter(line -> COMPLAINT.matcher(line).find())
                    .distinct()
                    .toList();
            var last = complaints.isEmpty() ? said : complaints;
            return last.isEmpty()
                    ? "it said nothing"
                    : String.join(" / ", last.subList(Math.max(0, last.size() - LAST_WORDS), last.size()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Asks politely, insists after `patience`, and does not return before the process is gone.
    void stop(Duration patience) {
        told = true;
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (process.isAlive()) {
            kill();
        }
    }

    /// `kill -9`: it has no chance to say anything.
    void kill() {
        told = true;
        process.destroyForcibly().onExit().join();
    }
}
