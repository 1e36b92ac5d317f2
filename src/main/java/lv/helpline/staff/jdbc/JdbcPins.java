package lv.helpline.staff.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.Author;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.identity.jdbc.SlowHashes;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Roster;
import lv.helpline.shared.NobodysHash;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.staff.Pins;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// PINs as hashes in rows of consultants, and failed attempts as rows of their own.
@Component
final class JdbcPins implements Pins {

    /// Whom the table takes for everybody without a PIN.
    private static final int NOBODY = 0;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JdbcAudit audit;
    private final SlowHashes hashes;
    private final String nobodys;

    JdbcPins(JdbcClient jdbc, PlatformTransactionManager transactions, JdbcAudit audit, SlowHashes hashes) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.audit = audit;
        this.hashes = hashes;
        this.nobodys = NobodysHash.random();
    }

    @Override
    public Optional<Duration> begin(Optional<ConsultantId> consultant, Instant at) {
        var known = consultant.filter(this::hasPin);
        return transaction.execute(status -> {
            var begun = jdbc.sql("""
                insert into pin_attempt as before (consultant, failed, last_at, queue_ends_at)
                values (:consultant, 1, :at, :at)
                on conflict (consultant) do update
                set failed = case when before.last_at < :forgotten then 1 else least(before.failed, 1000000) + 1 end,
                    last_at = greatest(before.last_at, :at),
                    queue_ends_at = greatest(before.queue_ends_at, :at) + guess_waits(
                        case when before.last_at < :forgotten then 0 else before.failed end, :free, :longest)
                where greatest(before.queue_ends_at, :at) + guess_waits(
                    case when before.last_at < :forgotten then 0 else before.failed end, :free, :longest) <= :queue
                returning failed, queue_ends_at\
                """)
                    .param("consultant", known.map(ConsultantId::value).orElse(NOBODY))
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("forgotten", at.minus(MEMORY).atOffset(ZoneOffset.UTC))
                    .param("free", FREE)
                    .param("longest", Math.toIntExact(LONGEST_WAIT.toSeconds()))
                    .param("queue", at.plus(LONGEST_QUEUE).atOffset(ZoneOffset.UTC))
                    .query((row, number) -> new Begun(
                            row.getInt("failed"),
                            Duration.between(
                                    at,
                                    row.getObject("queue_ends_at", OffsetDateTime.class)
                                            .toInstant())))
                    .optional();
            if (begun.filter(attempt -> attempt.failed() == MANY).isPresent() && known.isPresent()) {
                audit.write(Author.router(at), "pin-tried-in-vain", AuditSubject.of(known.get()), List.of());
            }
            return begun.map(Begun::waits);
        });
    }

    private record Begun(int failed, Duration waits) {}

    @Override
    public Optional<Verified> verify(Optional<ConsultantId> consultant, String pin, Instant at) {
        var hash = consultant.flatMap(this::hash);
        if (!hashes.matches(pin, hash.orElse(nobodys)) || hash.isEmpty()) {
            countWrong(at);
            return Optional.empty();
        }
        forget(consultant.get());
        return Optional.of(new Verified(consultant.get(), languages(consultant.get())));
    }

    private void countWrong(Instant at) {
        var day = LocalDate.ofInstant(at, Roster.ZONE);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from wrong_pins where day < cast(:day as date) - 30")
                    .param("day", day)
                    .update();
            var count = jdbc.sql("""
                insert into wrong_pins as before (day, count) values (:day, 1)
                on conflict (day) do update set count = before.count + 1 returning count\
                """).param("day", day).query(Integer.class).single();
            if (count == MANY_A_DAY) {
                audit.write(Author.router(at), "pins-tried-in-vain", AuditSubject.of(day), List.of());
            }
        });
    }

    @Override
    public int wrongOn(LocalDate day) {
        return jdbc.sql("select count from wrong_pins where day = :day")
                .param("day", day)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private boolean hasPin(ConsultantId consultant) {
        return hash(consultant).isPresent();
    }

    @Override
    public Set<ConsultantId> all() {
        return jdbc.sql("select id from consultant where pin_hash is not null")
                .query((row, number) -> new ConsultantId(row.getInt("id")))
                .set();
    }

    @Override
    public Optional<String> renew(ConsultantId consultant, Author author) {
        var pin = hashes.digits(DIGITS);
        var hash = hashes.of(pin);
        return transaction.execute(status -> {
            var rows = jdbc.sql("update consultant set pin_hash = :hash where id = :id and left_on is null")
                    .param("hash", hash)
                    .param("id", consultant.value())
                    .update();
            if (rows == 0) {
                return Optional.empty();
            }
            forget(consultant);
            audit.write(author, "pin-renewed", AuditSubject.of(consultant), List.of());
            return Optional.of(pin);
        });
    }

    private Optional<String> hash(ConsultantId consultant) {
        return jdbc.sql("select pin_hash from consultant where id = :id and pin_hash is not null")
                .param("id", consultant.value())
                .query(String.class)
                .optional();
    }

    private void forget(ConsultantId consultant) {
        jdbc.sql("delete from pin_attempt where consultant = :consultant")
                .param("consultant", consultant.value())
                .update();
    }

    /// That of their pages, then those that they speak.
    private List<Language> languages(ConsultantId consultant) {
        return jdbc.sql("""
            select account.language, consultant.languages
            from consultant left join account on account.consultant = consultant.id and account.active
            where consultant.id = :id\
            """)
                .param("id", consultant.value())
                .query((row, number) -> {
                    var languages = new ArrayList<Language>();
                    Optional.ofNullable(row.getString("language"))
                            .map(Language::new)
                            .ifPresent(languages::add);
                    EnumCodes.list(row.getArray("languages")).map(Language::new).forEach(languages::add);
                    return languages.stream().distinct().toList();
                })
                .single();
    }
}
