package lv.helpline.shared.web;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/// What somebody else has saved while a form was filled in, beside what was typed: the form says where the two differ.
/// It carries what is saved now as its version, so that saving once more saves what was typed.
public final class SavedMeanwhile {

    private static final String YES = "✓";
    private static final String NO = "–";

    private final List<Field> fields = new ArrayList<>();

    /// Each as words, or as the key of a message that has them.
    ///
    /// @param label of the field
    public record Field(String label, boolean labelIsKey, List<String> saved, boolean savedIsKey) {}

    /// @param label the key of a message
    public SavedMeanwhile field(String label, @Nullable Object typed, @Nullable Object saved) {
        return differing(typed, saved, new Field(label, true, List.of(text(saved)), false));
    }

    /// @param label in words
    private SavedMeanwhile named(String label, @Nullable Object typed, @Nullable Object saved) {
        return differing(typed, saved, new Field(label, false, List.of(text(saved)), false));
    }

    /// A text for each day of the week.
    ///
    /// @param typed and what is saved, by the day's place in the week, Monday being 0
    public SavedMeanwhile week(IntFunction<String> typed, IntFunction<String> saved, Locale locale) {
        for (var day : DayOfWeek.values()) {
            named(
                    day.getDisplayName(TextStyle.FULL_STANDALONE, locale),
                    typed.apply(day.getValue() - 1),
                    saved.apply(day.getValue() - 1));
        }
        return this;
    }

    /// One of several words.
    ///
    /// @param label  the key of a message
    /// @param prefix of the keys of the words' messages
    public SavedMeanwhile choice(String label, String prefix, @Nullable String typed, String saved) {
        return differing(typed, saved, new Field(label, true, List.of(prefix + saved), true));
    }

    /// Any of several words, in their order.
    ///
    /// @param label  the key of a message
    /// @param prefix of the keys of the words' messages
    public SavedMeanwhile choices(String label, String prefix, List<String> typed, List<String> saved) {
        return saved.isEmpty()
                ? field(label, String.join(" ", typed), "")
                : differing(
                        typed,
                        saved,
                        new Field(
                                label, true, saved.stream().map(prefix::concat).toList(), true));
    }

    private SavedMeanwhile differing(@Nullable Object typed, @Nullable Object saved, Field field) {
        if (!text(typed).equals(text(saved))) {
            fields.add(field);
        }
        return this;
    }

    /// A box that is not ticked is not sent, and an empty field says nothing.
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> NO;
            case Boolean ticked -> ticked ? YES : NO;
            case String text when text.isBlank() -> NO;
            default -> value.toString().strip();
        };
    }

    public void show(Model model) {
        model.addAttribute("theirs", List.copyOf(fields));
    }
}
