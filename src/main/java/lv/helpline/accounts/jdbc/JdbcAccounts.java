package lv.helpline.accounts.jdbc;

import static java.util.function.Predicate.not;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Roster;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Accounts as rows.
@Component
final class JdbcAccounts implements Accounts {

    /// Of two who would be the first administrator one is.
    private static final long FIRST_LOCK = 0x6669727374L;

    private static final String DELETE_LINKS = "delete from sign_in_link where account = :id";

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;

    JdbcAccounts(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
    }

    @Override
    public Optional<Account> findActive(AccountId id) {
        return find(id).filter(Account::active);
    }

    @Override
    public Optional<Account> findActive(String email) {
        return jdbc.sql("select * from account where email = :email and active")
                .param("email", Accounts.normalized(email))
                .query(JdbcAccounts::account)
                .optional();
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return jdbc.sql("select * from account where id = :id")
                .param("id", id.value())
                .query(JdbcAccounts::account)
                .optional();
    }

    @Override
    public List<Account> all() {
        return jdbc.sql("select * from account order by active desc, name, id")
                .query(JdbcAccounts::account)
                .list();
    }

    @Override
    public int administrators() {
        return jdbc.sql("""
            select count(*) from account where active and role = 'administrator'
                and (password_hash is not null or exists (
                    select from user_entities
                    join user_credentials on user_entity_user_id = user_entities.id
                    where user_entities.name = account.email))\
            """).query(Integer.class).single();
    }

    @Override
    public EditResult add(String email, String name, Role role, Optional<ConsultantId> consultant, Author author) {
        return auditedTransaction.run(() -> insert(email, name, role, consultant, author));
    }

    @Override
    public EditResult addFirst(String email, String name, Author author) {
        return auditedTransaction.run(() -> {
            jdbc.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", FIRST_LOCK)
                    .query((row, number) -> "locked")
                    .single();
            if (administratorExists()) {
                return new EditResult.Outdated();
            }
            return insert(email, name, Role.ADMINISTRATOR, Optional.empty(), author);
        });
    }

    private EditResult insert(String email, String name, Role role, Optional<ConsultantId> consultant, Author author) {
        var address = Accounts.normalized(email);
        var id = jdbc.sql("""
            insert into account (email, name, role, consultant) values (:email, :name, :role, :consultant)
            returning id\
            """)
                .param("email", address)
                .param("name", DisplayName.cleaned(name))
                .param("role", role.word())
                .param("consultant", consultant.map(ConsultantId::value).orElse(null), Types.SMALLINT)
                .query(Integer.class)
                .single();
        audit.write(
                author, "account-added", AuditSubject.of(new AccountId(id)), List.of(Change.added("role", word(role))));
        return new EditResult.Done(id.toString());
    }

    @Override
    public EditResult change(Account changed, Author author) {
        return auditedTransaction.run(() -> {
            var before = find(changed.id()).orElse(null);
            var rows = jdbc.sql("""
                update account
                set email = :email, name = :name, role = :role, consultant = :consultant, version = version + 1
                where id = :id and version = :version and active\
                """)
                    .param("email", Accounts.normalized(changed.email()))
                    .param("name", DisplayName.cleaned(changed.name()))
                    .param("role", changed.role().word())
                    .param(
                            "consultant",
                            changed.consultant().map(ConsultantId::value).orElse(null),
                            Types.SMALLINT)
                    .param("id", changed.id().value())
                    .param("version", changed.version())
                    .update();
            if (rows == 0 || before == null) {
                return new EditResult.Outdated();
            }
            if (!before.email().equals(Accounts.normalized(changed.email())) || before.role() != changed.role()) {
                jdbc.sql(DELETE_LINKS).param("id", changed.id().value()).update();
            }
            var changes = new ArrayList<Change>();
            changes.add(Change.of("role", word(before.role()), word(changed.role())));
            changes.add(new Change("consultant", consultantOf(before), consultantOf(changed)));
            changes.removeIf(Change::isNone);
            if (!before.email().equals(Accounts.normalized(changed.email()))) {
                changes.add(Change.hidden("email"));
            }
            if (!before.name().equals(DisplayName.cleaned(changed.name()))) {
                changes.add(Change.hidden("name"));
            }
            audit.write(author, "account-changed", AuditSubject.of(changed.id()), changes);
            return new EditResult.Done(changed.id().toString());
        });
    }

