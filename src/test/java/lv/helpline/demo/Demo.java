package lv.helpline.demo;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import lv.helpline.admin.FirstAdministratorLink;
import lv.helpline.lab.Attendant;
import lv.helpline.lab.Lab;
import lv.helpline.lab.Tools;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the whole helpline, places a call to each number at three times of the week, and says what each caller got.
/// `ops/demo` is its command line.
public final class Demo {

    /// A weekday morning, a weekday evening, a Saturday.
    private static final List<LocalDateTime> TIMES = List.of(
            LocalDateTime.parse("2026-11-24T10:00"),
            LocalDateTime.parse("2026-11-24T18:00"),
            LocalDateTime.parse("2026-11-28T12:00"));

    private Demo() {}

    public static void main(String... arguments) throws Exception {
        var options = Options.of(arguments);
        var home = Tools.project().resolve("target/demo");
        Files.createDirectories(home);
        var port = home.resolve("port");
        Files.deleteIfExists(port);
        // What PostgreSQL says at its start is of no interest here.
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        say("Starting PostgreSQL, the router and Asterisk 22 …");
        int wrong;
        try (var lab = new Lab(Files.createTempDirectory(home, "run-"))) {
            for (var phone : new Consultants(lab).phones()) {
                Attendant.at(lab.answering(phone, Duration.ofSeconds(1)));
            }
            lab.playOwnSounds();
            say("Up. A call to each number:");
            wrong = new Table(lab).print(TIMES);
            if (!options.once()) {
                options.at().ifPresentOrElse(lab::at, () -> lab.clock().setToReal());
                stay(lab, port);
            }
        }
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static void stay(Lab lab, Path port) throws IOException, InterruptedException {
        Thread.ofVirtual().name("calls").start(() -> letItPhone(lab));
        try (var control = new Control(lab)) {
            Files.writeString(port, Integer.toString(control.port()));
            say("");
            say("The helpline stays up, at " + lab.clock().instant().atZone(lv.helpline.duty.Roster.ZONE) + ".");
            say("  pages    " + lab.pages());
            lab.router()
                    .getBean(FirstAdministratorLink.class)
                    .current()
                    .ifPresent(link -> say("  first administrator, once   " + link));
            say("  health   http://127.0.0.1:" + lab.managementPort() + "/actuator/health/callpath");
            say("  metrics  http://127.0.0.1:" + lab.managementPort() + "/actuator/prometheus");
            say("  files    " + lab.home());
            say("  call     ops/demo call +37125723222 --at 2026-11-24T18:30");
            say("Ctrl-C ends it.");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> port.toFile().delete()));
            while (true) {
                lab.job("refresh");
                speakAsAdministratorsSay(lab);
                Thread.sleep(Duration.ofMinutes(1));
            }
        }
    }

    /// As the timers do. A clip that cannot be taken over is told, on its page too, and the others are.
    private static void speakAsAdministratorsSay(Lab lab) throws IOException {
        for (var timer : List.<Timer>of(lab::speakAnnouncements, lab::takeRecordings)) {
            try {
                timer.run();
            } catch (IllegalStateException refused) {
                say(String.valueOf(refused.getMessage()));
            }
        }
    }

    @FunctionalInterface
    private interface Timer {
        void run() throws IOException;
    }

    /// As the timer does: the helpline phones its own people as long as the demo stays up.
    private static void letItPhone(Lab lab) {
        try {
            while (true) {
                lab.job("calls");
                Thread.sleep(Duration.ofSeconds(25));
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static void say(String line) {
        System.out.println(line);
    }

    /// @param at   the router's clock while the demo stays up; the real time without it
    /// @param once whether it ends after the table
    private record Options(Optional<LocalDateTime> at, boolean once) {

        static Options of(String... arguments) {
            LocalDateTime at = null;
            var once = false;
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--once" -> once = true;
                    case "--at" -> at = time(i + 1 < arguments.length ? arguments[++i] : null);
                    default -> throw misuse("unknown argument " + arguments[i]);
                }
            }
            return new Options(Optional.ofNullable(at), once);
        }

        private static LocalDateTime time(@Nullable String text) {
            try {
                return LocalDateTime.parse(text == null ? "" : text);
            } catch (DateTimeParseException wrong) {
                throw misuse("--at wants a date and time in Rīga such as 2026-11-24T18:30");
            }
        }

        private static RuntimeException misuse(String message) {
            System.err.println("demo: " + message);
            System.exit(2);
            return new IllegalStateException(message);
        }
    }
}
