package lv.helpline.agi;

import java.util.ArrayList;
import java.util.stream.Stream;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.CallPathObserver.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes one line for each refusal, and counts it.
record Refusals(CallPathObserver observer) {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int CAUSES = 5;

    /// `why` is a text of ours: nothing of a request may be in it.
    void refuse(Refusal refusal, @Nullable String why) {
        LOG.warn("Refused a FastAGI request, {}: {}", refusal, why);
        observer.refused(refusal);
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
