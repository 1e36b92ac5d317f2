package lv.helpline.shared.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.shared.BackgroundTask;
import lv.helpline.shared.StartupTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Runs each [StartupTask] as often as it takes until the database answers.
@Component
final class StartupTaskRunner extends BackgroundTask {

    private static final Logger LOG = LoggerFactory.getLogger(StartupTaskRunner.class);

    private final List<StartupTask> all;

    StartupTaskRunner(List<StartupTask> all) {
        super("startup-tasks");
        this.all = List.copyOf(all);
    }

    @Override
    protected void run() throws InterruptedException {
        var left = new ArrayList<>(all);
        var backoff = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(30));
        while (true) {
            left.removeIf(StartupTaskRunner::isDone);
            if (left.isEmpty()) {
                return;
            }
            backoff = backoff.failed();
            Thread.sleep(backoff.delay());
        }
    }

    private static boolean isDone(StartupTask each) {
        try {
            each.run();
            return true;
        } catch (DataAccessException notYet) {
            return false;
        } catch (RuntimeException notYet) {
            LOG.warn("A start-up task cannot be done yet: {}", notYet.toString());
            return false;
        }
    }
}
