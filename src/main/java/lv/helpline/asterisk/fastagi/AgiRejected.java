package lv.helpline.asterisk.fastagi;

import lv.helpline.routing.CallPathObserver.Refusal;

/// Ends a connection for a reason of our own. Its message is a text of this package, quotes nothing that a peer
/// sent, and is the only exception text that is ever logged.
public final class AgiRejected extends RuntimeException {

    private final Refusal refusal;

    public AgiRejected(Refusal refusal, String message) {
        super(message, null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
