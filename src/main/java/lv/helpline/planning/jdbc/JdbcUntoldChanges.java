package lv.helpline.planning.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.Author;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.UntoldChanges;
import lv.helpline.roster.ConsultantId;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rows for who has no address and for mails that were given up; mails that only wait are looked up in the outbox, for
/// they may be sent yet.
@Component
final class JdbcUntoldChanges implements UntoldChanges {

    private static final Duration SOON = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final AuditedTransaction transaction;
    private final JdbcAudit audit;

    JdbcUntoldChanges(JdbcClient jdbc, Outbox outbox, AuditedTransaction transaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.transaction = transaction;
        this.audit = audit;
    }

    @Override
    public void add(ConsultantId consultant, Cause cause, Instant at) {
        jdbc.sql("""
                insert into untold_change (consultant, cause, since) values (:consultant, :cause, :at)
                on conflict (consultant) do nothing\
                """)
                .param("consultant", consultant.value())
                .param("cause", EnumCodes.of(cause))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public List<Untold> current(Instant now) {
        var untold = new HashMap<ConsultantId, Untold>();
        jdbc.sql("select consultant, cause, since from untold_change")
                .query((row, number) -> new Untold(
                        new ConsultantId(row.getInt("consultant")),
                        EnumCodes.constant(Cause.class, row.getString("cause")),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list()
                .forEach(each -> untold.put(each.consultant(), each));
        outbox.waitingSince(now.minus(SOON))
                .forEach((consultant, since) ->
                        untold.putIfAbsent(consultant, new Untold(consultant, Cause.NOT_DELIVERED, since)));
        return untold.values().stream()
                .sorted(Comparator.comparing(Untold::since).thenComparing(Untold::consultant))
                .toList();
    }

    @Override
    public EditResult told(ConsultantId consultant, Author author) {
        return transaction.run(() -> {
            var rows = jdbc.sql("delete from untold_change where consultant = :consultant")
                    .param("consultant", consultant.value())
                    .update();
            if (outbox.forget(consultant) + rows == 0) {
                return new EditResult.Outdated();
            }
            audit.write(author, "person-told", AuditSubject.of(consultant), List.of());
            return new EditResult.Done(consultant.toString());
        });
    }
}
