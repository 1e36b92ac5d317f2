package lv.helpline.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lv.helpline.identity.FirstAdministratorLink;
import lv.helpline.lab.Lab;
import lv.helpline.roster.Roster;

/// The demo after its table: the helpline stays up, and does what an installation's timers do.
final class Running {

    private static final Duration BETWEEN_REFRESHES = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS_WHOM_TO_CALL = Duration.ofSeconds(25);

    private final Lab lab;
    private final Progress progress;
    private final Path port;

    /// @param port the file in which `ops/demo call` finds where to ask for calls
    Running(Lab lab, Progress progress, Path port) {
        this.lab = lab;
        this.progress = progress;
        this.port = port;
    }

    /// Stays up until one of its programs ends.
    ///
    /// @throws IllegalStateException with that program's last words
    void until(CompletableFuture<String> failure) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> port.toFile().delete()));
        try (var control = new Control(lab);
                var timers = Executors.newScheduledThreadPool(1)) {
            Files.writeString(port, Integer.toString(control.port()));
            sayWhatToTry();
            start(timers, new Job("refresh", () -> lab.asterisk().job("refresh"), progress::say), BETWEEN_REFRESHES);
            start(
                    timers,
                    new Job("announcements", lab.prompts()::speakAnnouncements, progress::say),
                    BETWEEN_REFRESHES);
            start(timers, new Job("recordings", lab.prompts()::fetchRecordings, progress::say), BETWEEN_REFRESHES);
            start(
                    timers,
                    new Job("calls", () -> lab.asterisk().job("calls"), progress::say),
                    BETWEEN_LOOKS_WHOM_TO_CALL);
            try {
                throw new IllegalStateException(failure.get());
            } finally {
                timers.shutdownNow();
            }
        } finally {
            Files.deleteIfExists(port);
        }
    }

    private static void start(ScheduledExecutorService timers, Job job, Duration between) {
        var _ = timers.scheduleWithFixedDelay(job, 0, between.toSeconds(), TimeUnit.SECONDS);
    }

    private void sayWhatToTry() {
        var management = "http://127.0.0.1:" + lab.routers().managementPort() + "/actuator/";
        progress.tell("");
        progress.say("The helpline stays up; its clock says "
                + lab.clock().instant().atZone(Roster.ZONE).withNano(0).toLocalDateTime() + " in Rīga.");
        progress.tell("");
        progress.tell("  pages         " + lab.routers().pages());
        lab.routers()
                .bean(FirstAdministratorLink.class)
                .renewed()
                .ifPresent(link -> progress.tell("  first link    " + link + "   makes you the administrator, once"));
        progress.tell("  health        " + management + "health/callpath");
        progress.tell("  metrics       " + management + "prometheus");
        progress.tell("  files         " + lab.home());
        progress.tell("");
        progress.tell("Three things to try:");
        progress.tell("  1. Open the first link, and see on the page \"Now\" who is on duty.");
        progress.tell("  2. Call Latgale in the evening from another shell, and read what the caller hears:");
        progress.tell("     ops/demo call +37125723222 --at 2026-11-24T18:30 --press 2 --transcript");
        progress.tell("  3. Close a line on the page \"Calendar\", and call it again.");
        progress.tell("");
        progress.tell("Ctrl-C ends it.");
    }
}
