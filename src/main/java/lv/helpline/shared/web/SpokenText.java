package lv.helpline.shared.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.roster.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/// Languages as they are typed: their names in Latvian, English, Russian or themselves, or ISO 639-1 codes, with commas
/// or blanks between: `latviešu, angļu` or `lv en`.
public final class SpokenText {

    private static final Map<String, String> CODES = codes();

    /// What most people here speak.
    private static final List<Language> USUAL = List.of(Language.LATVIAN, Language.RUSSIAN, Language.ENGLISH);

    private SpokenText() {}

    /// As they are typed into the form again.
    public static String of(Collection<Language> languages, Locale locale) {
        return String.join(", ", names(languages, locale));
    }

    /// For whoever reads `locale`.
    public static List<String> names(Collection<Language> languages, Locale locale) {
        return languages.stream()
                .map(language -> LanguageName.of(language, locale).name())
                .toList();
    }

    /// What a form shows of languages whose order means nothing.
    ///
    /// @param usual  those that have a box
    /// @param others the rest, and what is no language, as it is typed again
    public record Ticks(List<Tick> usual, String others) {}

    public record Tick(String code, String name, boolean ticked) {}

    public static Ticks ticks(@Nullable String typed, Locale locale) {
        var read = parse(typed);
        var others = read.languages().stream().filter(language -> !USUAL.contains(language));
        return new Ticks(
                USUAL.stream()
                        .map(language -> new Tick(
                                language.code(),
                                LanguageName.of(language, locale).name(),
                                read.languages().contains(language)))
                        .toList(),
                Stream.concat(
                                others.map(language ->
                                        LanguageName.of(language, locale).name()),
                                read.unknown().stream())
                        .collect(Collectors.joining(", ")));
    }

    /// In the order in which they were typed; empty when there is none, or one of them is no language, which the model
    /// then says.
    public static Optional<List<Language>> read(@Nullable String typed, Model model) {
        var read = readAny(typed, model);
        if (read.filter(List::isEmpty).isPresent()) {
            FormErrors.ofAField("languages", "people.languages-needed", model);
            return Optional.empty();
        }
        return read;
    }

    /// The same where there may be none.
    public static Optional<List<Language>> readAny(@Nullable String typed, Model model) {
        var read = parse(typed);
        if (read.unknown().isEmpty()) {
            return Optional.of(read.languages());
        }
        FormErrors.ofAField("languages", "people.no-languages", String.join(", ", read.unknown()), model);
        return Optional.empty();
    }

    /// @param languages in the order in which they were typed
    /// @param unknown   the words between that are no language, as they were typed
    public record Read(List<Language> languages, List<String> unknown) {}

    public static Read parse(@Nullable String typed) {
        var languages = new LinkedHashSet<Language>();
        var unknown = new LinkedHashSet<String>();
        for (var name : (typed == null ? "" : typed).split("[,;]", -1)) {
            // Few names are of several words, so blanks may stand between languages, too.
            var known = CODES.get(key(name));
            var words = known == null ? List.of(name.strip().split("\\s+", -1)) : List.of(known);
            for (var word : words) {
                var code = CODES.get(key(word));
                if (code != null) {
                    languages.add(new Language(code));
                } else if (!word.isEmpty()) {
                    unknown.add(word);
                }
            }
        }
        return new Read(List.copyOf(languages), List.copyOf(unknown));
    }

    private static Map<String, String> codes() {
        var codes = new HashMap<String, String>();
        for (var each : Locale.getISOLanguages()) {
            var language = Locale.of(each);
            // A code that was withdrawn is another now.
            var code = language.getLanguage();
            codes.put(code, code);
            for (var named : List.of("lv", "en", "ru", code)) {
                codes.putIfAbsent(key(language.getDisplayLanguage(Locale.forLanguageTag(named))), code);
            }
        }
        return Map.copyOf(codes);
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
