package lv.helpline.identity.jdbc;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.identity.ApiKeys;
import lv.helpline.roster.Roster;
import lv.helpline.shared.DisplayName;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// API keys as rows.
@Component
final class JdbcApiKeys implements ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApiKeys.class);

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;

    JdbcApiKeys(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
    }

    @Override
    public List<Token> all() {
        return jdbc.sql("""
            select api_token.*, account.name as owner_name from api_token join account on account.id = account
            order by api_token.id desc\
            """).query(JdbcApiKeys::token).list();
    }

    @Override
    public EditResult add(String name, Set<Scope> scopes, Instant expiresAt, String hash, Author author) {
        return auditedTransaction.run(() -> {
            var id = jdbc.sql("""
                insert into api_token (name, token_hash, scopes, account, created_at, expires_at)
                values (:name, :hash, string_to_array(:scopes, ','), :owner, :created, :expires) returning id\
                """)
                    .param("name", DisplayName.cleaned(name))
                    .param("hash", hash)
                    .param("scopes", joined(scopes))
                    .param("owner", author.account().orElseThrow().value())
                    .param("created", author.at().atOffset(ZoneOffset.UTC))
                    .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                    .query(Integer.class)
                    .single();
            audit.write(
                    author,
                    "token-added",
                    AuditSubject.token(id),
                    List.of(
                            Change.added("name", new AuditValue.Text(DisplayName.cleaned(name))),
                            Change.added("scopes", spoken(scopes)),
                            Change.added("last-day", new AuditValue.Day(ApiKeys.lastDayOf(expiresAt)))));
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public EditResult revoke(int id, Author author) {
        return auditedTransaction.run(() -> {
            var name = jdbc.sql("""
                update api_token set revoked_at = :at where id = :id and revoked_at is null returning name\
                """)
                    .param("at", author.at().atOffset(ZoneOffset.UTC))
                    .param("id", id)
                    .query(String.class)
                    .optional();
            if (name.isEmpty()) {
                return new EditResult.Outdated();
            }
            audit.write(
                    author,
                    "token-revoked",
                    AuditSubject.token(id),
                    List.of(Change.removed("name", new AuditValue.Text(name.get()))));
            return new EditResult.Done(Integer.toString(id));
        });
    }

    @Override
    public Optional<Token> use(String hash, Instant at) {
        var found = jdbc.sql("""
            select api_token.*, account.name as owner_name from api_token join account on account.id = account
            where token_hash = :hash and revoked_at is null and expires_at > :at
                and account.active and account.role = 'administrator'\
            """)
                .param("hash", hash)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(JdbcApiKeys::token)
                .optional();
        var today = dayOf(at);
        found.filter(token -> !token.lastUsedOn().equals(Optional.of(today))).ifPresent(token -> used(token, today));
        return found;
    }

    /// An API client reads on while the database takes no writes.
    private void used(Token token, LocalDate today) {
        try {
            jdbc.sql("update api_token set last_used_on = :today where id = :id")
                    .param("today", today)
                    .param("id", token.id())
                    .update();
        } catch (DataAccessException unwritable) {
            LOG.debug("That a key was used today could not be kept", unwritable);
        }
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, Roster.ZONE);
    }

    private static AuditValue spoken(Set<Scope> scopes) {
        return new AuditValue.Several(scopes.stream()
                .sorted()
                .<AuditValue>map(scope -> new AuditValue.Word("scope", scope.word()))
                .toList());
    }

    private static String joined(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::word).collect(joining(","));
    }

    private static Token token(ResultSet row, int number) throws SQLException {
        return new Token(
                row.getInt("id"),
                row.getString("name"),
                EnumCodes.list(row.getArray("scopes"))
                        .map(word -> EnumCodes.constant(Scope.class, word))
                        .collect(toSet()),
                new AccountId(row.getInt("account")),
                row.getString("owner_name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getObject("last_used_on", LocalDate.class)));
    }
}
