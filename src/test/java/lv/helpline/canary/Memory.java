package lv.helpline.canary;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What processes have in memory, swapped out or not: every page that they can write, or that is of no file. Programs
/// and libraries, which nobody writes, are passed over. Whoever reads it needs the rights of a debugger.
///
/// @param processes by their process ids
public record Memory(String name, List<Long> processes) implements Search.Medium {

    private static final Pattern MAPPING =
            Pattern.compile("(\\p{XDigit}+)-(\\p{XDigit}+) (\\S{4}) (\\p{XDigit}+) (\\S+) (\\d+) *(.*)");

    /// Of which the kernel lets nobody read anything, or which it makes itself.
    private static final Set<String> OF_THE_KERNEL = Set.of("[vvar]", "[vvar_vclock]", "[vdso]", "[vsyscall]");

    private static final int PAGE = 4_096;

    /// A part of a process's addresses.
    private record Mapping(long begin, long end, String rights, String of, String name) {

        boolean isSearched() {
            var isOfAFile = !of.endsWith(" 0") && !rights.endsWith("s");
            return rights.startsWith("r") && !OF_THE_KERNEL.contains(name) && (rights.charAt(1) == 'w' || !isOfAFile);
        }

        boolean isShared() {
            return rights.endsWith("s");
        }
    }

    @Override
    public void read(Search.Reader reader) throws IOException {
        var shared = new HashSet<String>();
        for (var process : processes) {
            try (var memory = new RandomAccessFile("/proc/" + process + "/mem", "r")) {
                var stacks = stacks(process);
                for (var mapping : mappings(process)) {
                    // Processes that share memory have the same one.
                    if (mapping.isSearched() && (!mapping.isShared() || shared.add(mapping.of()))) {
                        var source = new Pages(memory, mapping);
                        while (source.hasMore()) {
                            reader.stretch(title(process, mapping, stacks), source);
                        }
                    }
                }
            } catch (NoSuchFileException | FileNotFoundException ended) {
                // PostgreSQL's processes come and go. Whose control is not found is noticed.
            }
        }
    }

    /// Which part of which process, as `4711 [heap]`, or `4711 stack of thread pjsip-7`.
    private static String title(long process, Mapping mapping, Map<Long, String> stacks) {
        return process + " "
                + stacks.entrySet().stream()
                        .filter(stack -> stack.getKey() >= mapping.begin() && stack.getKey() < mapping.end())
                        .map(stack -> "stack of thread " + stack.getValue())
                        .findFirst()
                        .orElse(mapping.name().isEmpty() ? "not of a file" : mapping.name());
    }

    /// What can be read without a hole; behind a page that cannot, the next stretch begins.
    private static final class Pages implements Search.Source {

        private final RandomAccessFile memory;
        private final long end;
        private long at;

        private Pages(RandomAccessFile memory, Mapping mapping) {
            this.memory = memory;
            at = mapping.begin();
            end = mapping.end();
        }

        boolean hasMore() {
            return at < end;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (at >= end) {
                return -1;
            }
            try {
                memory.seek(at);
                var read = memory.read(bytes, from, (int) Math.min(count, end - at));
                at = read < 0 ? end : at + read;
                return read;
            } catch (IOException unreadable) {
                at = Math.min(end, (at / PAGE + 1) * PAGE);
                return -1;
            }
        }
    }

    private static List<Mapping> mappings(long process) throws IOException {
        var mappings = new ArrayList<Mapping>();
        for (var line : Files.readAllLines(Path.of("/proc/" + process + "/maps"), US_ASCII)) {
            var parts = MAPPING.matcher(line);
            if (parts.matches()) {
                mappings.add(new Mapping(
                        Long.parseUnsignedLong(parts.group(1), 16),
                        Long.parseUnsignedLong(parts.group(2), 16),
                        parts.group(3),
                        parts.group(4) + " " + parts.group(5) + " " + parts.group(6),
                        parts.group(7)));
            }
        }
        return mappings;
    }

    /// Where each thread's stack is in use, with the thread's name. The kernel tells it of those that wait.
    private static Map<Long, String> stacks(long process) throws IOException {
        var stacks = new HashMap<Long, String>();
        for (var thread : threads(process)) {
            try {
                var call = Files.readString(thread.resolve("syscall"), US_ASCII)
                        .strip()
                        .split(" ", -1);
                if (call.length > 2) {
                    stacks.put(
                            Long.decode(call[call.length - 2]),
                            Files.readString(thread.resolve("comm"), US_ASCII).strip());
                }
            } catch (IOException ended) {
                // Threads come and go.
            }
        }
        return stacks;
    }

    private static List<Path> threads(long process) throws IOException {
        try (var threads = Files.list(Path.of("/proc/" + process + "/task"))) {
            return threads.toList();
        }
    }
}
