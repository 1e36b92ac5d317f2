package lv.helpline.asterisk.scripts;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallRecord;
import lv.helpline.routing.CallPathObserver;
import org.asteriskjava.fastagi.AgiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One batch of what the dialplan has spooled in AstDB: calls that are over, and the ringings that belonged to them.
///
/// Entries that cannot be read are deleted while it is read, so that they never stand in the way of others.
final class Spool {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int CALLS_A_RUN = 500;
    private static final int ATTEMPTS_A_RUN = 2_000;

    private final AstDb astDb;
    private final Instant now;
    private final Map<String, CallRecord> calls = new LinkedHashMap<>();
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private final Set<String> left = new HashSet<>();
    private int inProgress;
    private int remainingAttempts;
    private int unreadable;

    private Spool(AstDb astDb, Instant now) {
        this.astDb = astDb;
        this.now = now;
    }

    /// Attempts are listed before calls. A call is in the spool from before its first attempt until it is stored, so
    /// an attempt whose call is not listed then belongs to one that is stored already.
    static Spool read(AstDb astDb, Instant now, CallPathObserver observer) throws AgiException {
        var spool = new Spool(astDb, now);
        var attempts = astDb.keys(DialplanNames.ATTEMPTS);
        spool.readCalls(astDb.keys(DialplanNames.OUTCOMES));
        spool.readAttempts(attempts);
        if (spool.unreadable > 0) {
            observer.discarded(spool.unreadable);
        }
        return spool;
    }

    List<CallRecord> calls() {
        return List.copyOf(calls.values());
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts.values());
    }

    /// How many calls that are over will still be in the spool when this batch has been deleted.
    int remaining() {
        return left.size() - inProgress;
    }

    /// How many ringings of calls that are stored will still be there too.
    int remainingAttempts() {
        return remainingAttempts;
    }

    void delete() throws AgiException {
        for (var key : calls.keySet()) {
            astDb.delete(DialplanNames.OUTCOMES, key);
        }
        for (var key : attempts.keySet()) {
            astDb.delete(DialplanNames.ATTEMPTS, key);
        }
    }

    private void readCalls(List<String> keys) throws AgiException {
        left.addAll(keys);
        for (var key : keys) {
            if (calls.size() == CALLS_A_RUN) {
                return;
            }
            var value = astDb.get(DialplanNames.OUTCOMES, key);
            var entry = value.flatMap(text -> SpoolEntry.call(key, text, now));
            if (entry.filter(SpoolEntry::open).isPresent()) {
                if (astDb.isAlive(UUID.fromString(key))) {
                    inProgress++;
                    continue;
                }
                // It may have ended between the two questions: what stands there now is its last word.
                value = astDb.get(DialplanNames.OUTCOMES, key);
                entry = value.flatMap(text -> SpoolEntry.call(key, text, now));
            }
            left.remove(key);
            entry.ifPresent(read -> calls.put(key, read.record()));
            if (value.isPresent() && entry.isEmpty()) {
                discard(DialplanNames.OUTCOMES, key, Optional.of(key));
            }
        }
    }

    private void readAttempts(List<String> keys) throws AgiException {
        for (var key : keys) {
            var call = SpoolEntry.callOf(key);
            if (call.filter(left::contains).isPresent()) {
                continue;
            }
            if (attempts.size() == ATTEMPTS_A_RUN) {
                remainingAttempts++;
                continue;
            }
            var value = astDb.get(DialplanNames.ATTEMPTS, key);
            var attempt = value.flatMap(text -> SpoolEntry.attempt(key, text));
            attempt.ifPresent(read -> attempts.put(key, read));
            if (value.isPresent() && attempt.isEmpty()) {
                discard(DialplanNames.ATTEMPTS, key, call);
            }
        }
    }

    private void discard(String family, String key, Optional<String> call) throws AgiException {
        LOG.warn(
                "Deleted an entry of {} that cannot be read{}",
                family,
                call.filter(SpoolEntry::isCallId).isPresent() ? "" : ", under a key that is no call's");
        unreadable++;
        astDb.delete(family, key);
    }
}
