package lv.helpline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.function.BooleanSupplier;

/// Somebody at a phone, who attends every call that it answers.
public final class Attendant {

    private static final Duration EVER = Duration.ofDays(1);

    /// Two seconds of the whisper.
    private static final int WHISPER = 100;

    /// The first sound of it.
    private static final int FIRST_SOUND = 2;

    /// A fifth of a second.
    private static final int MOMENT = 10;

    private final SipPeer phone;
    private final Conduct conduct;

    private Attendant(SipPeer phone, Conduct conduct) {
        this.phone = phone;
        this.conduct = conduct;
    }

    /// What somebody does with a call, from when their phone has answered it.
    @FunctionalInterface
    public interface Conduct {
        void attend(Attended call) throws InterruptedException;
    }

    /// A call that a phone has answered.
    ///
    /// @param id by which SIP knows it
    public record Attended(SipPeer phone, String id) {

        /// The ear and the mouth at the phone.
        public Media media() {
            return phone.media();
        }

        /// Waits for that, and says whether the call is still there.
        public boolean awaits(BooleanSupplier event) throws InterruptedException {
            phone.await("what is waited for, or the end of the call", () -> event.getAsBoolean() || isOver(), EVER);
            return !isOver();
        }

        /// Whether it is still there after so long.
        public boolean lasts(Duration time) throws InterruptedException {
            var until = System.nanoTime() + time.toNanos();
            try {
                phone.await("the end of the call", this::isOver, time);
                return false;
            } catch (AssertionError stillThere) {
                if (System.nanoTime() < until) {
                    throw stillThere;
                }
                return true;
            }
        }

        /// Whoever hung up, be it while the phone answered.
        private boolean isOver() {
            return phone.messages().stream()
                    .anyMatch(message ->
                            message.callId().equals(id) && message.kind().equals("BYE"));
        }

        public void hangUp() {
            try {
                phone.hangUp(id);
            } catch (IOException offTheWire) {
                throw new UncheckedIOException(offTheWire);
            }
        }

        /// Presses 1 after so many packets of the whisper, and says whether the call is still there.
        private boolean take(int whisper) throws InterruptedException {
            if (!awaits(() -> media().hears(whisper))) {
                return false;
            }
            media().press('1');
            return true;
        }
    }

    /// Sits down at the phone, until it is taken off the wire: listens to the whisper and presses 1.
    public static void at(SipPeer phone) {
        at(phone, call -> call.take(WHISPER));
    }

    /// Presses 1 at the first sound of the whisper, and hangs up after a moment of the caller's voice.
    public static void brieflyAt(SipPeer phone) {
        at(phone, call -> {
            if (call.take(FIRST_SOUND) && call.awaits(() -> call.media().hearsVoice(MOMENT))) {
                call.hangUp();
            }
        });
    }

    /// Presses 1 at the first sound of the whisper, and talks for so long.
    public static void talking(SipPeer phone, Duration talk) {
        at(phone, call -> {
            if (call.take(FIRST_SOUND) && call.lasts(talk)) {
                call.hangUp();
            }
        });
    }

    /// Presses nothing, and hangs up after so long.
    public static void hangingUpAfter(SipPeer phone, Duration listens) {
        at(phone, call -> {
            if (call.lasts(listens)) {
                call.hangUp();
            }
        });
    }

    /// Does with each call what is said there.
    public static void at(SipPeer phone, Conduct conduct) {
        new Attendant(phone, conduct).sitDown();
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
                    phone.media().forget();
                    conduct.attend(new Attended(phone, call));
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (AssertionError offTheWire) {
                // The phone observes nothing any more.
            }
        });
    }
}
