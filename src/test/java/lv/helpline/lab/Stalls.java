package lv.helpline.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// When this machine or this JVM stood still: a thread that wants to run every 5 ms notes when it could not. What a
/// test measures on the wire is the product's time only without these.
public final class Stalls {

    /// By `System.nanoTime()`.
    private record Stall(long from, long until) {}

    private static final long STEP = 5_000_000;

    /// What every machine does now and then.
    private static final long ORDINARY = 10_000_000;

    private static final List<Stall> SEEN = new ArrayList<>();

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private Stalls() {}

    /// From now on stalls are noted.
    static void start() {
        if (STARTED.compareAndSet(false, true)) {
            var watchdog = new Thread(Stalls::watch, "stalls");
            watchdog.setDaemon(true);
            watchdog.start();
        }
    }

    /// The time between two values of `System.nanoTime()`, without the stalls in it.
    public static Duration without(long from, long until) {
        return Duration.ofNanos(until - from - stalled(from, until));
    }

    private static long stalled(long from, long until) {
        var sum = 0L;
        synchronized (SEEN) {
            for (var at = SEEN.size() - 1; at >= 0 && SEEN.get(at).until() > from; at--) {
                var stall = SEEN.get(at);
                sum += Math.max(0, Math.min(until, stall.until()) - Math.max(from, stall.from()));
            }
        }
        return sum;
    }

    private static void watch() {
        var last = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(STEP);
            var now = System.nanoTime();
            if (now - last > STEP + ORDINARY) {
                synchronized (SEEN) {
                    SEEN.add(new Stall(last + STEP, now));
                }
            }
            last = now;
        }
    }
}
