package lv.helpline.prompts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Work that can be done in any order, on every core.
final class OnAllCores {

    private OnAllCores() {}

    /// What all of it gave, in its order. What fails keeps back nothing else, and then fails the whole.
    static <T> List<T> run(List<Callable<T>> work) {
        try (var cores = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var results = new ArrayList<T>();
            for (var done : cores.invokeAll(work)) {
                results.add(result(done));
            }
            return results;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }

    private static <T> T result(Future<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case Failure failure -> failure;
                case IOException failure -> new Failure(failure.toString());
                case null, default -> new IllegalStateException(failed);
            };
        }
    }
}
