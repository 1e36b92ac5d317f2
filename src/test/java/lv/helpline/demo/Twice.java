package lv.helpline.demo;

import java.io.IOException;
import lv.helpline.lab.SipPeer;

/// The demo tries once more what did not start.
final class Twice {

    /// Starts a caller or a phone.
    @FunctionalInterface
    interface Start {
        SipPeer start() throws IOException, InterruptedException;
    }

    private Twice() {}

    static SipPeer started(Start peer) throws IOException, InterruptedException {
        try {
            return peer.start();
        } catch (SipPeer.NotStarted once) {
            return peer.start();
        }
    }
}
