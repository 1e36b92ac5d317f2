package lv.helpline.asterisk.sipprobe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `ops/packaging/restart-asterisk` does with each second sign. Against a console that says what a test says; that
/// a real Asterisk says it is [lv.helpline.telephony.AsteriskHangsIT]'s.
class RestartAsteriskTest {

    /// As Asterisk 22 prints it. The first two numbers are what came in and what of it was lost.
    private static final String CALL = """

                                                 ...........Receive......... .........Transmit..........
         BridgeId ChannelId ........ UpTime.. Codec.   Count    Lost Pct  Jitter   Count    Lost Pct  Jitter RTT....
         ===========================================================================================================

         8d3c5f2a trunk-00000001     00:00:59 alaw     ARRIVED  0    0   0.000   $$        0    0   0.000   0.000

        Objects found: 1
        """;

    @TempDir
    private Path directory;

    private Path request = Path.of("");
    private Path restarted = Path.of("");

    @BeforeEach
    void theRouterAsks() throws IOException {
        request = Files.createFile(directory.resolve("asterisk-hangs"));
        restarted = directory.resolve("restarted");
    }

    /// What the console answers, as a command of the shell; `$n` counts how often it was asked.
    private String run(String console) throws Exception {
        var script = Files.writeString(directory.resolve("console"), """
                #!/bin/sh
                n=$(cat %1$s/asked 2> /dev/null || echo 0)
                n=$((n + 1))
                echo $n > %1$s/asked
                %2$s
                """.formatted(directory, console));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        var builder = new ProcessBuilder("ops/packaging/restart-asterisk").redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("REQUEST", request.toString());
        environment.put("RUNTIME_DIRECTORY", directory.toString());
        environment.put("CONSOLE", script.toString());
        environment.put("KILL", "echo killed");
        environment.put("PATIENCE", "1");
        environment.put("BETWEEN", "0.01");
        environment.put("LOOKS", "3");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(request).doesNotExist();
        return said;
    }

    private static String call(String arrived) {
        return "cat << END\n" + CALL.replace("ARRIVED", arrived) + "END";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                exit 1                    | its console does not answer
                sleep 9                   | its console does not answer
                echo No objects found.    | nobody is in a call
                """)
    void aSecondSignRestartsIt(String console, String why) throws Exception {
        assertThat(run(console)).contains("Asterisk hangs and is restarted", why, "killed");
        assertThat(restarted).exists();
    }

    @Test
    void aCallFromWhichNoSoundArrivesIsNoReasonAgainstIt() throws Exception {
        assertThat(run(call("2941"))).contains("no sound arrives from anybody", "killed");
    }

    @Test
    void aConsoleThatFallsSilentMeanwhileIsASign() throws Exception {
        assertThat(run("[ $n -lt 2 ] || exit 1\n" + call("2941"))).contains("does not answer any more", "killed");
    }

    /// The probe is broken, and people talk.
    @ParameterizedTest
    @CsvSource({"294$n", "$((n / 3))K"})
    void whileSoundArrivesNothingIsRestarted(String arrived) throws Exception {
        assertThat(run(call(arrived)))
                .contains("is not restarted: its console answers")
                .doesNotContain("killed");
        assertThat(restarted).doesNotExist();
    }

    /// Whatever was restarted meanwhile besides.
    @Test
    void onceAnHourAtMost() throws Exception {
        run("exit 1");
        Files.createFile(request);
        Files.delete(directory.resolve("asked"));
        assertThat(run("exit 1")).contains("within the last hour").doesNotContain("killed");
        assertThat(directory.resolve("asked")).doesNotExist();
        Files.createFile(request);
        Files.setLastModifiedTime(restarted, FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));
        assertThat(run("exit 1")).contains("killed");
        assertThat(Files.getLastModifiedTime(restarted).toInstant())
                .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    }

    /// systemd runs it when the router's directory goes, too.
    @Test
    void nobodyAsked() throws Exception {
        Files.delete(request);
        assertThat(run("exit 1")).isEmpty();
    }
}
