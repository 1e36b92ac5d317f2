package lv.helpline.selfservice.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.ConsultantId;
import lv.helpline.selfservice.MissedSeries;
import lv.helpline.snapshot.RosterReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Series as rows, each as long as it lasts. By the records themselves and not by a router's snapshot of them, so
/// that two routers never disagree on whether one has ended.
@Component
final class JdbcMissedSeries implements MissedSeries {

    private final JdbcClient jdbc;
    private final RosterReader rosterReader;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    JdbcMissedSeries(
            JdbcClient jdbc, RosterReader rosterReader, Outbox outbox, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.rosterReader = rosterReader;
        this.outbox = outbox;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    public int tell(Function<ConsultantId, List<Outbox.Mail>> mails, Instant at) {
        return transaction.execute(_ -> {
            var now = rosterReader.activity(at).whoMissedThree();
            forgetAllBut(now);
            return (int) now.stream()
                    .filter(consultant -> tell(consultant, mails.apply(consultant), at))
                    .count();
        });
    }

    private void forgetAllBut(List<ConsultantId> now) {
        jdbc
                .sql("select consultant from missed_series")
                .query((row, number) -> new ConsultantId(row.getInt(1)))
                .stream()
                .filter(told -> !now.contains(told))
                .toList()
                .forEach(over -> jdbc.sql("delete from missed_series where consultant = :consultant")
                        .param("consultant", over.value())
                        .update());
    }

    private boolean tell(ConsultantId consultant, List<Outbox.Mail> mails, Instant at) {
        if (mails.isEmpty()) {
            return false;
        }
        var first = jdbc.sql("""
            insert into missed_series (consultant, told_at) values (:consultant, :at) on conflict do nothing\
            """)
                        .param("consultant", consultant.value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (first) {
            mails.forEach(mail -> outbox.add(mail, at));
        }
        return first;
    }
}
