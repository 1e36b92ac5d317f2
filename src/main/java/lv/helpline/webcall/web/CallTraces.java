package lv.helpline.webcall.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What browsers that call have said, which is in the memory of the pages until it is overwritten: within two minutes
/// of a browser's last word.
final class CallTraces {

    /// Of the looks within [#LOOKED_FOR] after a last word, at least one comes when the gate has let go of everything
    /// of that call.
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(40);

    private static final Duration LOOKED_FOR = Duration.ofSeconds(100);

    private final Runnable overwriting;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Long> lastWord = new AtomicReference<>();

    /// @param overwriting overwrites memory that nobody uses
    /// @param nanoTime    as `System.nanoTime()`
    CallTraces(Runnable overwriting, LongSupplier nanoTime) {
        this.overwriting = overwriting;
        this.nanoTime = nanoTime;
    }

    /// A browser has said something.
    void leave() {
        lastWord.set(nanoTime.getAsLong());
    }

    void look() {
        var since = lastWord.get();
        if (since != null && nanoTime.getAsLong() - since < LOOKED_FOR.toNanos()) {
            overwriting.run();
        }
    }
}
