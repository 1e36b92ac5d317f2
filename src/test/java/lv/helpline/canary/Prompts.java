package lv.helpline.canary;

import lv.helpline.lab.Media;
import lv.helpline.lab.Transcript;

/// What an ear has been told of late.
final class Prompts {

    private static final Transcript TRANSCRIPT = Transcript.ofPrompts();

    private Prompts() {}

    /// Whether that prompt, such as `lv/second-calls`, has begun. Of a whisper the beginning of its name is enough.
    static boolean isBegun(Media ear, String prompt) {
        return TRANSCRIPT.begun(ear).stream().anyMatch(name -> name.startsWith(prompt));
    }

    /// Whether all of it was heard.
    static boolean isHeard(Media ear, String prompt) {
        return TRANSCRIPT.names(ear).contains(prompt);
    }
}
