package lv.helpline.web;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;

/// How a language writes dates and times: patterns that its messages have under `format.`.
final class Formats {

    private Formats() {}

    /// @param name such as `day-time`
    static DateTimeFormatter of(String name, MessageSource messages, Locale locale) {
        return DateTimeFormatter.ofPattern(messages.getMessage("format." + name, null, locale), locale);
    }
}
