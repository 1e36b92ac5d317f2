package lv.helpline.identity.web;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import lv.helpline.shared.web.RefusedWrites;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.transaction.TransactionException;

/// Treats a session that cannot be read as none: whoever has it signs in again, and every open page answers.
/// One that is broken is deleted; one that the database does not give now is there again when the database is.
final class ReadableSessions<S extends Session> implements FindByIndexNameSessionRepository<S> {

    private static final Logger LOG = LoggerFactory.getLogger(ReadableSessions.class);

    private final FindByIndexNameSessionRepository<S> sessions;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicBoolean unwritable = new AtomicBoolean();

    ReadableSessions(FindByIndexNameSessionRepository<S> sessions) {
        this.sessions = sessions;
    }

    @Override
    public @Nullable S findById(String id) {
        try {
            var found = sessions.findById(id);
            if (found != null) {
                // What an attribute holds is read when it is asked for.
                known(found);
            }
            if (away.getAndSet(false)) {
                LOG.info("Sessions can be read again");
            }
            return found;
        } catch (DataAccessException | TransactionException unreachable) {
            if (!away.getAndSet(true)) {
                LOG.warn(
                        "Sessions cannot be read now, nobody is signed in: {}",
                        unreachable.getClass().getSimpleName());
            }
            return null;
        } catch (RuntimeException broken) {
            LOG.warn(
                    "A session cannot be read and is ended: {}",
                    broken.getClass().getSimpleName());
            sessions.deleteById(id);
            return null;
        }
    }

    private static void known(Session session) {
        for (var name : session.getAttributeNames()) {
            if (!SessionAttributes.isKnown(name, session.getAttribute(name))) {
                throw new IllegalArgumentException("SessionAttributes does not have " + name);
            }
        }
    }

    @Override
    public S createSession() {
        return sessions.createSession();
    }

    /// While the database takes no writes, a session stays as it was: whoever is signed in goes on reading. Whoever
    /// signs in is told by what that writes besides.
    ///
    /// @throws IllegalArgumentException for an attribute that could not be read again
    @Override
    public void save(S session) {
        known(session);
        try {
            sessions.save(session);
            unwritable.set(false);
        } catch (DataAccessException | TransactionException refused) {
            if (!RefusedWrites.areCauseOf(refused)) {
                throw refused;
            }
            if (!unwritable.getAndSet(true)) {
                LOG.warn("Sessions cannot be saved now: whoever is signed in stays so, nobody else gets in");
            }
        }
    }

    @Override
    public void deleteById(String id) {
        sessions.deleteById(id);
    }

    @Override
    public Map<String, S> findByIndexNameAndIndexValue(String name, String value) {
        return sessions.findByIndexNameAndIndexValue(name, value);
    }
}
