package lv.helpline.agi;

import java.time.Instant;
import lv.helpline.routing.Decision;
import lv.helpline.routing.Request;
import lv.helpline.routing.Snapshot;

/// How a call is decided: `CallRouter::decide`, but in tests.
@FunctionalInterface
interface Decider {

    Decision decide(Snapshot snapshot, Request request, Instant at);
}
