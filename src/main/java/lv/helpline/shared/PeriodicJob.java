package lv.helpline.shared;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the same again and again, aside, while the application runs. A round that fails, as all do while the database
/// is down, is followed by the next.
public abstract class PeriodicJob extends BackgroundTask {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicJob.class);

    private final String name;
    private final Duration between;

    /// @param between the rest after each round
    protected PeriodicJob(String name, Duration between) {
        super(name);
        this.name = name;
        this.between = between;
    }

    protected abstract void round();

    @Override
    protected final void run() throws InterruptedException {
        while (true) {
            tryOne();
            Thread.sleep(between);
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
