package lv.helpline.shared;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;

/// How a language writes dates and times: patterns that its messages have under `format.`.
public final class Formats {

    private Formats() {}

    /// @param name such as `day-time`
    public static DateTimeFormatter of(String name, MessageSource messages, Locale locale) {
        return DateTimeFormatter.ofPattern(messages.getMessage("format." + name, null, locale), locale);
    }
}
