package lv.helpline.routing;

import java.time.Instant;

/// Decides calls. Pure: the same snapshot, request and instant give the same decision.
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class CallRouter {

    private CallRouter() {}

    public static Decision decide(Snapshot snapshot, Request request, Instant at) {
        throw new UnsupportedOperationException();
    }
}
