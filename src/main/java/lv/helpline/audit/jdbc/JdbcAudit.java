package lv.helpline.audit.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditCodec;
import lv.helpline.audit.AuditEntry;
import lv.helpline.audit.AuditFilter;
import lv.helpline.audit.AuditKeys;
import lv.helpline.audit.AuditRecord;
import lv.helpline.audit.AuditSeal;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.Author;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LineId;
import lv.helpline.shared.StartupTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// The audit as a chain of rows.
public final class JdbcAudit implements Audit, StartupTask {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcAudit.class);

    /// Of all who would add an entry one at a time does; a number that nothing else here locks.
    private static final long LOCK = 0x617564_6974L;

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditKeys keys;

    public JdbcAudit(JdbcClient jdbc, PlatformTransactionManager transactions, AuditKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void note(Author author, String action, AuditSubject subject) {
        transaction.executeWithoutResult(status -> write(author, action, subject, List.of()));
    }

    @Override
    public void write(Author author, List<AuditRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        lock();
        var last = last();
        var added = new ArrayList<AuditEntry>();
        for (var record : records) {
            added.add(following(added.isEmpty() ? last : Optional.of(added.getLast()), author, record));
        }
        insert(added);
        if (keys.areThere()) {
            seal(last, added.getLast());
        }
    }

    private AuditEntry following(Optional<AuditEntry> before, Author author, AuditRecord record) {
        return AuditEntry.chained(
                before.map(AuditEntry::id).orElse(0L) + 1,
                author,
                record.action(),
                record.subject().toString(),
                AuditCodec.json(record.changes()),
                before.map(AuditEntry::hash).orElse(AuditEntry.NONE),
                keys);
    }

    /// A row of the table, as PostgreSQL reads it from JSON.
    private record Row(
            long id,
            Instant at,
            @Nullable Integer actor,
            String actorName,
            String action,
            String subject,
            String changes,
            int version,
            String previousHash,
            String hash) {

        static Row of(AuditEntry entry) {
            return new Row(
                    entry.id(),
                    entry.at(),
                    entry.actor().map(AccountId::value).orElse(null),
                    entry.actorName(),
                    entry.action(),
                    entry.subject(),
                    entry.changes(),
                    entry.version(),
                    entry.previous(),
                    entry.hash());
        }
    }

    private void insert(List<AuditEntry> entries) {
        jdbc.sql("""
            insert into audit_entry (id, at, actor, actor_name, action, subject, changes, version, previous_hash, hash)
            select id, at, actor, actor_name, action, subject, changes, version, previous_hash, hash
            from json_populate_recordset(cast(null as audit_entry), cast(:entries as json))\
            """)
                .param(
                        "entries",
                        JSON.writeValueAsString(entries.stream().map(Row::of).toList()))
                .update();
    }

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> "locked")
                .single();
    }

    private Optional<AuditEntry> last() {
        return jdbc.sql("select * from audit_entry order by id desc limit 1")
                .query(JdbcAudit::entry)
                .optional();
    }

    /// Where there is a seal that does not fit, it stays, for a new one would hide what happened.
    private void seal(Optional<AuditEntry> last, AuditEntry added) {
        var before = seal();
        if (before.isEmpty() && !last.map(AuditEntry::isKeyed).orElse(false)) {
            store(AuditSeal.over(added.id(), added.hash(), keys));
            return;
        }
        before.flatMap(seal -> seal.advanced(last, added, keys))
                .ifPresentOrElse(
                        this::store,
                        () -> LOG.error(
                                "The audit is not as it was sealed: entries before {} were removed, or a router "
                                        + "without helpline.web.key wrote some. Run verify-audit.",
                                added.id()));
    }

    private void store(AuditSeal seal) {
        jdbc.sql("""
            insert into audit_seal (entries, last_hash, seal) values (:entries, :last, :seal)
            on conflict (the_only) do update
            set entries = excluded.entries, last_hash = excluded.last_hash, seal = excluded.seal\
            """)
                .param("entries", seal.entries())
                .param("last", seal.lastHash())
                .param("seal", seal.seal())
                .update();
    }

    private Optional<AuditSeal> seal() {
        return jdbc.sql("select * from audit_seal")
                .query((row, number) ->
                        new AuditSeal(row.getLong("entries"), row.getString("last_hash"), row.getString("seal")))
                .optional();
    }

    /// Seals what was written before there was a key. What has a key was sealed when it was written.
    @Override
    public void run() {
        if (!keys.areThere()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            lock();
            var last = last();
            if (seal().isEmpty() && !last.map(AuditEntry::isKeyed).orElse(false)) {
                var entries = last.map(AuditEntry::id).orElse(0L);
                store(AuditSeal.over(entries, last.map(AuditEntry::hash).orElse(AuditEntry.NONE), keys));
                LOG.info("The audit is sealed from now on; it has {} entries from before.", entries);
            }
        });
    }

    @Override
    public List<AuditEntry> newest(AuditFilter filter, Optional<Long> before, int limit) {
        return jdbc.sql("""
            select * from audit_entry
            where id < :before
                and (cast(:by as integer) is null or actor = :by)
                and (cast(:from as timestamptz) is null or at >= :from)
                and (cast(:until as timestamptz) is null or at < :until)
                and (cast(:person as integer) is null or subject = 'consultant ' || :person
                    or jsonb_path_exists(changes::jsonb, '$.**.consultant ? (@ == $id)',
                        jsonb_build_object('id', cast(:person as integer))))
                and (cast(:line as text) is null or subject = 'line ' || :line
                    or jsonb_path_exists(changes::jsonb, '$.**.line ? (@ == $id)',
                        jsonb_build_object('id', cast(:line as text))))
                and (cast(:about as text) is null or subject = :about or starts_with(subject, :about || ' '))
            order by id desc limit :limit\
            """)
                .param("before", before.orElse(Long.MAX_VALUE))
                .param("by", filter.by().map(AccountId::value).orElse(null), Types.INTEGER)
                .param("from", utc(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", utc(filter.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("person", filter.person().map(ConsultantId::value).orElse(null), Types.INTEGER)
                .param("line", filter.line().map(LineId::value).orElse(null), Types.VARCHAR)
                .param("about", filter.about().map(AuditSubject.Kind::word).orElse(null), Types.VARCHAR)
                .param("limit", limit)
                .query(JdbcAudit::entry)
                .list();
    }

    private static @Nullable OffsetDateTime utc(Optional<Instant> instant) {
        return instant.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    @Override
    public Verdict verify() {
        var chain = new Chain(keys);
        return transaction.execute(status -> {
            // Nobody adds an entry between the chain and its seal.
            lock();
            jdbc.sql("select * from audit_entry order by id").withFetchSize(500).query(row -> {
                chain.add(entry(row, 0));
            });
            return new Verdict(
                    chain.entries,
                    chain.hash,
                    Optional.ofNullable(chain.broken),
                    Optional.ofNullable(chain.unkeyed),
                    sealed(chain, seal()));
        });
    }

    private Sealed sealed(Chain chain, Optional<AuditSeal> seal) {
        if (!keys.areThere()) {
            return seal.isPresent() || chain.keyed ? Sealed.UNREADABLE : Sealed.NEVER;
        }
        return seal.map(each -> each.fits(chain.entries, chain.hash, keys) ? Sealed.FITS : Sealed.BROKEN)
                .orElse(Sealed.MISSING);
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
                row.getInt("version"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    /// The chain up to where it was read.
    private static final class Chain {
        private final AuditKeys keys;
        private long entries;
        private long id;
        private String hash = AuditEntry.NONE;
        private boolean keyed;
        private @Nullable Long broken;
        private @Nullable Long unkeyed;

        Chain(AuditKeys keys) {
            this.keys = keys;
        }

        void add(AuditEntry entry) {
            if (broken == null && !entry.follows(id, hash, keys)) {
                broken = entry.id();
            }
            if (unkeyed == null && keyed && !entry.isKeyed()) {
                unkeyed = entry.id();
            }
            keyed |= entry.isKeyed();
            entries++;
            id = entry.id();
            hash = entry.hash();
        }
    }
}
