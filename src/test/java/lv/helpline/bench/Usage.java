package lv.helpline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/// What the kernel says that a process uses.
final class Usage {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private Usage() {}

    /// Processor time, in steps of ten milliseconds.
    static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /// Memory that is resident, in bytes; 0 of a process that is ending.
    static long resident(long pid) throws IOException {
        var found = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        return found.find() ? Long.parseLong(found.group(1)) * 1024 : 0;
    }
}
