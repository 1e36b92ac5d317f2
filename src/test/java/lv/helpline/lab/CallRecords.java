package lv.helpline.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the router has stored of the calls since the last reset.
public final class CallRecords {

    /// What is kept of a call.
    public record StoredCall(
            String callId,
            @Nullable String line,
            @Nullable String language,
            String decidedBy,
            String rules,
            String outcome,
            @Nullable Integer answeredBy,
            int seconds) {

        public Optional<Integer> consultant() {
            return Optional.ofNullable(answeredBy);
        }
    }

    private static final Duration STORED = Duration.ofSeconds(60);

    private final JdbcClient jdbc;

    CallRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The record of the only call, once it is there.
    public StoredCall only() {
        return await(1).getFirst();
    }

    /// The records in order of arrival, once there are so many.
    public List<StoredCall> await(int count) {
        return Awaitility.await(count + " records").atMost(STORED).until(this::all, found -> found.size() >= count);
    }

    /// The first such record, once there is one that is not `known`, by call id.
    public StoredCall await(Predicate<StoredCall> wanted, Set<String> known) {
        return Awaitility.await("the record of a call")
                .atMost(STORED)
                .until(
                        () -> all().stream()
                                .filter(wanted)
                                .filter(record -> !known.contains(record.callId()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    public List<StoredCall> all() {
        return jdbc.sql("""
            select call_id::text, line, language, decided_by, array_to_string(rules, '+') as rules, outcome,
                   answered_by, extract(epoch from ended_at - entered_at)::int as seconds
            from call_record order by entered_at, call_id
            """)
                .query(DataClassRowMapper.newInstance(StoredCall.class))
                .list();
    }

    /// The stored attempts as `consultant result`, in order.
    public List<String> attempts() {
        return jdbc.sql("select consultant || ' ' || result from call_attempt order by started_at, consultant")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /// Waits until so many attempts are stored.
    public void awaitAttempts(int count) {
        Awaitility.await(count + " attempts")
                .atMost(Duration.ofSeconds(90))
                .until(() -> attempts().size() >= count);
    }
}
