package lv.helpline.planning.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lv.helpline.audit.AccountId;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.WaitingDrafts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Of two routers that would remind somebody, the second finds the draft marked.
@Component
final class JdbcWaitingDrafts implements WaitingDrafts {

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    JdbcWaitingDrafts(JdbcClient jdbc, Outbox outbox, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    public int remind(Instant savedBefore, Function<AccountId, Optional<Outbox.Mail>> mail, Instant at) {
        return transaction.execute(_ -> {
            var mails = marked(savedBefore, at).stream()
                    .flatMap(author -> mail.apply(author).stream())
                    .toList();
            mails.forEach(each -> outbox.add(each, at));
            return mails.size();
        });
    }

    private List<AccountId> marked(Instant savedBefore, Instant at) {
        return jdbc.sql("""
                update roster_draft set reminded_at = :at
                where changed_at <= :savedBefore and (reminded_at is null or reminded_at < changed_at)
                returning account\
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("savedBefore", savedBefore.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new AccountId(row.getInt("account")))
                .list();
    }
}
