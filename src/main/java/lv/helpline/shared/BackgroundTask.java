package lv.helpline.shared;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// What runs aside, on a virtual thread of its own, from the application's start to its stop, and stops nothing if it
/// fails.
public abstract class BackgroundTask implements SmartLifecycle {

    private final String name;
    private volatile @Nullable Thread thread;

    /// @param name the thread's
    protected BackgroundTask(String name) {
        this.name = name;
    }

    /// Returns when there is nothing more to do, or is interrupted when the application stops.
    protected abstract void run() throws InterruptedException;

    @Override
    public void start() {
        thread = Thread.ofVirtual().name(name).start(this::runUntilStopped);
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }

    private void runUntilStopped() {
        try {
            run();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
