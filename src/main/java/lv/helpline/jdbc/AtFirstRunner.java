package lv.helpline.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.admin.AtFirst;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/// Does what is to be done [AtFirst], each as often as it takes until the database answers.
final class AtFirstRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AtFirstRunner.class);

    private final List<AtFirst> all;
    private @Nullable Thread running;

    AtFirstRunner(List<AtFirst> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void start() {
        running = Thread.ofVirtual().name("at-first").start(this::run);
    }

    @Override
    public void stop() {
        if (running != null) {
            running.interrupt();
        }
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private void run() {
        var left = new ArrayList<>(all);
        var backoff = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(30));
        try {
            while (true) {
                left.removeIf(AtFirstRunner::isDone);
                if (left.isEmpty()) {
                    return;
                }
                backoff = backoff.failed();
                Thread.sleep(backoff.delay());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isDone(AtFirst each) {
        try {
            each.run();
            return true;
        } catch (DataAccessException notYet) {
            return false;
        } catch (RuntimeException notYet) {
            LOG.warn("Something cannot be done at first: {}", notYet.toString());
            return false;
        }
    }
}
