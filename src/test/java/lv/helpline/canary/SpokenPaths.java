package lv.helpline.canary;

import static lv.helpline.canary.Voice.CALLER;
import static lv.helpline.canary.Voice.CONSULTANT;
import static lv.helpline.canary.Voice.SECOND;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import lv.helpline.lab.Media;

/// The paths on which a caller speaks, listens and presses keys. A call in which something else is heard than was to be
/// counts as lost.
final class SpokenPaths {

    /// After the sentence that a key goes on from.
    private static final Duration BACK_IN_MUSIC = Duration.ofSeconds(2);

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private SpokenPaths() {}

    /// What a caller says and hears once they are answered.
    @FunctionalInterface
    private interface Conversation {
        void hold(TracedCall call, Media caller, int number) throws IOException;
    }

    static List<CallPath> all() {
        return List.of(
                spoken(
                        "second-person",
                        "is left to a colleague of the consultant's, and one of the two hangs up.",
                        CallPath.OUR_NUMBER,
                        Conduct.HANDS_OVER,
                        SpokenPaths::isHandedOver),
                spoken(
                        "interpreter",
                        "talks to a consultant and an interpreter, and hangs up.",
                        CallPath.OUR_NUMBER,
                        Conduct.INTERPRETED,
                        (call, caller, _) -> {
                            awaitSecondPerson(call, caller);
                            awaitTalkWith(Set.of(CONSULTANT, SECOND), call, caller);
                            call.listen(MOMENT);
                        }),
                spoken(
                        "wish",
                        "presses for English and for a woman, and talks to her.",
                        CallPath.LINE_WITH_A_WISH,
                        Conduct.TALKS,
                        SpokenPaths::wishes),
                spoken(
                        CallPath.PARTNER,
                        "hangs up, and the consultant presses that a partner had sent them.",
                        CallPath.OUR_NUMBER,
                        Conduct.COUNTS,
                        (call, caller, _) -> {
                            awaitTalkWith(Set.of(CONSULTANT), call, caller);
                            call.listen(MOMENT);
                        }),
                spoken(
                        "waiting",
                        "waits in vain, presses for other numbers and for the address, and hangs up.",
                        CallPath.OUR_NUMBER,
                        Conduct.PASSES,
                        SpokenPaths::waits));
    }

    private static CallPath spoken(
            String name, String what, String called, Conduct conduct, Conversation conversation) {
        return new CallPath(name, what, CallPath.HEADERS, conduct, (helpline, canaries, number) -> {
            try (var wire = helpline.lab().atTheTrunk();
                    var caller = new Media()) {
                var call = new TracedCall(wire, NamingHeaders.invite(wire, called, canaries, caller));
                var status = call.begin();
                if (status < 300) {
                    CALLER.speakBy(caller);
                    caller.speakTo(call.heardAt());
                    try {
                        conversation.hold(call, caller, number);
                    } finally {
                        call.end();
                    }
                }
                return status;
            }
        });
    }

    /// Every second of them hangs up, the others are hung up on.
    private static void isHandedOver(TracedCall call, Media caller, int number) throws IOException {
        awaitSecondPerson(call, caller);
        awaitTalkWith(Set.of(SECOND), call, caller);
        if (number % 2 == 0) {
            call.listen(MOMENT);
        } else {
            call.await("the end", call::isOver);
        }
    }

    private static void awaitSecondPerson(TracedCall call, Media caller) throws IOException {
        awaitTalkWith(Set.of(CONSULTANT), call, caller);
        awaitBegun("lv/second-coming", call, caller);
    }

    private static void wishes(TracedCall call, Media caller, int number) throws IOException {
        awaitBegun("lv/menu", call, caller);
        caller.press('2');
        awaitBegun("en/wish-woman", call, caller);
        caller.press('5');
        awaitTalkWith(Set.of(CONSULTANT), call, caller);
        call.await("the end", call::isOver);
    }

    private static void waits(TracedCall call, Media caller, int number) throws IOException {
        awaitBegun("lv/nobody", call, caller);
        caller.press('2');
        awaitHeard("lv/not-safe", call, caller);
        call.listen(BACK_IN_MUSIC);
        caller.press('3');
        awaitHeard("lv/address", call, caller);
        call.listen(BACK_IN_MUSIC);
    }

    private static void awaitTalkWith(Set<Voice> all, TracedCall call, Media caller) throws IOException {
        call.await(all.toString(), () -> Voice.heardBy(caller).equals(all));
    }

    private static void awaitBegun(String prompt, TracedCall call, Media caller) throws IOException {
        call.await(prompt, () -> Prompts.isBegun(caller, prompt));
    }

    private static void awaitHeard(String prompt, TracedCall call, Media caller) throws IOException {
        call.await(prompt, () -> Prompts.isHeard(caller, prompt));
    }
}
