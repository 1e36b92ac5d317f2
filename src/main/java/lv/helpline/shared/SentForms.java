package lv.helpline.shared;

import java.time.Duration;
import java.time.Instant;

/// Which forms were sent already, by all routers together, so that each is carried out once. Only digests are
/// kept.
public interface SentForms {

    /// For how long a form is remembered: no session lasts longer, and no form outlives its session.
    Duration MEMORY = Duration.ofDays(100);

    /// Whether that form was not sent before; it is now. Of many who send it at once, one is first.
    boolean isFirst(String tokenHash, Instant at);

    /// The form was refused, so it may be sent again.
    void forget(String tokenHash);
}
