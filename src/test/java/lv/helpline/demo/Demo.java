package lv.helpline.demo;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import lv.helpline.lab.Tools;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the whole helpline, places a call to each number at three times of the week, and says what each caller got.
/// `ops/demo` is its command line.
public final class Demo {

    private Demo() {}

    public static void main(String... arguments) throws IOException {
        var options = Options.of(arguments);
        // What PostgreSQL says at its start is of no interest here.
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var home = Files.createDirectories(Tools.project().resolve("target/demo"));
        var run = Files.createTempDirectory(home, "run-");
        System.exit(run(options, home, run));
    }

    /// @param home where `ops/demo call` finds the demo
    /// @param run  for what this run writes
    /// @return the exit code
    private static int run(Options options, Path home, Path run) throws IOException {
        var progress = new Progress(options.begun());
        var failure = new CompletableFuture<String>();
        try (var labs = new Labs(run, progress, failure::complete);
                var table = new Table(labs, progress)) {
            var _ = failure.thenAccept(reason -> table.fail(new IllegalStateException(reason)));
            var wrong = table.print();
            if (!options.once()) {
                var lab = labs.keepLast();
                lab.prompts().playOwn();
                options.at().ifPresentOrElse(lab.clock()::set, lab.clock()::setToReal);
                new Running(lab, progress, home.resolve("port")).until(failure);
            }
            return wrong == 0 ? 0 : 1;
        } catch (Exception | AssertionError failed) {
            var written = Files.writeString(run.resolve("failure.txt"), stackOf(failed));
            System.err.printf(
                    "demo: %s. Try again; if it fails again, %s says where it failed.%n", reasonOf(failed), written);
            return 1;
        }
    }

    /// In one line.
    private static String reasonOf(Throwable failed) {
        var cause = failed instanceof ExecutionException && failed.getCause() != null ? failed.getCause() : failed;
        return String.valueOf(cause.getMessage())
                .strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("[.]$", "");
    }

    private static String stackOf(Throwable failed) {
        var stack = new StringWriter();
        failed.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }

    /// @param begun when the command began
    /// @param at    the router's clock while the demo stays up; the real time without it
    /// @param once  whether it ends after the table
    private record Options(Instant begun, Optional<LocalDateTime> at, boolean once) {

        static Options of(String... arguments) {
            var begun = Instant.now();
            LocalDateTime at = null;
            var once = false;
            for (int i = 0; i < arguments.length; i++) {
                var value = i + 1 < arguments.length ? arguments[i + 1] : null;
                switch (arguments[i]) {
                    case "--once" -> once = true;
                    case "--at" -> {
                        at = time(value);
                        i++;
                    }
                    case "--begun" -> {
                        begun = begun(value);
                        i++;
                    }
                    default -> throw misuse("unknown argument " + arguments[i]);
                }
            }
            return new Options(begun, Optional.ofNullable(at), once);
        }

        private static LocalDateTime time(@Nullable String text) {
            try {
                return LocalDateTime.parse(text == null ? "" : text);
            } catch (DateTimeException wrong) {
                throw misuse("--at wants a date and time in Rīga such as 2026-11-24T18:30");
            }
        }

        /// @param seconds since 1970, perhaps with a fraction
        private static Instant begun(@Nullable String seconds) {
            try {
                return Instant.EPOCH.plus(Duration.ofMillis(Math.round(1_000 * Double.parseDouble(seconds + ""))));
            } catch (NumberFormatException wrong) {
                throw misuse("--begun wants seconds since 1970");
            }
        }

        private static RuntimeException misuse(String message) {
            System.err.println("demo: " + message);
            System.exit(2);
            return new IllegalStateException(message);
        }
    }
}
