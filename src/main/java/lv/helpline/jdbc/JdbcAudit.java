package lv.helpline.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lv.helpline.admin.AccountId;
import lv.helpline.admin.Audit;
import lv.helpline.admin.AuditEntry;
import lv.helpline.admin.Author;
import lv.helpline.admin.Change;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The audit as a chain of rows.
final class JdbcAudit implements Audit {

    /// Of all who would add an entry one at a time does; a number that nothing else here locks.
    private static final long LOCK = 0x617564_6974L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json = new JsonMapper();

    JdbcAudit(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void note(Author author, String action, String subject) {
        transaction.executeWithoutResult(status -> write(author, action, subject, List.of()));
    }

    /// Adds an entry in the transaction that is under way. It is the last thing that the transaction does, for others
    /// wait from here on.
    void write(Author author, String action, String subject, List<Change> changes) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> "locked")
                .single();
        var last = jdbc.sql("select * from audit_entry order by id desc limit 1")
                .query(JdbcAudit::entry)
                .optional();
        var entry = AuditEntry.chained(
                last.map(AuditEntry::id).orElse(0L) + 1,
                author,
                action,
                subject,
                json.writeValueAsString(changes),
                last.map(AuditEntry::hash).orElse(AuditEntry.NONE));
        jdbc.sql("""
            insert into audit_entry (id, at, actor, actor_name, action, subject, changes, previous_hash, hash)
            values (:id, :at, :actor, :actorName, :action, :subject, :changes, :previous, :hash)\
            """)
                .param("id", entry.id())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("actor", entry.actor().map(AccountId::value).orElse(null), Types.INTEGER)
                .param("actorName", entry.actorName())
                .param("action", entry.action())
                .param("subject", entry.subject())
                .param("changes", entry.changes())
                .param("previous", entry.previous())
                .param("hash", entry.hash())
                .update();
    }

    @Override
    public List<AuditEntry> newest(Optional<Long> before, int limit) {
        return jdbc.sql("select * from audit_entry where id < :before order by id desc limit :limit")
                .param("before", before.orElse(Long.MAX_VALUE))
                .param("limit", limit)
                .query(JdbcAudit::entry)
                .list();
    }

    @Override
    public Verdict verify() {
        var chain = new Chain();
        transaction.executeWithoutResult(status -> jdbc.sql("select * from audit_entry order by id")
                .withFetchSize(500)
                .query(row -> {
                    chain.add(entry(row, 0));
                }));
        return new Verdict(chain.entries, chain.hash, Optional.ofNullable(chain.broken));
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("actor", Integer.class)).map(AccountId::new),
                row.getString("actor_name"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("changes"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    /// The chain up to where it was read.
    private static final class Chain {
        private long entries;
        private long id;
        private String hash = AuditEntry.NONE;
        private @Nullable Long broken;

        void add(AuditEntry entry) {
            if (broken == null && !entry.follows(id, hash)) {
                broken = entry.id();
            }
            entries++;
            id = entry.id();
            hash = entry.hash();
        }
    }
}
