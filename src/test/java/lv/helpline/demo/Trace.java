package lv.helpline.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lv.helpline.lab.CallRecords;
import lv.helpline.lab.Lab;
import lv.helpline.lab.SipMessage;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Transcript;
import org.awaitility.Awaitility;

/// One call into the demo, and everything that can be told of it from outside: the messages on the wire, the sound in
/// the ears, the keys that were pressed, and the record that was stored.
///
/// @param record what was stored
/// @param heard  the prompts that the caller heard, in order
/// @param story  one line an event
/// @param spoken what everybody heard and did, in words: the caller, then each phone that rang
/// @param silence the longest that the caller, once answered, heard nothing
record Trace(
        CallRecords.StoredCall record,
        List<String> heard,
        List<String> story,
        List<String> spoken,
        Optional<Duration> silence) {

    /// The longest announcement is shorter, and so is the wait of a caller who comes second.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// How much of a conversation is enough.
    private static final Duration CONVERSATION = Duration.ofSeconds(2);

    /// Places a call while others may be on other lines: the phones that ring for this number are its own.
    static Trace amongOthers(Lab lab, Consultants consultants, Order order) throws IOException, InterruptedException {
        var line = order.number().substring(Math.max(0, order.number().length() - 8));
        return of(
                lab,
                consultants,
                order,
                record -> record.line() == null || line.equals(record.line()),
                leg -> leg.isFor("+371" + line),
                Duration.ZERO);
    }

    /// Places the only call there is: whichever phone rings is its own, also that of another line to which it went.
    /// Waits until the last of them is told that it is over.
    static Trace alone(Lab lab, Consultants consultants, Order order) throws IOException, InterruptedException {
        return of(lab, consultants, order, record -> true, leg -> true, PATIENCE);
    }

    /// Talks for a moment if somebody takes it, and listens to the end of what is said otherwise.
    private static Trace of(
            Lab lab,
            Consultants consultants,
            Order order,
            Predicate<CallRecords.StoredCall> isItsRecord,
            Predicate<Leg> isItsLeg,
            Duration forLegs)
            throws IOException, InterruptedException {
        var known =
                lab.records().all().stream().map(CallRecords.StoredCall::callId).collect(Collectors.toSet());
        var begun = System.nanoTime();
        var transcript = lab.prompts().transcript();
        try (var caller = Twice.started(() -> lab.peers().call(order.number()))) {
            act(order, caller, transcript);
            if (caller.messages().stream().noneMatch(Trace::isEnd)) {
                (order.hangUp().isEmpty() ? talkingTo(lab, consultants, begun, isItsLeg) : Optional.<SipPeer>empty())
                        .orElse(caller)
                        .hangUp();
            }
            caller.await("the end", Trace::isEnd, PATIENCE);
            var record = lab.records().await(isItsRecord, known);
            var legs = Awaitility.await()
                    .atMost(forLegs.plusSeconds(1))
                    .pollDelay(Duration.ZERO)
                    .until(
                            () -> legs(lab, consultants, begun).stream()
                                    .filter(isItsLeg)
                                    .toList(),
                            found -> forLegs.isZero() || found.stream().allMatch(Leg::isOver));
            var telling = new Telling(caller, legs, transcript);
            return new Trace(
                    record,
                    transcript.ids(caller.media()),
                    telling.story(),
                    telling.transcript(),
                    caller.longestSilence());
        }
    }

    private static void act(Order order, SipPeer caller, Transcript transcript) throws InterruptedException {
        var invited = caller.await("INVITE", PATIENCE).nanos();
        var presses = new ArrayDeque<>(order.presses());
        var limit = order.hangUp().orElse(PATIENCE.plus(order.lastPress()));
        var answeredTo = new AtomicInteger();
        Awaitility.await()
                .atMost(limit.plus(PATIENCE))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    var now = Duration.ofNanos(System.nanoTime() - invited);
                    var heard = transcript.ids(caller.media());
                    if (!presses.isEmpty()
                            && presses.peek().isDue(now, heard.stream().skip(answeredTo.get()))) {
                        caller.media().press(presses.remove().key());
                        answeredTo.set(heard.size());
                    }
                    return caller.messages().stream().anyMatch(Trace::isEnd)
                            || now.compareTo(limit) >= 0
                            || (order.hangUp().isEmpty() && isSatisfied(presses, caller, transcript));
                });
    }

    /// Whoever talks has nothing to press any more that waits for a prompt.
    private static boolean isSatisfied(Collection<Order.Press> presses, SipPeer caller, Transcript transcript) {
        return presses.stream().noneMatch(press -> press.after().isPresent()) && hasTalked(caller, transcript);
    }

    private static boolean isEnd(SipMessage message) {
        return message.kind().matches("BYE|CANCEL|[3-6].. INVITE");
    }

    private static boolean hasTalked(SipPeer caller, Transcript transcript) {
        return transcript.voice(caller.media()).stream()
                .anyMatch(talk -> talk.length().compareTo(CONVERSATION) >= 0);
    }

    /// The phone that hears a caller now. It hangs up, as consultants do: a call that its caller ends may have been
    /// dropped, and the next one would be put through by that.
    private static Optional<SipPeer> talkingTo(Lab lab, Consultants consultants, long begun, Predicate<Leg> isItsLeg) {
        return legs(lab, consultants, begun).stream()
                .filter(isItsLeg)
                .filter(leg -> !leg.isOver())
                .filter(leg -> lab.prompts().transcript().voice(leg.phone().media()).stream()
                        .anyMatch(talk -> leg.lasts(talk.from())))
                .map(Leg::phone)
                .findFirst();
    }

    /// The phones that rang, in order, each with the messages of that ringing.
    private static List<Leg> legs(Lab lab, Consultants consultants, long begun) {
        var legs = new ArrayList<Leg>();
        lab.peers()
                .phones()
                .forEach((number, phone) -> phone.messages().stream()
                        .filter(message -> message.nanos() >= begun)
                        .collect(Collectors.groupingBy(SipMessage::callId))
                        .values()
                        .forEach(dialog -> legs.add(new Leg(consultants.nameAt(number), phone, dialog))));
        legs.sort(Comparator.comparingLong(Leg::from));
        return legs;
    }
}
