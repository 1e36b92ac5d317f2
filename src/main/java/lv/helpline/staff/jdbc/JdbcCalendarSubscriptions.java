package lv.helpline.staff.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.Author;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.roster.ConsultantId;
import lv.helpline.shared.EditResult;
import lv.helpline.staff.CalendarSubscriptions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Addresses of feeds as rows, one for each consultant at most.
@Component
final class JdbcCalendarSubscriptions implements CalendarSubscriptions {

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;

    JdbcCalendarSubscriptions(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
    }

    @Override
    public Optional<Instant> madeAt(ConsultantId consultant) {
        return jdbc.sql("select made_at from feed where consultant = :consultant")
                .param("consultant", consultant.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public Optional<ConsultantId> find(String tokenHash) {
        return jdbc.sql("""
            select consultant from feed
            where token_hash = :hash
                and exists (select from account where account.consultant = feed.consultant and active)\
            """)
                .param("hash", tokenHash)
                .query(Integer.class)
                .optional()
                .map(ConsultantId::new);
    }

    @Override
    public EditResult make(ConsultantId consultant, String tokenHash, Author author) {
        return auditedTransaction.run(() -> {
            jdbc.sql("""
                insert into feed (consultant, token_hash, made_at) values (:consultant, :hash, :at)
                on conflict (consultant) do update set token_hash = excluded.token_hash, made_at = excluded.made_at\
                """)
                    .param("consultant", consultant.value())
                    .param("hash", tokenHash)
                    .param("at", author.at().atOffset(ZoneOffset.UTC))
                    .update();
            audit.write(author, "feed-made", AuditSubject.of(consultant), List.of());
            return new EditResult.Done(consultant.toString());
        });
    }

    @Override
    public EditResult revoke(ConsultantId consultant, Author author) {
        return auditedTransaction.run(() -> {
            var rows = jdbc.sql("delete from feed where consultant = :consultant")
                    .param("consultant", consultant.value())
                    .update();
            if (rows == 0) {
                return new EditResult.Outdated();
            }
            audit.write(author, "feed-revoked", AuditSubject.of(consultant), List.of());
            return new EditResult.Done(consultant.toString());
        });
    }
}
