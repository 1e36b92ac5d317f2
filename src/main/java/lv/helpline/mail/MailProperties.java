package lv.helpline.mail;

import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/// How people are mailed. Through whom is `spring.mail.host`.
///
/// @param from     the sender of all mails; they go out where `spring.mail.host` is set
/// @param remindAt the time in Rīga from which on consultants are mailed of their duties of the next day
@ConfigurationProperties("helpline.mail")
public record MailProperties(
        @DefaultValue("dezura@localhost") String from,

        @DefaultValue("18:00") @DateTimeFormat(iso = ISO.TIME)
        LocalTime remindAt) {

    public MailProperties {
        if (!from.contains("@")) {
            throw new IllegalArgumentException("helpline.mail.from: an e-mail address is needed");
        }
    }
}
