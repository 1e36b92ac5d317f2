package lv.helpline.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import lv.helpline.shared.PeriodicJob;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMailMessage;
import org.springframework.mail.javamail.MimeMessagePreparator;
import org.springframework.stereotype.Component;

/// Sends what is in the outbox, where `spring.mail.host` says through whom; elsewhere mails wait until they are
/// given up. Looks every few seconds.
@Component
public class OutboxDispatcher extends PeriodicJob {

    /// Of an address, with a name before it or without.
    private static final Pattern DOMAIN = Pattern.compile(".*(@[^>]+).*");

    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final ObjectProvider<JavaMailSender> sender;
    private final MailProperties properties;
    private final Clock clock;

    OutboxDispatcher(Outbox outbox, ObjectProvider<JavaMailSender> sender, MailProperties properties, Clock clock) {
        super("outbox-dispatcher", BETWEEN_ROUNDS);
        this.outbox = outbox;
        this.sender = sender;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void round() {
        var through = sender.getIfAvailable();
        if (through == null) {
            outbox.giveUp(clock.instant());
        } else {
            var from = properties.from();
            outbox.send(clock.instant(), (mail, id) -> through.send(message(mail, id, from)));
        }
    }

    /// @param id by which [ReturnedMails] knows it
    public static MimeMessagePreparator message(Outbox.Mail mail, UUID id, String from) {
        return mime -> {
            message(mail, from).copyTo(new MimeMailMessage(mime));
            mime.setHeader("Message-ID", "<" + id + DOMAIN.matcher(from).replaceFirst("$1") + ">");
        };
    }

    private static SimpleMailMessage message(Outbox.Mail mail, String from) {
        var message = new SimpleMailMessage();
        message.setFrom(from);
        message.setTo(mail.to());
        message.setSubject(mail.subject());
        message.setText(mail.text());
        return message;
    }
}
