package lv.helpline.canary;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// Every form of one canary, put where canaries are searched for: a search that does not find them all proves nothing.
final class Control implements AutoCloseable {

    /// Below what a stack has in use its thread may soon write.
    private static final int UNTOUCHED = 16 * 1_024;

    private static final int TRIES = 100;

    private final String place;
    private final Removal removal;

    private Control(String place, Removal removal) {
        this.place = place;
        this.removal = removal;
    }

    @FunctionalInterface
    private interface Removal {
        void remove() throws IOException;
    }

    /// In a file of its own in that directory.
    static Control in(Path directory, Canary canary) throws IOException {
        var file = Files.write(
                Files.createDirectories(directory).resolve("control-of-the-canary"),
                bytes(canary),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        return new Control(file.toString(), () -> Files.delete(file));
    }

    /// In the memory of that process, where its first thread's stack is reserved and not in use.
    static Control in(long process, Canary canary) throws IOException, InterruptedException {
        var bytes = bytes(canary);
        var begin = beginOfStack(process);
        for (var tried = 0; tried < TRIES; tried++) {
            var inUse = inUse(process);
            if (inUse > begin && inUse - begin > bytes.length + UNTOUCHED) {
                write(process, begin, bytes);
                return new Control(process + " ", () -> write(process, begin, new byte[bytes.length]));
            }
            Thread.sleep(10);
        }
        throw new IOException("there is no room in the stack of process " + process);
    }

    /// How the places of its hits begin.
    String place() {
        return place;
    }

    private static void write(long process, long at, byte[] bytes) throws IOException {
        try (var memory = new RandomAccessFile("/proc/" + process + "/mem", "rw")) {
            memory.seek(at);
            memory.write(bytes);
        }
    }

    private static long beginOfStack(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process + "/maps"), US_ASCII).stream()
                .filter(line -> line.endsWith("[stack]"))
                .map(line -> Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16))
                .findFirst()
                .orElseThrow(() -> new IOException("process " + process + " has no stack"));
    }

    /// From where on the stack is in use; 0 while its thread runs.
    private static long inUse(long process) throws IOException {
        var call = Files.readString(Path.of("/proc/" + process + "/syscall"), US_ASCII)
                .strip()
                .split(" ", -1);
        return call.length < 3 ? 0 : Long.decode(call[call.length - 2]);
    }

    private static byte[] bytes(Canary canary) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(Form.values())
                .map(form -> form.examples(canary))
                .flatMap(List::stream)
                .forEach(example -> {
                    all.writeBytes(example);
                    all.write('\n');
                });
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        removal.remove();
    }
}
