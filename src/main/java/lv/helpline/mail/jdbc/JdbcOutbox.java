package lv.helpline.mail.jdbc;

import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.mail.Outbox;
import lv.helpline.roster.ConsultantId;
import lv.helpline.shared.jdbc.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The outbox as rows. A row is locked while its mail is sent and deleted with the same commit; a router that dies in
/// between may send a mail twice, never not at all. What told a consultant of a change of their duties is
/// remembered for a week, without its words, for it may come back.
@Component
final class JdbcOutbox implements Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcOutbox.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

    /// Mail servers try for up to five days (RFC 5321, section 4.5.4.1).
    private static final Duration COMES_BACK_WITHIN = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    JdbcOutbox(JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
        transaction = new TransactionTemplate(transactions);
    }

    private record Waiting(long id, Mail mail, int attempts, Instant since) {}

    @Override
    public void add(Mail mail, Instant at) {
        jdbc.sql("""
            insert into mail (recipient, subject, body, tells, created_at, due_at)
            values (:to, :subject, :text, :tells, :at, :at)\
            """)
                .param("to", mail.to())
                .param("subject", mail.subject())
                .param("text", mail.text())
                .param("tells", mail.tells().map(ConsultantId::value).orElse(null), Types.SMALLINT)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public int send(Instant at, Sender sender) {
        giveUp(at);
        var sent = 0;
        var more = true;
        while (more) {
            var result = transaction.execute(_ -> next(at).map(waiting -> sendOne(waiting, at, sender)));
            more = result.isPresent();
            sent += result.orElse(false) ? 1 : 0;
        }
        return sent;
    }

    private Optional<Waiting> next(Instant at) {
        return jdbc.sql("""
            select id, recipient, subject, body, tells, attempts, created_at from mail where due_at <= :at
            order by due_at, id for update skip locked limit 1\
            """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Waiting(
                        row.getLong("id"),
                        new Mail(
                                row.getString("recipient"),
                                row.getString("subject"),
                                row.getString("body"),
                                tells(row)),
                        row.getInt("attempts"),
                        instant(row)))
                .optional();
    }

    private boolean sendOne(Waiting waiting, Instant at, Sender sender) {
        var id = UUID.randomUUID();
        try {
            sender.send(waiting.mail(), id);
        } catch (RuntimeException unsent) {
            LOG.warn("A mail could not be sent: {}", unsent.getClass().getSimpleName());
            var wait = new Backoff(FIRST_WAIT, LONGEST_WAIT, waiting.attempts() + 1).delay();
            jdbc.sql("update mail set due_at = :due, attempts = attempts + 1 where id = :id")
                    .param("due", at.plus(wait).atOffset(ZoneOffset.UTC))
                    .param("id", waiting.id())
                    .update();
            return false;
        }
        jdbc.sql("delete from mail where id = :id").param("id", waiting.id()).update();
        waiting.mail()
                .tells()
                .ifPresent(consultant -> jdbc.sql("""
                insert into sent_mail (id, tells, created_at, sent_at) values (:id, :tells, :since, :at)\
                """)
                        .param("id", id)
                        .param("tells", consultant.value())
                        .param("since", waiting.since().atOffset(ZoneOffset.UTC))
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update());
        return true;
    }

    @Override
    public void returned(UUID id) {
        transaction.executeWithoutResult(_ -> jdbc.sql(
                        "delete from sent_mail where id = :id returning tells, created_at")
                .param("id", id)
                .query((row, number) -> new NotDelivered(tells(row).orElseThrow(), instant(row)))
                .list()
                .forEach(mail -> {
                    events.publishEvent(mail);
                    LOG.warn("A mail of changed duties came back");
                }));
    }

    @Override
    public void giveUp(Instant at) {
        transaction.executeWithoutResult(_ -> {
            var given = jdbc.sql("delete from mail where created_at < :before returning tells, created_at")
                    .param("before", at.minus(GIVEN_UP_AFTER).atOffset(ZoneOffset.UTC))
                    .query((row, number) -> {
                        var since = instant(row);
                        return tells(row).map(consultant -> new NotDelivered(consultant, since));
                    })
                    .list();
            jdbc.sql("delete from sent_mail where sent_at < :before")
                    .param("before", at.minus(COMES_BACK_WITHIN).atOffset(ZoneOffset.UTC))
                    .update();
            given.forEach(each -> each.ifPresent(events::publishEvent));
            if (!given.isEmpty()) {
                LOG.error("{} mails could not be sent for a day and are given up", given.size());
            }
        });
    }

    @Override
    public Map<ConsultantId, Instant> waitingSince(Instant before) {
        return jdbc
                .sql("""
                select tells, min(created_at) as created_at from mail
                where tells is not null and created_at < :before group by tells\
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query((row, number) -> Map.entry(new ConsultantId(row.getInt("tells")), instant(row)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public int forget(ConsultantId told) {
        jdbc.sql("delete from sent_mail where tells = :told")
                .param("told", told.value())
                .update();
        return jdbc.sql("delete from mail where tells = :told")
                .param("told", told.value())
                .update();
    }

    private static Optional<ConsultantId> tells(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("tells", Integer.class)).map(ConsultantId::new);
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("created_at", OffsetDateTime.class).toInstant();
    }
}
