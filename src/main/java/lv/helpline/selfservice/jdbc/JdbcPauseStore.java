package lv.helpline.selfservice.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import lv.helpline.audit.Author;
import lv.helpline.roster.Pause;
import lv.helpline.selfservice.PauseStore;
import lv.helpline.selfservice.Pauses;
import lv.helpline.shared.EditResult;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Pauses that were asked for by phone, among all others and in the audit like them.
@Component
final class JdbcPauseStore implements PauseStore {

    /// How far the clocks of Asterisk and of two routers may be apart.
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Pauses pauses;

    JdbcPauseStore(JdbcClient jdbc, Pauses pauses) {
        this.jdbc = jdbc;
        this.pauses = pauses;
    }

    @Override
    public boolean enter(Pause pause, Instant at) {
        try {
            return isWithinAnother(pause)
                    || pauses.pause(
                                    pause.consultant(),
                                    pause.start(),
                                    pause.end(),
                                    Author.byPhone(pause.consultant(), at))
                            instanceof EditResult.Done;
        } catch (DataAccessException | TransactionException unavailable) {
            throw new PauseStoreUnavailable(unavailable);
        }
    }

    private boolean isWithinAnother(Pause pause) {
        return jdbc.sql("""
            select exists (select from pause where consultant = :consultant and starts <= :starts and ends >= :ends)\
            """)
                .param("consultant", pause.consultant().value())
                .param("starts", pause.start().plus(CLOCKS).atOffset(ZoneOffset.UTC))
                .param("ends", pause.end().minus(CLOCKS).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
