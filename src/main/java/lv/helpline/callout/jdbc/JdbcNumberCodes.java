package lv.helpline.callout.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.Author;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.callout.NumberCodes;
import lv.helpline.identity.jdbc.SlowHashes;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WhichPhone;
import lv.helpline.shared.jdbc.EnumCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Codes as rows, one a phone. Each row stays when its code was used, so that the day's tries are not forgotten.
@Component
final class JdbcNumberCodes implements NumberCodes {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JdbcAudit audit;
    private final SlowHashes hashes;

    JdbcNumberCodes(JdbcClient jdbc, PlatformTransactionManager transactions, JdbcAudit audit, SlowHashes hashes) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.audit = audit;
        this.hashes = hashes;
    }

    /// The column that says when a phone was last verified.
    static String verifiedAt(WhichPhone phone) {
        return switch (phone) {
            case FIRST -> "verified_at";
            case SECOND -> "second_verified_at";
        };
    }

    @Override
    public Optional<String> make(ConsultantId consultant, WhichPhone phone, Author author) {
        var code = hashes.digits(DIGITS);
        var hash = hashes.of(code);
        return transaction.execute(status -> {
            var rows = jdbc.sql("""
                insert into number_code (consultant, phone, code_hash, expires_at)
                select consultant, phone, :hash, :until from phone_of_a_consultant
                where consultant = :consultant and phone = :phone
                on conflict (consultant, phone) do update
                set code_hash = excluded.code_hash, expires_at = excluded.expires_at\
                """)
                    .param("hash", hash)
                    .param("until", author.at().plus(VALID_FOR).atOffset(ZoneOffset.UTC))
                    .param("consultant", consultant.value())
                    .param("phone", EnumCodes.of(phone))
                    .update();
            if (rows == 0) {
                return Optional.empty();
            }
            audit.write(author, "number-code-made", AuditSubject.of(consultant), List.of());
            return Optional.of(code);
        });
    }

    @Override
    public boolean exhausted(ConsultantId consultant, WhichPhone phone, Instant at) {
        return jdbc.sql("""
            select exists (select from number_code
                where consultant = :consultant and phone = :phone and tried_on = :day and tries >= :tries)\
            """)
                .param("consultant", consultant.value())
                .param("phone", EnumCodes.of(phone))
                .param("day", LocalDate.ofInstant(at, Roster.ZONE))
                .param("tries", TRIES_A_DAY)
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean verify(ConsultantId consultant, WhichPhone phone, String code, Instant at) {
        return count(consultant, phone, at)
                .filter(hash -> hashes.matches(code, hash))
                .filter(hash -> use(consultant, phone, hash, at))
                .isPresent();
    }

    /// The hash of the code that may be tried now; empty when there is none, or this day's tries are used up.
    private Optional<String> count(ConsultantId consultant, WhichPhone phone, Instant at) {
        return transaction.execute(status -> {
            var tried = jdbc.sql("""
                update number_code
                set tries = case when tried_on = :day then tries + 1 else 1 end, tried_on = :day
                where consultant = :consultant and phone = :phone and expires_at > :at
                    and (tried_on is distinct from :day or tries < :tries)
                returning tries, code_hash\
                """)
                    .param("day", LocalDate.ofInstant(at, Roster.ZONE))
                    .param("consultant", consultant.value())
                    .param("phone", EnumCodes.of(phone))
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("tries", TRIES_A_DAY)
                    .query((row, number) -> new Tried(row.getInt("tries"), row.getString("code_hash")))
                    .optional();
            if (tried.filter(attempt -> attempt.tries() == TRIES_A_DAY).isPresent()) {
                audit.write(Author.router(at), "number-code-tried-in-vain", AuditSubject.of(consultant), List.of());
            }
            return tried.map(Tried::hash);
        });
    }

    private record Tried(int tries, String hash) {}

    /// False when the number was changed meanwhile, which has ended the code. The consultant is locked before the code,
    /// as an edit of them does.
    private boolean use(ConsultantId consultant, WhichPhone phone, String hash, Instant at) {
        return transaction.execute(status -> {
            jdbc.sql("select id from consultant where id = :consultant for update")
                    .param("consultant", consultant.value())
                    .query(Integer.class)
                    .optional();
            var used = jdbc.sql("""
                update number_code set code_hash = null, expires_at = null
                where consultant = :consultant and phone = :phone and code_hash = :hash\
                """)
                    .param("consultant", consultant.value())
                    .param("phone", EnumCodes.of(phone))
                    .param("hash", hash)
                    .update();
            if (used == 0) {
                return false;
            }
            jdbc.sql("update consultant set " + verifiedAt(phone)
                            + " = :at where id = :consultant and left_on is null and phone_lost_at is null")
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("consultant", consultant.value())
                    .update();
            audit.write(Author.router(at), "number-verified", AuditSubject.of(consultant), List.of());
            return true;
        });
    }
}
