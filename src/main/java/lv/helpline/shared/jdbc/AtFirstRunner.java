package lv.helpline.shared.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.shared.AtFirst;
import lv.helpline.shared.BackgroundTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Does what is to be done [AtFirst], each as often as it takes until the database answers.
@Component
final class AtFirstRunner extends BackgroundTask {

    private static final Logger LOG = LoggerFactory.getLogger(AtFirstRunner.class);

    private final List<AtFirst> all;

    AtFirstRunner(List<AtFirst> all) {
        super("at-first");
        this.all = List.copyOf(all);
    }

    @Override
    protected void run() throws InterruptedException {
        var left = new ArrayList<>(all);
        var backoff = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(30));
        while (true) {
            left.removeIf(AtFirstRunner::isDone);
            if (left.isEmpty()) {
                return;
            }
            backoff = backoff.failed();
            Thread.sleep(backoff.delay());
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
