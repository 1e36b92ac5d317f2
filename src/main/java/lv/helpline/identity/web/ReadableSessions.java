package lv.helpline.identity.web;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.HashMap;
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
final class ReadableSessions<S extends Session> implements FindByIndexNameSessionRepository<NotedSession<S>> {

    private static final Logger LOG = LoggerFactory.getLogger(ReadableSessions.class);

    private final FindByIndexNameSessionRepository<S> sessions;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicBoolean unwritable = new AtomicBoolean();

    /// What the request that a thread serves has read, by its id; nothing where none is served.
    @SuppressWarnings("ThreadLocalUsage") // There is one of these.
    private final ThreadLocal<@Nullable Map<String, NotedSession<S>>> readBefore = new ThreadLocal<>();

    ReadableSessions(FindByIndexNameSessionRepository<S> sessions) {
        this.sessions = sessions;
    }

    /// Within a request a session is read once: Spring Session would read it again when it has answered.
    void inARequest(FilterChain chain, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        readBefore.set(new HashMap<>());
        try {
            chain.doFilter(request, response);
        } finally {
            readBefore.remove();
        }
    }

    @Override
    public @Nullable NotedSession<S> findById(String id) {
        var before = readBefore.get();
        var there = before == null ? null : before.get(id);
        if (there != null && there.getId().equals(id) && !there.isExpired()) {
            return there;
        }
        var found = read(id);
        if (found != null && before != null) {
            before.put(id, found);
        }
        return found;
    }

    private @Nullable NotedSession<S> read(String id) {
        try {
            var found = sessions.findById(id);
            if (found != null) {
                // What an attribute holds is read when it is asked for.
                known(found);
            }
            if (away.getAndSet(false)) {
                LOG.info("Sessions can be read again");
            }
            return found == null ? null : NotedSession.read(found);
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
    public NotedSession<S> createSession() {
        return NotedSession.begun(sessions.createSession());
    }

    /// While the database takes no writes, a session stays as it was: whoever is signed in goes on reading. Whoever
    /// signs in is told by what that writes besides.
    ///
    /// @throws IllegalArgumentException for an attribute that could not be read again
    @Override
    public void save(NotedSession<S> session) {
        if (!session.isUnsaved()) {
            return;
        }
        known(session);
        try {
            sessions.save(session.kept());
            session.saved();
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
        var before = readBefore.get();
        if (before != null) {
            before.remove(id);
        }
        sessions.deleteById(id);
    }

    @Override
    public Map<String, NotedSession<S>> findByIndexNameAndIndexValue(String name, String value) {
        return sessions.findByIndexNameAndIndexValue(name, value).entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, found -> NotedSession.read(found.getValue())));
    }
}
