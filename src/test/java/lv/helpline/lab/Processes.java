package lv.helpline.lab;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends processes that the lab started.
final class Processes {

    private Processes() {}

    /// Asks politely, insists after `patience`, and does not return before the process is gone.
    static void stop(@Nullable Process process, Duration patience) {
        if (process == null) {
            return;
        }
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (process.isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }
}
