package lv.helpline.staff.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.audit.jdbc.Edits;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.roster.ConsultantId;
import lv.helpline.shared.Saved;
import lv.helpline.staff.Feeds;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Addresses of feeds as rows, one for each consultant at most.
@Component
final class JdbcFeeds implements Feeds {

    private final JdbcClient jdbc;
    private final Edits edits;
    private final JdbcAudit audit;

    JdbcFeeds(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.edits = edits;
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
    public Saved make(ConsultantId consultant, String tokenHash, Author author) {
        return edits.run(() -> {
            jdbc.sql("""
                insert into feed (consultant, token_hash, made_at) values (:consultant, :hash, :at)
                on conflict (consultant) do update set token_hash = excluded.token_hash, made_at = excluded.made_at\
                """)
                    .param("consultant", consultant.value())
                    .param("hash", tokenHash)
                    .param("at", author.at().atOffset(ZoneOffset.UTC))
                    .update();
            audit.write(author, "feed-made", "consultant " + consultant, List.of());
            return new Saved.Done(consultant.toString());
        });
    }

    @Override
    public Saved revoke(ConsultantId consultant, Author author) {
        return edits.run(() -> {
            var rows = jdbc.sql("delete from feed where consultant = :consultant")
                    .param("consultant", consultant.value())
                    .update();
            if (rows == 0) {
                return new Saved.Outdated();
            }
            audit.write(author, "feed-revoked", "consultant " + consultant, List.of());
            return new Saved.Done(consultant.toString());
        });
    }
}
