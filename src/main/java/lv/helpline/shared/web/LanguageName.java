package lv.helpline.shared.web;

import java.util.Locale;
import lv.helpline.roster.Language;

/// A language and what it is called.
///
/// @param code as in ISO 639-1
public record LanguageName(String code, String name) {

    /// By its name in another.
    public static LanguageName of(Language language, Locale locale) {
        return new LanguageName(
                language.code(), Locale.forLanguageTag(language.code()).getDisplayLanguage(locale));
    }
}
