package lv.helpline.lab;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/// One thread of a child process, which stands still until this is closed while all others go on. A signal
/// would stop them all, so it is traced as by a debugger, ptrace(2), and whoever traces has to be one thread
/// too.
public final class FrozenThread implements AutoCloseable {

    private static final int DETACH = 17;
    private static final int SEIZE = 0x4206;
    private static final int INTERRUPT = 0x4207;

    @SuppressWarnings("restricted")
    private static final MethodHandle PTRACE = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("ptrace"),
                    FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));

    private final ExecutorService tracer =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("tracer").factory());
    private final Path task;

    /// @param name as the kernel has it, of the oldest such thread: those that it began have its name too
    public FrozenThread(Process process, String name) throws IOException {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            task = tasks.filter(each -> read(each.resolve("comm")).strip().equals(name))
                    .min(Comparator.comparingLong(FrozenThread::begun))
                    .orElseThrow(() -> new IllegalStateException("there is no thread named " + name));
        }
        trace(SEIZE);
        trace(INTERRUPT);
        Awaitility.await("the thread " + name + " stands still")
                .until(() -> read(task.resolve("stat")).contains(") t "));
    }

    /// In ticks since the machine began, proc(5): numbers of threads begin again at some time.
    private static long begun(Path task) {
        var stat = read(task.resolve("stat"));
        if (stat.isEmpty()) {
            return Long.MAX_VALUE;
        }
        var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
        return Long.parseLong(fields.get(19));
    }

    private static int id(Path task) {
        return Integer.parseInt(task.getFileName().toString());
    }

    private void trace(int what) {
        var thread = id(task);
        if (inTracer(() -> call(what, thread)) != 0) {
            throw new IllegalStateException("ptrace is refused; does kernel.yama.ptrace_scope forbid it?");
        }
    }

    private static long call(int what, int thread) {
        try {
            return (long) PTRACE.invokeExact(what, thread, 0L, 0L);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private <T> T inTracer(Callable<T> work) {
        try {
            return tracer.submit(work).get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Empty for a thread that has ended.
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            trace(DETACH);
        } finally {
            tracer.shutdown();
        }
    }
}
