package lv.helpline.prompts;

import java.util.Locale;

/// Each prompt that is known by a name of its own, whoever plays it: the dialplan, a script or the ringing
/// audio. Its words are in `asterisk-config/prompts/catalogue.tsv`, one text a language.
public enum Prompt implements Playable {
    // The choice of language, and of whom to ring first.
    MENU,
    WISH_WOMAN,

    // While phones ring.
    GREETING,
    WAIT,
    STILL_WAITING,

    // When nobody can take the call.
    NOBODY,
    ADDRESS,
    NO_CONSULTANT,
    UNKNOWN_NUMBER,

    // When a line is closed: the next opening.
    CLOSED,
    OPENS,
    TODAY,
    TOMORROW,
    LATVIAN_TIME,

    // Where else there is help.
    OTHER_LINE,
    OUTSIDE_HELP,
    ITS_NUMBER,
    DANGER,
    NOT_SAFE,

    // To a consultant whose call is over before it began.
    ALREADY_TAKEN,
    CALLER_GONE,
    PAUSED_HALF_HOUR,

    // To a consultant when the caller has left.
    AFTER_CALL,
    CALL_COORDINATOR,
    PAUSED_TEN_MINUTES,
    COLLEAGUE_CALLS,
    NO_COORDINATOR,

    // When a consultant brings a second person into a call.
    SECOND_COMING,
    SECOND_WHO,
    SECOND_COORDINATOR,
    SECOND_COLLEAGUE,
    SECOND_INTERPRETER,
    SECOND_BACK,
    SECOND_RINGS,
    SECOND_NOBODY,
    SECOND_NOT_NOW,
    SECOND_THERE,
    SECOND_CALLS,

    // On the duty line: who calls.
    DUTY_ID,
    DUTY_PIN,
    DUTY_WAIT,
    DUTY_WRONG,
    DUTY_OUT_OF_ORDER,

    // On the duty line: how things stand.
    MISSED_THREE,
    UNVERIFIED,
    ON_DUTY,
    OFF_DUTY,
    COORDINATION,
    LINE_NUMBER,
    DUTY_ENDS,
    NEXT_DUTY,
    NO_NEXT_DUTY,
    PAUSED,
    PAUSE_ENDS,

    // On the duty line: what the keys do.
    KEY_PAUSE,
    KEY_RESUME,
    KEY_ABSENT,
    KEY_REPEAT,
    PAUSE_LENGTHS,
    ABSENT_NOW,
    ABSENT_NEXT,
    ABSENT_SAVED,

    // On the duty line: a text is spoken for a prompt.
    KEY_SPEAK,
    SPEAK_HOW,
    SPEAK_KEYS,
    SPEAK_KEPT,
    SPEAK_UNWANTED,
    SPEAK_UNHEARD,
    SPEAK_FAILED,

    // When the helpline phones its own people.
    ON_CALL,
    ALERT_KEYS,
    COVER_ASKED,
    COVER_KEYS,
    TEST_KEYS,
    TEST_CODE,
    CODE_WRONG,
    CODE_UNCHECKED,
    STARTS,
    ENDS,
    NOTED,
    COVERED_ALREADY;

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
