package lv.helpline.prompts;

import java.time.Duration;

/// How long clips may take. A clip is one breath of attention; the greeting and the menu stand between a caller and a
/// voice, a whisper between a consultant and the caller, and one of its pieces is the longest that a consultant's phone
/// goes on after the caller has hung up.
public final class LongestClip {

    public static final Duration MENU = Duration.ofSeconds(8);

    static final Duration PIECE = Duration.ofMillis(700);
    static final Duration OWN = Duration.ofSeconds(35);

    private LongestClip() {}

    public static Duration of(String id) {
        if (id.equals(Prompt.GREETING.id())) {
            return Duration.ofSeconds(8);
        }
        return Duration.ofSeconds(PromptSeries.WHISPER.begins(id) ? 7 : 10);
    }
}
