package lv.helpline.selfservice.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.ConsultantId;
import lv.helpline.selfservice.Reminders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Reminders as rows: of two routers that would remind somebody of a day, the second finds the row there.
@Component
final class JdbcReminders implements Reminders {

    private static final int KEPT_DAYS = 7;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    JdbcReminders(JdbcClient jdbc, Outbox outbox, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    public boolean remind(ConsultantId consultant, LocalDate day, Outbox.Mail mail, Instant at) {
        return transaction.execute(_ -> {
            jdbc.sql("delete from reminder where day < :past")
                    .param("past", day.minusDays(KEPT_DAYS))
                    .update();
            var first = jdbc.sql("""
                insert into reminder (consultant, day) values (:consultant, :day) on conflict do nothing\
                """)
                            .param("consultant", consultant.value())
                            .param("day", day)
                            .update()
                    == 1;
            if (first) {
                outbox.add(mail, at);
            }
            return first;
        });
    }
}
