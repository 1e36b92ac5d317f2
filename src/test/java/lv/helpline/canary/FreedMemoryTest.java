package lv.helpline.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.lab.Unit;
import lv.helpline.shared.FreedMemory;
import org.junit.jupiter.api.Test;

/// A process with the memory of the pages, which knows of a canary, lets go of them, and overwrites what was freed.
class FreedMemoryTest {

    private static final Canary CANARY = new Canary("58413297", "bcdfghjkl");

    @Test
    void whatIsFreedIsOverwritten() throws Exception {
        var unit = Unit.of("helpline-pages.service");
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(unit.options());
        command.addAll(List.of(
                // Little of it, for every byte is searched.
                "-Xms16m",
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                Forgetful.class.getName(),
                new StringBuilder(CANARY.number()).reverse().toString()));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(unit.memory());
        var process = builder.start();
        try (var says = process.inputReader(UTF_8);
                var hears = process.outputWriter(UTF_8)) {
            assertThat(says.readLine()).isEqualTo("known");
            assertThat(found(process)).isGreaterThan(1_000);
            hears.write('\n');
            hears.flush();
            assertThat(says.readLine()).isEqualTo("forgotten");
            assertThat(found(process)).isZero();
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static int found(Process process) throws IOException {
        return new Search(List.of(CANARY))
                .in(new Memory("memory", List.of(process.pid())))
                .hits()
                .size();
    }

    /// The process. It makes the number itself, which it is told the wrong way round.
    static final class Forgetful {

        private static final int TEXTS = 10_000;

        private Forgetful() {}

        public static void main(String... backwards) throws Exception {
            var kept = new ArrayList<String>();
            for (var round = 0; round < 3; round++) {
                kept.clear();
                for (var text = 0; text < TEXTS; text++) {
                    kept.add(text + " " + new StringBuilder(backwards[0]).reverse());
                }
                System.gc();
                for (var text = 0; text < TEXTS; text += 2) {
                    kept.set(text, new StringBuilder(backwards[0]).reverse() + " " + text);
                }
            }
            writeSomewhere(kept.getFirst());
            kept.clear();
            kept.trimToSize();
            try (var in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
                System.out.println("known");
                in.readLine();
                FreedMemory.overwrite();
                System.out.println("forgotten");
                in.readLine();
            }
        }

        /// As a socket does: by memory outside of Java's own.
        private static void writeSomewhere(String text) throws IOException {
            var file = Files.createTempFile("written-", "");
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text.repeat(100).getBytes(UTF_8)));
            } finally {
                Files.delete(file);
            }
        }
    }
}
