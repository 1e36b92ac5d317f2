package lv.helpline.demo;

import java.io.IOException;
import java.util.function.Consumer;

/// What an installation's timer does. A failure is told once, and once more when the work succeeds again: a database
/// that stands still for a minute ends no demo.
final class Job implements Runnable {

    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    private final String name;
    private final Work work;
    private final Consumer<String> told;
    private boolean failing;

    /// @param told is told of the first failure and of the end of failures, in one line
    Job(String name, Work work, Consumer<String> told) {
        this.name = name;
        this.work = work;
        this.told = told;
    }

    @Override
    public void run() {
        try {
            work.run();
            if (failing) {
                told.accept("The job \"%s\" works again.".formatted(name));
            }
            failing = false;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failed) {
            if (!failing) {
                told.accept("The job \"%s\" failed and is tried again: %s".formatted(name, firstLineOf(failed)));
            }
            failing = true;
        }
    }

    private static String firstLineOf(Exception failed) {
        return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    }
}
