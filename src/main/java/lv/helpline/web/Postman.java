package lv.helpline.web;

import java.time.Clock;
import java.time.Duration;
import lv.helpline.admin.Outbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/// Sends what is in the outbox, where `spring.mail.host` says through whom. Looks every few seconds.
@Component
class Postman implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final ObjectProvider<JavaMailSender> sender;
    private final WebProperties properties;
    private final Clock clock;
    private @Nullable Thread walking;

    Postman(Outbox outbox, ObjectProvider<JavaMailSender> sender, WebProperties properties, Clock clock) {
        this.outbox = outbox;
        this.sender = sender;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        var through = sender.getIfAvailable();
        if (through != null) {
            walking = Thread.ofVirtual().name("postman").start(() -> walk(through));
        }
    }

    @Override
    public void stop() {
        if (walking != null) {
            walking.interrupt();
        }
        walking = null;
    }

    @Override
    public boolean isRunning() {
        return walking != null;
    }

    private void walk(JavaMailSender through) {
        try {
            while (true) {
                round(through);
                Thread.sleep(BETWEEN_ROUNDS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(JavaMailSender through) {
        try {
            outbox.send(clock.instant(), mail -> through.send(message(mail)));
        } catch (RuntimeException notNow) {
            LOG.debug("The outbox cannot be read now", notNow);
        }
    }

    private SimpleMailMessage message(Outbox.Mail mail) {
        var message = new SimpleMailMessage();
        message.setFrom(properties.mailFrom());
        message.setTo(mail.to());
        message.setSubject(mail.subject());
        message.setText(mail.text());
        return message;
    }
}
