package lv.helpline.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import lv.helpline.lab.Crowd;
import lv.helpline.lab.Lab;
import lv.helpline.lab.Stalls;
import org.awaitility.core.ConditionTimeoutException;

/// The calls of a case while they last.
final class Scene implements AutoCloseable {

    /// How a call ended for the caller.
    enum End {
        PERSON,
        TOLD,
        GONE,
        LOST
    }

    /// What became of one caller.
    ///
    /// @param silence the longest that they heard nothing after they were answered
    record Fate(End end, Duration silence, String story) {}

    /// What happens to the helpline meanwhile.
    @FunctionalInterface
    interface During {
        void run(Scene scene) throws Exception;
    }

    /// Of another's voice: whoever hears so much is talking.
    private static final Duration TALKED = Duration.ofMillis(100);

    /// Of a message.
    private static final Duration MESSAGE = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Load load;
    private final Crowd crowd;
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// Begins to call.
    Scene(Lab lab, Load load) throws IOException, InterruptedException {
        this.load = load;
        crowd = lab.peers().crowd(Ground.LINE, load.calls(), load.over());
        Thread.ofVirtual().name("callers-minds").start(this::mind);
    }

    Crowd crowd() {
        return crowd;
    }

    /// How many have called.
    int called() {
        return crowd.callers().size();
    }

    /// Waits until so many of a hundred have called.
    void awaitCalled(int percent) {
        var wanted = Math.max(1, load.calls() * percent / 100);
        await("so many calls")
                .atMost(load.over().plus(load.patience()))
                .pollInterval(LOOK)
                .until(() -> called() >= wanted);
    }

    /// Lets the calls go on for so long.
    void awaitSeconds(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    /// Waits until no call is left, or has waited in vain.
    void awaitOver() throws IOException {
        awaitCalled(100);
        try {
            await("the ends of all calls")
                    .atMost(load.patience())
                    .pollInterval(LOOK)
                    .until(() -> crowd.callers().stream().allMatch(this::isOver));
        } catch (ConditionTimeoutException waitingStill) {
            for (var caller : crowd.callers()) {
                if (!isOver(caller)) {
                    stuck.add(caller.callId());
                    crowd.hangUp(caller);
                }
            }
        }
    }

    /// Whoever is on the line now is cut by Asterisk's own death, and is told so by nobody.
    void cutByAsterisk() {
        for (var caller : crowd.callers()) {
            if (!caller.isOver()) {
                cut.add(caller.callId());
            }
        }
    }

    List<Fate> fates() {
        return crowd.callers().stream().map(this::fate).toList();
    }

    private boolean isOver(Crowd.Caller caller) {
        return caller.isOver() || cut.contains(caller.callId());
    }

    private Fate fate(Crowd.Caller caller) {
        var heard = crowd.heard(caller);
        var silence = caller.answered() == 0 || cut.contains(caller.callId()) ? Duration.ZERO : heard.silence();
        var end = silence.compareTo(Ground.SILENCE_PROMISED) >= 0 ? End.LOST : end(caller, heard);
        return new Fate(
                end,
                silence,
                String.format(
                        Locale.ROOT,
                        "a call %s: status %d, %s, sound %.1f s, voice %.1f s, silence %.2f s, on the line %.1f s",
                        stuck.contains(caller.callId()) ? "without an end" : "that ended",
                        caller.answered() == 0 ? caller.refused() : 200,
                        caller.answered() == 0 ? "unanswered" : "answered",
                        heard.sound().toMillis() / 1e3,
                        heard.voice().toMillis() / 1e3,
                        silence.toMillis() / 1e3,
                        (caller.ended() == 0 ? 0 : caller.ended() - caller.called()) / 1e9));
    }

    private End end(Crowd.Caller caller, Crowd.Hearing heard) {
        if (cut.contains(caller.callId())) {
            return End.GONE;
        }
        if (stuck.contains(caller.callId())) {
            return End.LOST;
        }
        if (heard.voice().compareTo(TALKED) >= 0) {
            return End.PERSON;
        }
        if (caller.answered() == 0) {
            return left.contains(caller.callId()) ? End.GONE : load.refused() ? End.TOLD : End.LOST;
        }
        if (!load.told().isEmpty()) {
            return heard.sound().compareTo(MESSAGE) >= 0 ? End.TOLD : End.LOST;
        }
        return left.contains(caller.callId()) ? End.GONE : End.LOST;
    }

    /// Callers hang up by themselves.
    private void mind() {
        try {
            while (!closed) {
                var now = System.nanoTime();
                for (var caller : crowd.callers()) {
                    if (!caller.isOver()
                            && !left.contains(caller.callId())
                            && !cut.contains(caller.callId())
                            && caller.responded() != 0
                            && load.leaving().leaves(caller, Stalls.without(caller.called(), now))) {
                        left.add(caller.callId());
                        crowd.hangUp(caller);
                    }
                }
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos() / 2);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException offTheWire) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        if (!stuck.isEmpty()) {
            try {
                await().atMost(MOMENT).until(() -> crowd.callers().stream().allMatch(Crowd.Caller::isOver));
            } catch (ConditionTimeoutException none) {
                // SIPp takes them with it.
            }
        }
        crowd.close();
    }
}
