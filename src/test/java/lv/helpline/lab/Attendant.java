package lv.helpline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Somebody who takes every call that rings their phone: listens to the whisper and presses 1.
public final class Attendant {

    private static final Duration EVER = Duration.ofDays(1);

    /// Two seconds of the whisper.
    private static final int WHISPER = 100;

    /// A fifth of a second.
    private static final int MOMENT = 10;

    private final SipPeer phone;
    private final int whisper;
    private final Ending ending;

    private Attendant(SipPeer phone, int whisper, Ending ending) {
        this.phone = phone;
        this.whisper = whisper;
        this.ending = ending;
    }

    /// When the consultant hangs up a call that was taken, the `calls`th of this phone.
    private interface Ending {
        boolean isDue(Attendant attendant, int calls) throws InterruptedException;
    }

    /// Sits down at the phone, until it is taken off the wire.
    public static void at(SipPeer phone) {
        new Attendant(phone, WHISPER, (_, _) -> false).sitDown();
    }

    /// Presses 1 at the first sound of the whisper, and hangs up after a moment of the caller's voice.
    public static void brieflyAt(SipPeer phone) {
        new Attendant(
                        phone,
                        2,
                        (attendant, calls) -> attendant.awaitUnlessOver(
                                calls, () -> phone.media().hearsVoice(MOMENT)))
                .sitDown();
    }

    /// Presses 1 at the first sound of the whisper, and talks for so long.
    public static void talking(SipPeer phone, Duration talk) {
        new Attendant(phone, 2, (attendant, calls) -> attendant.talks(calls, talk)).sitDown();
    }

    private void sitDown() {
        Thread.ofVirtual().name("attendant").start(() -> {
            try {
                for (int calls = 1; ; calls++) {
                    var answered = calls;
                    phone.await("a call", () -> phone.count("200 INVITE") >= answered, EVER);
                    attend(calls);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (AssertionError offTheWire) {
                // The phone observes nothing any more.
            }
        });
    }

    /// @param calls how many there were, this one included
    private void attend(int calls) throws InterruptedException {
        phone.media().forget();
        if (awaitUnlessOver(calls, () -> phone.media().hears(whisper))) {
            phone.media().press('1');
            if (ending.isDue(this, calls)) {
                hangUp();
            }
        }
    }

    private boolean awaitUnlessOver(int calls, BooleanSupplier event) throws InterruptedException {
        phone.await("a sound or the end of the call", () -> event.getAsBoolean() || isOver(calls), EVER);
        return !isOver(calls);
    }

    /// Whether the call is still there after so long.
    private boolean talks(int calls, Duration talk) throws InterruptedException {
        var until = System.nanoTime() + talk.toNanos();
        try {
            phone.await("the end of the call", () -> isOver(calls), talk);
            return false;
        } catch (AssertionError stillTalking) {
            if (System.nanoTime() < until) {
                throw stillTalking;
            }
            return true;
        }
    }

    private boolean isOver(int calls) {
        return phone.count("200 BYE") >= calls;
    }

    private void hangUp() {
        try {
            phone.hangUp();
        } catch (IOException offTheWire) {
            throw new UncheckedIOException(offTheWire);
        }
    }
}
