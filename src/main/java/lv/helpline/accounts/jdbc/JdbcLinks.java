package lv.helpline.accounts.jdbc;

import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.accounts.Accounts;
import lv.helpline.audit.AccountId;
import lv.helpline.shared.jdbc.EnumCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Links as rows. That a link counts once is PostgreSQL's doing: of two updates of one row the second finds it used.
@Component
final class JdbcLinks implements Accounts.Links {

    private final JdbcClient jdbc;

    JdbcLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(String tokenHash, Link link, Instant createdAt, Instant expiresAt) {
        insert(tokenHash, null, link, createdAt, expiresAt);
    }

    @Override
    public void addWithCode(String tokenHash, String codeHash, Link link, Instant createdAt, Instant expiresAt) {
        insert(tokenHash, codeHash, link, createdAt, expiresAt);
    }

    /// What ended long ago goes at the same time: nobody asks for it any more.
    private void insert(String tokenHash, @Nullable String codeHash, Link link, Instant createdAt, Instant expiresAt) {
        jdbc.sql("delete from sign_in_link where expires_at < cast(:now as timestamptz) - interval '7 days'")
                .param("now", createdAt.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
            insert into sign_in_link (token_hash, code_hash, purpose, account, created_at, expires_at)
            values (:hash, :code, :purpose, :account, :created, :expires)\
            """)
                .param("hash", tokenHash)
                .param("code", codeHash, Types.VARCHAR)
                .param("purpose", EnumCodes.of(link.purpose()))
                .param("account", link.account().map(AccountId::value).orElse(null), Types.INTEGER)
                .param("created", createdAt.atOffset(ZoneOffset.UTC))
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void goesBy(String tokenHash, UUID mail) {
        jdbc.sql("update sign_in_link set mail = :mail where token_hash = :hash")
                .param("mail", mail)
                .param("hash", tokenHash)
                .update();
    }

    @Override
    public void cameBack(UUID mail, Instant at) {
        jdbc.sql("update sign_in_link set came_back_at = :at where mail = :mail")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("mail", mail)
                .update();
    }

    @Override
    public void endInvitations(AccountId account) {
        jdbc.sql("delete from sign_in_link where account = :account and purpose = :purpose")
                .param("account", account.value())
                .param("purpose", EnumCodes.of(Purpose.INVITATION))
                .update();
    }

    @Override
    public Map<AccountId, Invitation> invitations(Instant at) {
        return jdbc
                .sql("""
                select distinct on (account) account, used_at is not null as used, expires_at > :at as good,
                    mail is not null as mailed, came_back_at is not null as came_back
                from sign_in_link where purpose = :purpose order by account, created_at desc\
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("purpose", EnumCodes.of(Purpose.INVITATION))
                .query((row, number) -> Map.entry(new AccountId(row.getInt("account")), invitation(row)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        if (row.getBoolean("used")) {
            return Invitation.USED;
        }
        if (row.getBoolean("came_back")) {
            return Invitation.RETURNED;
        }
        if (!row.getBoolean("good")) {
            return Invitation.EXPIRED;
        }
        return row.getBoolean("mailed") ? Invitation.SENT : Invitation.MADE;
    }

    @Override
    public Optional<Link> find(String tokenHash, Instant at) {
        return jdbc.sql("""
            select purpose, account from sign_in_link
            where token_hash = :hash and used_at is null and expires_at > :at\
            """)
                .param("hash", tokenHash)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(JdbcLinks::link)
                .optional();
    }

    @Override
    public Optional<Link> use(String tokenHash, Instant at) {
        return use("token_hash", tokenHash, at);
    }

    @Override
    public Optional<Link> useCode(String codeHash, Instant at) {
        return use("code_hash", codeHash, at);
    }

    private Optional<Link> use(String column, String hash, Instant at) {
        return jdbc.sql("""
            update sign_in_link set used_at = :at
            where %s = :hash and used_at is null and expires_at > :at
            returning purpose, account\
            """.formatted(column))
                .param("hash", hash)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(JdbcLinks::link)
                .optional();
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        return new Link(
                EnumCodes.constant(Purpose.class, row.getString("purpose")),
                Optional.ofNullable(row.getObject("account", Integer.class)).map(AccountId::new));
    }
}
