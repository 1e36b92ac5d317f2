package lv.helpline.lab;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one peer sees and hears. Whoever waits for something to be observed looks again at each change, and fails
/// at once when nothing more can come.
final class Observations {

    private final String observer;
    private @Nullable String end;

    /// @param observer who observes, such as `caller-3`
    Observations(String observer) {
        this.observer = observer;
    }

    /// Something more was observed.
    synchronized void changed() {
        notifyAll();
    }

    /// Nothing more can be observed, for this reason.
    synchronized void end(String reason) {
        if (end == null) {
            end = reason;
            notifyAll();
        }
    }

    /// Waits until it is there, and returns it.
    ///
    /// @param what  in words, for whoever reads the failure
    /// @param found looks for it
    /// @param so    says what was observed instead
    /// @throws AssertionError when it is not there in time, or cannot come any more
    synchronized <T> T await(String what, Supplier<Optional<T>> found, Duration atMost, Supplier<String> so)
            throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            var one = found.get();
            if (one.isPresent()) {
                return one.get();
            }
            if (end != null) {
                throw new AssertionError("%s has not observed %s but %s, and cannot any more: %s"
                        .formatted(observer, what, so.get(), end));
            }
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("%s has not observed %s within %d s but %s"
                        .formatted(observer, what, atMost.toSeconds(), so.get()));
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
    }

    /// The same, for what is only true or not.
    void await(String what, BooleanSupplier isTrue, Duration atMost, Supplier<String> so) throws InterruptedException {
        await(what, () -> isTrue.getAsBoolean() ? Optional.of(true) : Optional.empty(), atMost, so);
    }
}
