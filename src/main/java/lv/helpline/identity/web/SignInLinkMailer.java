package lv.helpline.identity.web;

import java.net.URI;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lv.helpline.accounts.Account;
import lv.helpline.mail.MailComposer;
import lv.helpline.mail.MailProperties;
import lv.helpline.mail.Outbox;
import lv.helpline.mail.OutboxDispatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/// Mails links. They open an account, so they are sent at once and not through the outbox, which is kept.
@Component
class SignInLinkMailer implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SignInLinkMailer.class);

    private final ObjectProvider<JavaMailSender> sender;
    private final MailComposer mailComposer;
    private final MailProperties properties;

    /// One after the other, aside, so that an answer takes as long for an address that is nobody's.
    private final ExecutorService aside =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("mailer").factory());

    SignInLinkMailer(ObjectProvider<JavaMailSender> sender, MailComposer mailComposer, MailProperties properties) {
        this.sender = sender;
        this.mailComposer = mailComposer;
        this.properties = properties;
    }

    boolean isThere() {
        return sender.getIfAvailable() != null;
    }

    void send(Account to, URI link) {
        send(mailComposer.mail(to, link, "mail.link"));
    }

    void send(Account to, LinkMaker.WithCode made) {
        send(mailComposer.mail(
                to,
                made.link(),
                "mail.link-and-code",
                String.join("-", made.code().split("(?<=\\G.{4})"))));
    }

    private void send(Outbox.Mail written) {
        send(written, UUID.randomUUID());
    }

    /// @param id by which it is known when it comes back
    void send(Outbox.Mail written, UUID id) {
        var mail = OutboxDispatcher.message(written, id, properties.from());
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
