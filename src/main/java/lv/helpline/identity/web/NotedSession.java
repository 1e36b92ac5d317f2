package lv.helpline.identity.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/// A session of which it is noted to the minute that somebody came, so that whoever reads page after page writes
/// nothing. [Sessions#begin] lets it last that much longer.
///
/// @param <S> the session that the database has
final class NotedSession<S extends Session> implements Session {

    private final S kept;
    private boolean unsaved;

    private NotedSession(S kept, boolean unsaved) {
        this.kept = kept;
        this.unsaved = unsaved;
    }

    static <S extends Session> NotedSession<S> begun(S session) {
        return new NotedSession<>(session, true);
    }

    static <S extends Session> NotedSession<S> read(S session) {
        return new NotedSession<>(session, false);
    }

    S kept() {
        return kept;
    }

    boolean isUnsaved() {
        return unsaved;
    }

    void saved() {
        unsaved = false;
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        if (!time.isBefore(kept.getLastAccessedTime().plus(Sessions.BETWEEN_SIGHTS))) {
            unsaved = true;
            kept.setLastAccessedTime(time);
        }
    }

    @Override
    public Instant getLastAccessedTime() {
        return kept.getLastAccessedTime();
    }

    @Override
    public String getId() {
        return kept.getId();
    }

    @Override
    public String changeSessionId() {
        unsaved = true;
        return kept.changeSessionId();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // As the interface has it.
    public <T> @Nullable T getAttribute(String name) {
        return kept.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return kept.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, Object value) {
        unsaved = true;
        kept.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        unsaved = true;
        kept.removeAttribute(name);
    }

    @Override
    public Instant getCreationTime() {
        return kept.getCreationTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        unsaved = true;
        kept.setMaxInactiveInterval(interval);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return kept.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
        return kept.isExpired();
    }
}
