package lv.helpline.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.lab.Lab;
import lv.helpline.lab.SipMessage;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Transcript;
import org.awaitility.Awaitility;

/// One call into the demo, and everything that can be told of it from outside: the messages on the wire, the sound in
/// the ears, and the record that was stored.
///
/// @param record what was stored
/// @param heard  the prompts that the caller heard, in order
/// @param story  one line an event
record Trace(Lab.StoredCall record, List<String> heard, List<String> story) {

    private static final Transcript TRANSCRIPT = Transcript.ofPrompts();

    /// The longest announcement is shorter, and so is the wait of a caller who comes second.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// How much of a conversation is enough: 2 s of sound.
    private static final int CONVERSATION = 100;

    /// Places the call; talks for a moment if somebody takes it, and listens to the end of what is said otherwise.
    static Trace of(Lab lab, Consultants consultants, String number) throws IOException, InterruptedException {
        var line = number.substring(Math.max(0, number.length() - 8));
        var known = lab.storedRecords().stream().map(Lab.StoredCall::callId).collect(Collectors.toSet());
        var begun = System.nanoTime();
        try (var caller = lab.call(number)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> caller.find("BYE").isPresent()
                            || (caller.find("200 INVITE").isPresent()
                                    && legs(lab, line, begun).anyMatch(Trace::isAnswered)));
            if (caller.find("BYE").isEmpty()) {
                caller.media().awaitSound(CONVERSATION, PATIENCE);
                caller.hangUp();
                caller.await("BYE", PATIENCE);
            }
            return new Trace(
                    lab.awaitRecord(line, known),
                    TRANSCRIPT.ids(caller.media()),
                    story(lab, consultants, caller, line, begun));
        }
    }

    private static List<String> story(Lab lab, Consultants consultants, SipPeer caller, String line, long begun) {
        record Event(long nanos, String text) {}
        var events = new ArrayList<Event>();
        caller.messages()
                .forEach(message -> ofCaller(message).ifPresent(text -> events.add(new Event(message.nanos(), text))));
        TRANSCRIPT.of(caller.media()).forEach(clip -> events.add(new Event(clip.nanos(), "caller hears " + clip.id())));
        legs(lab, line, begun)
                .forEach(leg -> leg.getValue()
                        .forEach(message -> ofPhone(message)
                                .ifPresent(text -> events.add(
                                        new Event(message.nanos(), consultants.nameAt(leg.getKey()) + text)))));
        return events.stream()
                .sorted(Comparator.comparingLong(Event::nanos))
                .map(event -> String.format(Locale.ROOT, "%6.2f s  %s", (event.nanos() - begun) / 1e9, event.text()))
                .toList();
    }

    /// The phones that rang for a line, each with the messages of that ringing.
    private static Stream<Map.Entry<String, List<SipMessage>>> legs(Lab lab, String line, long begun) {
        return lab.phones().entrySet().stream()
                .flatMap(phone -> phone.getValue().messages().stream()
                        .filter(message -> message.nanos() >= begun)
                        .collect(Collectors.groupingBy(SipMessage::callId))
                        .values()
                        .stream()
                        .filter(dialog ->
                                dialog.getFirst().header("From").orElse("").contains("+371" + line))
                        .map(dialog -> Map.entry(phone.getKey(), dialog)));
    }

    private static boolean isAnswered(Map.Entry<String, List<SipMessage>> leg) {
        var kinds = leg.getValue().stream().map(SipMessage::kind).toList();
        return kinds.contains("200 INVITE") && !kinds.contains("BYE");
    }

    private static Optional<String> ofCaller(SipMessage message) {
        return switch (message.kind()) {
            case "INVITE" -> Optional.of("caller dials");
            case "200 INVITE" -> Optional.of("caller is answered");
            case "BYE" -> Optional.of(message.fromAsterisk() ? "caller is released" : "caller hangs up");
            default -> Optional.empty();
        };
    }

    private static Optional<String> ofPhone(SipMessage message) {
        return switch (message.kind()) {
            case "180 INVITE" -> Optional.of("'s phone rings");
            case "200 INVITE" -> Optional.of(" answers, hears the whisper, presses 1");
            case "CANCEL" -> Optional.of("'s phone stops ringing");
            case "BYE" -> Optional.of("'s call ends");
            default -> Optional.empty();
        };
    }
}
