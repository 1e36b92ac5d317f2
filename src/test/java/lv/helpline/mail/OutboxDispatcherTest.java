package lv.helpline.mail;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;

class OutboxDispatcherTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final Outbox outbox = mock();
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private final OutboxDispatcher dispatcher = new OutboxDispatcher(
            outbox, beans.getBeanProvider(JavaMailSender.class), mock(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void without_anybody_to_send_through_old_mails_are_given_up_and_none_is_tried() {
        dispatcher.round();
        verify(outbox).giveUp(NOW);
        verify(outbox, never()).send(any(), any());
    }

    @Test
    void with_somebody_they_are_sent() {
        beans.addBean("sender", mock(JavaMailSender.class));
        dispatcher.round();
        verify(outbox).send(any(), any());
    }
}