    @Override
    public EditResult end(AccountId id, int version, Author author) {
        return auditedTransaction.run(() -> {
            var rows = jdbc.sql("""
                update account set active = false, version = version + 1, consultant = null, ended_on = :today
                where id = :id and version = :version and active\
                """)
                    .param("today", LocalDate.ofInstant(author.at(), Roster.ZONE))
                    .param("id", id.value())
                    .param("version", version)
                    .update();
            if (rows == 0) {
                return new EditResult.Outdated();
            }
            deleteProofs(id);
            audit.write(author, "account-ended", AuditSubject.of(id), List.of());
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public void forgetProofs(AccountId id, Author author) {
        auditedTransaction.run(() -> {
            deleteProofs(id);
            audit.write(author, "proofs-forgotten", AuditSubject.of(id), List.of());
            return new EditResult.Done(id.toString());
        });
    }

    private void deleteProofs(AccountId id) {
        for (var sql : List.of(
                "update account set password_hash = null, totp_secret = null where id = :id",
                "delete from recovery_code where account = :id",
                DELETE_LINKS,
                """
                delete from user_credentials where user_entity_user_id in (
                    select user_entities.id from user_entities join account on account.email = user_entities.name
                    where account.id = :id)\
                """)) {
            jdbc.sql(sql).param("id", id.value()).update();
        }
    }

    @Override
    public void setLanguage(AccountId id, Language language) {
        jdbc.sql("update account set language = :language where id = :id")
                .param("language", language.code())
                .param("id", id.value())
                .update();
    }

    @Override
    public Proofs proofs(AccountId id) {
        return jdbc.sql("""
            select password_hash, totp_secret,
                (select count(*) from user_entities
                 join user_credentials on user_entity_user_id = user_entities.id
                 where user_entities.name = account.email) as passkeys,
                (select count(*) from recovery_code
                 where recovery_code.account = account.id and used_at is null) as codes
            from account where id = :id\
            """)
                .param("id", id.value())
                .query((row, number) -> new Proofs(
                        Optional.ofNullable(row.getString("password_hash")),
                        Optional.ofNullable(row.getString("totp_secret")),
                        row.getInt("passkeys"),
                        row.getInt("codes")))
                .single();
    }

    @Override
    public void setPassword(AccountId id, String hash, String totpSecret, Author author) {
        auditedTransaction.run(() -> {
            jdbc.sql("""
                update account set password_hash = :hash, totp_secret = :secret, totp_last_step = 0 where id = :id\
                """)
                    .param("hash", hash)
                    .param("secret", totpSecret)
                    .param("id", id.value())
                    .update();
            audit.write(author, "password-set", AuditSubject.of(id), List.of());
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public void renewHash(AccountId id, String before, String after) {
        jdbc.sql("update account set password_hash = :after where id = :id and password_hash = :before")
                .param("after", after)
                .param("id", id.value())
                .param("before", before)
                .update();
    }

    @Override
    public void reseal(AccountId id, String before, String after) {
        jdbc.sql("update account set totp_secret = :after where id = :id and totp_secret = :before")
                .param("after", after)
                .param("id", id.value())
                .param("before", before)
                .update();
    }

    @Override
    public boolean useTotpStep(AccountId id, long step) {
        return jdbc.sql("update account set totp_last_step = :step where id = :id and totp_last_step < :step")
                        .param("step", step)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    @Override
    public void setRecoveryCodes(AccountId id, List<String> hashes, Author author) {
        auditedTransaction.run(() -> {
            jdbc.sql("delete from recovery_code where account = :id")
                    .param("id", id.value())
                    .update();
            for (var hash : hashes) {
                jdbc.sql("insert into recovery_code (account, code_hash) values (:id, :hash)")
                        .param("id", id.value())
                        .param("hash", hash)
                        .update();
            }
            audit.write(author, "recovery-codes-made", AuditSubject.of(id), List.of());
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public boolean useRecoveryCode(AccountId id, String hash, Author author) {
        return auditedTransaction.run(() -> {
                    var rows = jdbc.sql("""
                        update recovery_code set used_at = :at where account = :id and code_hash = :hash and used_at is null\
                        """)
                            .param("at", author.at().atOffset(ZoneOffset.UTC))
                            .param("id", id.value())
                            .param("hash", hash)
                            .update();
                    if (rows == 0) {
                        return new EditResult.Outdated();
                    }
                    audit.write(author, "recovery-code-used", AuditSubject.of(id), List.of());
                    return new EditResult.Done(id.toString());
                })
                instanceof EditResult.Done;
    }

    private static Optional<AuditValue> consultantOf(Account account) {
        return account.consultant().map(AuditValue.Person::new);
    }

    private static AuditValue word(Role role) {
        return new AuditValue.Word("role", role.word());
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                new AccountId(row.getInt("id")),
                row.getString("email"),
                row.getString("name"),
                EnumCodes.constant(Role.class, row.getString("role")),
                Optional.of(row.getInt("consultant"))
                        .filter(not(Integer.valueOf(0)::equals))
                        .map(ConsultantId::new),
                new Language(row.getString("language")),
                row.getBoolean("active"),
                row.getInt("version"));
    }
}
