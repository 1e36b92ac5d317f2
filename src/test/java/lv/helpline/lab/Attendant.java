package lv.helpline.lab;

import java.time.Duration;

/// Somebody who takes every call that rings their phone: listens to the whisper and presses 1.
public final class Attendant {

    private static final Duration EVER = Duration.ofDays(1);

    private Attendant() {}

    /// Sits down at the phone, until it is taken off the wire.
    public static void at(SipPeer phone) {
        Thread.ofVirtual().name("attendant").start(() -> {
            try {
                for (int calls = 1; ; calls++) {
                    phone.awaitCount("ACK", calls, EVER);
                    phone.media().forget();
                    phone.media().awaitSound(25, Duration.ofSeconds(10));
                    phone.media().press('1');
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
