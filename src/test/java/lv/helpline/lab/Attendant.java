package lv.helpline.lab;

import java.time.Duration;
import org.awaitility.Awaitility;

/// Somebody who takes every call that rings their phone: listens to the whisper and presses 1.
public final class Attendant {

    private static final Duration EVER = Duration.ofDays(1);

    /// Two seconds of the whisper.
    private static final int WHISPER = 100;

    private Attendant() {}

    /// Sits down at the phone, until it is taken off the wire.
    public static void at(SipPeer phone) {
        Thread.ofVirtual().name("attendant").start(() -> {
            try {
                for (int calls = 1; ; calls++) {
                    phone.awaitCount("200 INVITE", calls, EVER);
                    phone.media().forget();
                    int ended = calls;
                    Awaitility.await()
                            .atMost(EVER)
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> phone.media().hears(WHISPER) || phone.count("200 BYE") >= ended);
                    if (phone.count("200 BYE") < ended) {
                        phone.media().press('1');
                    }
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
