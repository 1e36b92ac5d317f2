package lv.helpline.shared.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import lv.helpline.shared.SentForms;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sent forms as rows. That one is the first is PostgreSQL's doing: of two rows with the same key it takes one.
@Component
final class JdbcSentForms implements SentForms {

    private final JdbcClient jdbc;

    JdbcSentForms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean isFirst(String tokenHash, Instant at) {
        jdbc.sql("delete from sent_form where sent_at < :forgotten")
                .param("forgotten", at.minus(MEMORY).atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("""
            insert into sent_form (token_hash, sent_at) values (:hash, :at) on conflict (token_hash) do nothing\
            """)
                        .param("hash", tokenHash)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @Override
    public void forget(String tokenHash) {
        jdbc.sql("delete from sent_form where token_hash = :hash")
                .param("hash", tokenHash)
                .update();
    }
}
