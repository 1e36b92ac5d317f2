package lv.helpline.shared;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Does the same again and again, aside, while the application runs. A round that fails, as all do while the database
/// is down, is followed by the next.
public abstract class PeriodicJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicJob.class);

    private final String name;
    private final Duration between;
    private @Nullable Thread going;

    /// @param between the rest after each round
    protected PeriodicJob(String name, Duration between) {
        this.name = name;
        this.between = between;
    }

    protected abstract void round();

    @Override
    public void start() {
        going = Thread.ofVirtual().name(name).start(this::go);
    }

    @Override
    public void stop() {
        if (going != null) {
            going.interrupt();
        }
        going = null;
    }

    @Override
    public boolean isRunning() {
        return going != null;
    }

    private void go() {
        try {
            while (true) {
                tryOne();
                Thread.sleep(between);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryOne() {
        try {
            round();
        } catch (RuntimeException notNow) {
            LOG.debug("The {} cannot go round now", name, notNow);
        }
    }
}
