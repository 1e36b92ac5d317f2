package lv.helpline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.lab.Lab;
import lv.helpline.lab.Tools;
import lv.helpline.roster.Roster;
import org.asteriskjava.fastagi.AgiServer;

/// On what something is measured, and with which versions, as it is said above a table; asked before it begins.
final class Machine {

    private Machine() {}

    static List<String> heading() throws IOException {
        return List.of(
                "%s, %d cores of %s, Linux %s, Java %s."
                        .formatted(
                                LocalDate.now(Roster.ZONE),
                                Runtime.getRuntime().availableProcessors(),
                                processor(),
                                System.getProperty("os.version"),
                                Runtime.version()),
                "Commit %s. Processes that ran or wanted to when it began: %.1f."
                        .formatted(
                                commit(),
                                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    /// The same with what calls go through.
    static List<String> heading(Lab lab) throws IOException, InterruptedException {
        var asterisk =
                lab.asterisk().cli("core show version").lines().findFirst().orElseThrow();
        var both = new ArrayList<>(heading());
        both.add("%s, %s.".formatted(asterisk.replaceFirst(" built by .*", ""), jarOf(AgiServer.class)));
        return both;
    }

    /// The name of a library's jar, which has its version.
    private static String jarOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .getFileName()
                .toString()
                .replace(".jar", "");
    }

    private static String processor() throws IOException {
        return Files.readString(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .findFirst()
                .orElse("an unknown kind");
    }

    private static String commit() throws IOException {
        var git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=8")
                .directory(Tools.project().toFile())
                .start();
        var said = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
        return said.isEmpty() ? "unknown" : said;
    }
}
