package lv.helpline.canary;

import static lv.helpline.canary.Voice.CALLER;
import static lv.helpline.canary.Voice.CONSULTANT;
import static lv.helpline.canary.Voice.SECOND;

import java.time.Duration;
import java.util.Set;
import lv.helpline.lab.Attendant.Attended;

/// What the consultants do with the calls of a path. Whoever is asked to join a call joins it.
enum Conduct {
    /// Takes it, and hangs up soon.
    TALKS {
        @Override
        void taking(Attended call) throws InterruptedException {
            call.media().press('1');
            hangUpAfter(TALK, call);
        }
    },

    /// Lets it go on to others.
    PASSES {
        @Override
        void taking(Attended call) {
            call.media().press('2');
        }
    },

    /// Takes it, asks for a colleague, and leaves the caller to them.
    HANDS_OVER {
        @Override
        void taking(Attended call) throws InterruptedException {
            if (asks(call)
                    && choosesAt("lv/second-colleague", '2', call)
                    && call.awaits(() -> Voice.heardBy(call.media()).contains(SECOND))) {
                call.hangUp();
            }
        }
    },

    /// Takes it, asks for somebody who interprets, and stays until the caller has left.
    INTERPRETED {
        @Override
        void taking(Attended call) throws InterruptedException {
            if (asks(call)
                    && choosesAt("lv/second-interpreter", '3', call)
                    && choosesAt("lv/interpreter-uk", '1', call)
                    && isLeft(call)) {
                call.hangUp();
            }
        }
    },

    /// Takes it, stays until the caller has left, and says that a partner had sent them.
    COUNTS {
        @Override
        void taking(Attended call) throws InterruptedException {
            call.media().press('1');
            if (isLeft(call)) {
                call.media().press('5');
                if (call.awaits(() -> Prompts.isBegun(call.media(), "lv/noted"))) {
                    call.hangUp();
                }
            }
        }
    };

    /// Longer than the others need to hear each other.
    private static final Duration TALK = Duration.ofSeconds(2);

    private static final Duration TALK_OF_SECOND = Duration.ofSeconds(6);

    /// What is done with a call that is whispered.
    abstract void taking(Attended call) throws InterruptedException;

    /// What is done with any call.
    void attend(Attended call) throws InterruptedException {
        var ear = call.media();
        if (!call.awaits(() -> Prompts.isBegun(ear, "lv/whisper") || isAskedToJoin(call))) {
            return;
        }
        if (isAskedToJoin(call)) {
            SECOND.speakBy(ear);
            ear.press('1');
            if (call.awaits(() -> Voice.heardBy(ear).contains(CALLER))) {
                hangUpAfter(TALK_OF_SECOND, call);
            }
        } else {
            CONSULTANT.speakBy(ear);
            taking(call);
        }
    }

    private static boolean isAskedToJoin(Attended call) {
        return Prompts.isBegun(call.media(), "lv/second-calls");
    }

    private static void hangUpAfter(Duration talk, Attended call) throws InterruptedException {
        if (call.lasts(talk)) {
            call.hangUp();
        }
    }

    /// Takes it, talks with the caller, and asks for a second person.
    private static boolean asks(Attended call) throws InterruptedException {
        var media = call.media();
        media.press('1');
        if (!call.awaits(() -> Voice.heardBy(media).equals(Set.of(CALLER))) || !call.lasts(TALK)) {
            return false;
        }
        media.press('*');
        media.press('2');
        return true;
    }

    private static boolean choosesAt(String prompt, char key, Attended call) throws InterruptedException {
        if (!call.awaits(() -> Prompts.isBegun(call.media(), prompt))) {
            return false;
        }
        call.media().forget();
        call.media().press(key);
        return true;
    }

    private static boolean isLeft(Attended call) throws InterruptedException {
        return call.awaits(() -> Prompts.isBegun(call.media(), "lv/after-call"));
    }
}
