package lv.helpline.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.MapSession;

class ReadableSessionsTest {

    private final Kept kept = new Kept();
    private final ReadableSessions<MapSession> sessions = new ReadableSessions<>(kept);

    /// Spring Session asks again when it has answered.
    @Test
    void a_request_reads_its_session_once_and_the_next_request_again() throws Exception {
        var id = begin();
        for (var request = 1; request <= 2; request++) {
            inARequest(() -> assertThat(sessions.findById(id)).isSameAs(sessions.findById(id)));
            assertThat(kept.reads).isEqualTo(request);
        }
    }

    @Test
    void whoever_asks_beside_a_request_reads_each_time() {
        var id = begin();
        sessions.findById(id);
        sessions.findById(id);
        assertThat(kept.reads).isEqualTo(2);
    }

    @Test
    void a_session_that_ends_or_has_another_id_is_not_found_in_the_same_request() throws Exception {
        var id = begin();
        inARequest(() -> {
            found(id);
            sessions.deleteById(id);
            assertThat(sessions.findById(id)).isNull();
        });
        var other = begin();
        inARequest(() -> {
            var session = found(other);
            session.changeSessionId();
            sessions.save(session);
            assertThat(found(session.getId()).getId()).isNotEqualTo(other);
            kept.deleteById(other);
            assertThat(sessions.findById(other)).isNull();
        });
    }

    @Test
    void whoever_reads_page_after_page_writes_once_a_minute() {
        var id = begin();
        var began = found(id).getLastAccessedTime();
        var written = kept.writes;
        come(id, began.plusSeconds(59));
        assertThat(kept.writes).isEqualTo(written);
        come(id, began.plusSeconds(60));
        assertThat(kept.writes).isEqualTo(written + 1);
        assertThat(found(id).getLastAccessedTime()).isEqualTo(began.plusSeconds(60));
    }

    @Test
    void what_changes_in_a_session_is_written_at_once() {
        var id = begin();
        var written = kept.writes;
        var session = found(id);
        session.setAttribute(Sessions.SEEN_AT, 5L);
        sessions.save(session);
        session.removeAttribute(Sessions.SEEN_AT);
        sessions.save(session);
        session.setMaxInactiveInterval(Duration.ofMinutes(1));
        sessions.save(session);
        sessions.save(session);
        assertThat(kept.writes).isEqualTo(written + 3);
    }

    private String begin() {
        var session = sessions.createSession();
        sessions.save(session);
        return session.getId();
    }

    private void come(String id, Instant at) {
        var session = found(id);
        session.setLastAccessedTime(at);
        sessions.save(session);
    }

    private NotedSession<MapSession> found(String id) {
        return Objects.requireNonNull(sessions.findById(id));
    }

    private void inARequest(Runnable what) throws IOException, ServletException {
        sessions.inARequest((_, _) -> what.run(), new MockHttpServletRequest(), new MockHttpServletResponse());
    }

    /// Sessions as a database has them, which are read and written as copies.
    private static final class Kept implements FindByIndexNameSessionRepository<MapSession> {

        private final Map<String, MapSession> rows = new HashMap<>();
        private int reads;
        private int writes;

        @Override
        public MapSession createSession() {
            return new MapSession();
        }

        @Override
        public void save(MapSession session) {
            writes++;
            rows.put(session.getId(), new MapSession(session));
        }

        @Override
        public @Nullable MapSession findById(String id) {
            reads++;
            var row = rows.get(id);
            return row == null ? null : new MapSession(row);
        }

        @Override
        public void deleteById(String id) {
            rows.remove(id);
        }

        @Override
        public Map<String, MapSession> findByIndexNameAndIndexValue(String name, String value) {
            return Map.of();
        }
    }
}
