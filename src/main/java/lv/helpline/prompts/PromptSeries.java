package lv.helpline.prompts;

import java.util.Locale;

/// Prompts of which there is one for each of something. The id of each begins with the name of its series.
public enum PromptSeries {
    /// The offer of a language in a menu, by the key that chooses it.
    LANGUAGE,
    /// From 1 for Monday.
    WEEKDAY,
    /// Of a month.
    DAY,
    MONTH,
    /// A time of day, such as `at-0930`.
    AT,
    /// In so many minutes.
    IN,
    DIGIT,
    REGION,
    /// What a coordinator is phoned for.
    ALERT,
    /// What a consultant hears before they take a call, by region and language.
    WHISPER,
    /// The offer of an interpreter, by the language's code.
    INTERPRETER;

    public Playable of(String member) {
        return new Member(prefix() + member);
    }

    public Playable of(int member) {
        return of(Integer.toString(member));
    }

    /// Whether an id begins with the name of this series.
    boolean begins(String id) {
        return id.startsWith(prefix());
    }

    private String prefix() {
        return name().toLowerCase(Locale.ROOT) + "-";
    }

    private record Member(String id) implements Playable {}
}
