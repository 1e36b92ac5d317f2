package lv.helpline.web;

import java.net.URI;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lv.helpline.admin.Account;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/// Mails links. Subject and text say nothing of what the pages are for: somebody else may see them on a screen.
@Component
class Mailer implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

    private final ObjectProvider<JavaMailSender> sender;
    private final MessageSource messages;
    private final WebProperties properties;

    /// One after the other, aside, so that an answer takes as long for an address that is nobody's.
    private final ExecutorService aside =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("mailer").factory());

    Mailer(ObjectProvider<JavaMailSender> sender, MessageSource messages, WebProperties properties) {
        this.sender = sender;
        this.messages = messages;
        this.properties = properties;
    }

    boolean isThere() {
        return sender.getIfAvailable() != null;
    }

    void send(Account to, URI link) {
        var mail = new SimpleMailMessage();
        mail.setFrom(properties.mailFrom());
        mail.setTo(to.email());
        mail.setSubject(Notices.SUBJECT);
        mail.setText(messages.getMessage(
                "mail.link",
                new Object[] {link},
                Locale.forLanguageTag(to.language().code())));
        aside.execute(() -> {
            try {
                sender.getObject().send(mail);
            } catch (MailException unsent) {
                LOG.warn("A link could not be mailed: {}", unsent.getClass().getSimpleName());
            }
        });
    }

    @Override
    public void destroy() {
        aside.close();
    }
}
