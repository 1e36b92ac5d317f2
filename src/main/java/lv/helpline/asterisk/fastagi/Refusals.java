package lv.helpline.asterisk.fastagi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.CallPathObserver.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes one line for each refusal, and counts it. What Asterisk asks again every few seconds, with a wrong secret or
/// while the database is away, has one line a minute at most.
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int CAUSES = 5;
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final CallPathObserver observer;
    private final LongSupplier nanos;
    private final Map<Refusal, AtomicLong> nextLines;

    Refusals(CallPathObserver observer) {
        this(observer, System::nanoTime);
    }

    /// @param nanos a clock that never goes back
    Refusals(CallPathObserver observer, LongSupplier nanos) {
        this.observer = observer;
        this.nanos = nanos;
        this.nextLines = Map.of(
                Refusal.SECRET, new AtomicLong(nanos.getAsLong()),
                Refusal.DATABASE, new AtomicLong(nanos.getAsLong()));
    }

    /// `why` is a text of ours: nothing of a request may be in it.
    void refuse(Refusal refusal, @Nullable String why) {
        if (isLineDue(refusal)) {
            LOG.warn("Refused a FastAGI request, {}: {}", refusal, why);
        }
        observer.refused(refusal);
    }

    private boolean isLineDue(Refusal refusal) {
        var nextLine = nextLines.get(refusal);
        if (nextLine == null) {
            return true;
        }
        var now = nanos.getAsLong();
        var next = nextLine.get();
        return now - next >= 0 && nextLine.compareAndSet(next, now + PAUSE);
    }

    /// An exception's classes and the places in our code at which they were thrown. Not the messages: Java's own quote
    /// what could not be parsed, Asterisk-Java's quote commands and callers.
    static String describe(Throwable fault) {
        var causes = new ArrayList<String>();
        Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(CAUSES)
                .map(cause -> cause.getClass().getName() + placeOf(cause))
                .forEach(causes::add);
        return String.join(", caused by ", causes);
    }

    private static String placeOf(Throwable fault) {
        return Stream.of(fault.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("lv.helpline."))
                .findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }
}
