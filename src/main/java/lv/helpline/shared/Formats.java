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

    /// A national number of 8 digits in E.164, such as `+37125723222`.
    public static String international(String number) {
        return "+371" + number;
    }

    /// A national number of 8 digits as it is read, such as `25 723 222`.
    public static String spaced(String number) {
        return number.substring(0, 2) + " " + number.substring(2, 5) + " " + number.substring(5);
    }
}
