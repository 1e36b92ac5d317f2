package lv.helpline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.function.BooleanSupplier;

/// Somebody who takes every call that rings their phone: listens to the whisper and presses 1.
public final class Attendant {

    private static final Duration EVER = Duration.ofDays(1);

    /// Two seconds of the whisper.
    private static final int WHISPER = 100;

    /// However little of the whisper.
    private static final int NOTHING = 0;

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

    /// When the consultant hangs up a call that was taken, named by its id.
    private interface Ending {
        boolean isDue(Attendant attendant, String call) throws InterruptedException;
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
                        (attendant, call) -> attendant.awaitUnlessOver(
                                call, () -> phone.media().hearsVoice(MOMENT)))
                .sitDown();
    }

    /// Presses 1 at the first sound of the whisper, and talks for so long.
    public static void talking(SipPeer phone, Duration talk) {
        new Attendant(phone, 2, (attendant, call) -> attendant.talks(call, talk)).sitDown();
    }

    /// Presses nothing, and hangs up after so long.
    public static void hangingUpAfter(SipPeer phone, Duration listens) {
        new Attendant(phone, NOTHING, (attendant, call) -> attendant.talks(call, listens)).sitDown();
    }

    private void sitDown() {
        Thread.ofVirtual().name("attendant").start(() -> {
            var attended = new HashSet<String>();
            try {
                while (true) {
                    var call = phone.await(
                                    "a call",
                                    message ->
                                            message.kind().equals("200 INVITE") && !attended.contains(message.callId()),
                                    EVER)
                            .callId();
                    attended.add(call);
                    attend(call);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (AssertionError offTheWire) {
                // The phone observes nothing any more.
            }
        });
    }

    private void attend(String call) throws InterruptedException {
        phone.media().forget();
        if (awaitUnlessOver(call, () -> phone.media().hears(whisper))) {
            if (whisper != NOTHING) {
                phone.media().press('1');
            }
            if (ending.isDue(this, call)) {
                hangUp(call);
            }
        }
    }

    private boolean awaitUnlessOver(String call, BooleanSupplier event) throws InterruptedException {
        phone.await("a sound or the end of the call", () -> event.getAsBoolean() || isOver(call), EVER);
        return !isOver(call);
    }

    /// Whether the call is still there after so long.
    private boolean talks(String call, Duration talk) throws InterruptedException {
        var until = System.nanoTime() + talk.toNanos();
        try {
            phone.await("the end of the call", () -> isOver(call), talk);
            return false;
        } catch (AssertionError stillTalking) {
            if (System.nanoTime() < until) {
                throw stillTalking;
            }
            return true;
        }
    }

    /// Whoever hung up, be it while the phone answered.
    private boolean isOver(String call) {
        return phone.messages().stream()
                .anyMatch(message ->
                        message.callId().equals(call) && message.kind().equals("BYE"));
    }

    private void hangUp(String call) {
        try {
            phone.hangUp(call);
        } catch (IOException offTheWire) {
            throw new UncheckedIOException(offTheWire);
        }
    }
}
