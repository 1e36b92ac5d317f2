package lv.helpline.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import lv.helpline.lab.Media;
import lv.helpline.lab.SipMessage;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Transcript;
import lv.helpline.recordings.Catalogue;

/// A call in words, each event with its seconds since the INVITE.
final class Telling {

    private static final Catalogue CATALOGUE = Catalogue.read();

    /// What somebody did, or a clip that they heard.
    ///
    /// @param clip its name, such as `lv/closed`; empty for a deed
    private record Event(long nanos, String clip, String text) {

        Event(long nanos, String text) {
            this(nanos, "", text);
        }
    }

    private final SipPeer caller;
    private final List<Leg> legs;
    private final Transcript transcript;
    private final long invited;

    Telling(SipPeer caller, List<Leg> legs, Transcript transcript) {
        this.caller = caller;
        this.legs = legs;
        this.transcript = transcript;
        this.invited = caller.find("INVITE").orElseThrow().nanos();
    }

    /// Everybody's events in the order in which they happened.
    List<String> story() {
        var events = new ArrayList<Event>();
        for (var event : ofCaller()) {
            events.add(new Event(
                    event.nanos(), "caller " + (event.clip().isEmpty() ? event.text() : "hears " + event.clip())));
        }
        for (var leg : legs) {
            ofLeg(leg).stream()
                    .filter(event -> event.clip().isEmpty())
                    .forEach(event -> events.add(new Event(event.nanos(), leg.name() + " " + event.text())));
        }
        return lines(events);
    }

    /// Each one's events under their name, with what the clips say.
    List<String> transcript() {
        var transcript = new ArrayList<String>();
        transcript.add("The caller");
        transcript.addAll(lines(ofCaller()));
        for (var leg : legs) {
            transcript.add("");
            transcript.add(leg.name());
            transcript.addAll(lines(ofLeg(leg)));
        }
        return transcript;
    }

    private List<String> lines(List<Event> events) {
        var width =
                events.stream().mapToInt(event -> event.clip().length()).max().orElse(0);
        return events.stream()
                .sorted(Comparator.comparingLong(Event::nanos))
                .map(event -> String.format(
                        Locale.ROOT,
                        "%7.2f s  %s",
                        (event.nanos() - invited) / 1e9,
                        event.clip().isEmpty()
                                ? event.text()
                                : event.clip() + " ".repeat(width - event.clip().length()) + "  " + event.text()))
                .map(String::stripTrailing)
                .toList();
    }

    private List<Event> ofCaller() {
        var events = of(caller.media(), nanos -> nanos >= invited, this::consultantAt);
        caller.messages()
                .forEach(message -> byCaller(message).ifPresent(deed -> events.add(new Event(message.nanos(), deed))));
        return events;
    }

    private List<Event> ofLeg(Leg leg) {
        var events = of(leg.phone().media(), leg::lasts, nanos -> "the caller");
        leg.dialog()
                .forEach(message ->
                        byConsultant(message).ifPresent(deed -> events.add(new Event(message.nanos(), deed))));
        return events;
    }

    /// Whose phone heard the caller when the caller heard them.
    private String consultantAt(long nanos) {
        return legs.stream()
                .filter(leg -> leg.lasts(nanos))
                .filter(leg -> transcript.voice(leg.phone().media()).stream().anyMatch(talk -> leg.lasts(talk.from())))
                .map(Leg::name)
                .findFirst()
                .orElse("somebody");
    }

    private interface Naming {
        String at(long nanos);
    }

    private List<Event> of(Media media, Predicate<Long> inCall, Naming partner) {
        var events = new ArrayList<Event>();
        events.addAll(clips(transcript.between(media, Long.MIN_VALUE, Long.MAX_VALUE).stream()
                .filter(clip -> inCall.test(clip.nanos()))
                .toList()));
        for (var clip : transcript.cutOff(media)) {
            if (clip.piece() == 0) {
                events.add(new Event(clip.nanos(), clip.name(), words(clip.name()) + " (cut off)"));
            }
        }
        for (var music : transcript.music(media)) {
            events.add(new Event(music.from(), "hears music"));
        }
        for (var talk : transcript.voice(media)) {
            events.add(new Event(talk.from(), "talks with " + partner.at(talk.from())));
        }
        media.pressed().forEach(key -> events.add(new Event(key.nanos(), "presses " + key.key())));
        media.received().forEach(key -> events.add(new Event(key.nanos(), "hears key " + key.key())));
        events.removeIf(event -> !inCall.test(event.nanos()));
        return events;
    }

    /// @param clip language and id, such as `lv/closed`; what an administrator typed has no words here
    private static String words(String clip) {
        var parts = clip.split("/", 2);
        return CATALOGUE
                .language(parts[0])
                .flatMap(language -> CATALOGUE.find(parts[1]).map(prompt -> CATALOGUE.text(language, prompt)))
                .orElse("");
    }

    /// A whisper is one event, with the last of its pieces that was heard.
    private static List<Event> clips(List<Transcript.Spoken> clips) {
        var events = new ArrayList<Event>();
        int last = 0;
        for (var clip : clips) {
            var whole = clip.whole();
            var text = words(whole.name());
            int piece = clip.piece();
            var begun = clip.nanos();
            if (piece > last && last > 0 && events.getLast().clip().equals(whole.name())) {
                begun = events.removeLast().nanos();
            }
            events.add(new Event(begun, whole.name(), text + (piece == 0 ? "" : " (" + piece + " of 10 pieces)")));
            last = piece;
        }
        return events;
    }

    private static Optional<String> byCaller(SipMessage message) {
        return switch (message.kind()) {
            case "INVITE" -> Optional.of("dials");
            case "200 INVITE" -> Optional.of("is answered");
            case "BYE" -> Optional.of(message.fromAsterisk() ? "is released" : "hangs up");
            case "CANCEL" -> Optional.of("hangs up");
            default -> Optional.empty();
        };
    }

    private static Optional<String> byConsultant(SipMessage message) {
        return switch (message.kind()) {
            case "180 INVITE" -> Optional.of("is rung");
            case "200 INVITE" -> Optional.of("answers");
            case "CANCEL" -> Optional.of("is rung no more");
            case "BYE" -> Optional.of(message.fromAsterisk() ? "is released" : "hangs up");
            default -> Optional.empty();
        };
    }
}
