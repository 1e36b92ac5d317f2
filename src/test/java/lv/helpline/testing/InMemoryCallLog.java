package lv.helpline.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallLog;
import lv.helpline.calllog.CallRecord;

/// A call log in memory that keeps the same contract as the one in PostgreSQL.
public final class InMemoryCallLog implements CallLog {

    private final Map<UUID, CallRecord> records = new LinkedHashMap<>();
    private final Map<AttemptKey, Attempt> attempts = new LinkedHashMap<>();
    private boolean available = true;

    private record AttemptKey(UUID callId, int consultant, long startedAt) {
        static AttemptKey of(Attempt attempt) {
            return new AttemptKey(
                    attempt.callId(),
                    attempt.consultant().value(),
                    attempt.startedAt().getEpochSecond());
        }
    }

    /// As when the database goes down, or comes back.
    public void setAvailable(boolean available) {
        this.available = available;
    }

    @Override
    public void store(List<CallRecord> newRecords, List<Attempt> newAttempts) {
        if (!available) {
            throw new CallLogUnavailable(new IllegalStateException("switched off by the test"));
        }
        newRecords.forEach(each -> records.putIfAbsent(each.callId(), each));
        newAttempts.forEach(each -> attempts.putIfAbsent(AttemptKey.of(each), each));
    }

    public List<CallRecord> records() {
        return new ArrayList<>(records.values());
    }

    public List<Attempt> attempts() {
        return new ArrayList<>(attempts.values());
    }
}
