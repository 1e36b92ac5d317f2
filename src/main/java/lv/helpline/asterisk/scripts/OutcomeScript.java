package lv.helpline.asterisk.scripts;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.calllog.CallLog;
import lv.helpline.calllog.CallLog.CallLogUnavailable;
import lv.helpline.calllog.PartnerCalls;
import lv.helpline.roster.Roster;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.selfservice.PauseStore;
import lv.helpline.selfservice.PauseStore.PauseStoreUnavailable;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `outcome`: moves what Asterisk has spooled into the call log, and pauses into the roster. An entry goes only
/// after the database has committed it; whatever is cut in between is handed over again and stored once. Counts of
/// partners' calls stay in Asterisk until their month is over.
record OutcomeScript(
        CallLog callLog, PauseStore pauses, PartnerCalls partnerCalls, Clock clock, CallPathObserver observer)
        implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeScript.class);

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var astDb = new AstDb(channel);
        var pausesLeft = enterPauses(astDb);
        var countsLeft = storePartnerCalls(astDb);
        var batch = Spool.read(astDb, clock.instant(), observer);
        var stored = store(batch);
        if (stored) {
            batch.delete();
        }
        var calls = batch.calls().size();
        observer.spooled(batch.remaining() + (stored ? 0 : calls));
        var left = pausesLeft
                + countsLeft
                + batch.remaining()
                + batch.remainingAttempts()
                + (stored ? 0 : calls + batch.attempts().size());
        channel.setVariable(
                DialplanNames.ANSWER,
                RouteReply.VERSION + String.join("|", "stored", "" + (stored ? calls : 0), "" + left, "end"));
    }

    /// Returns how many wait on.
    private int enterPauses(AstDb astDb) throws AgiException {
        var left = 0;
        for (var key : astDb.keys(DialplanNames.PAUSES)) {
            var value = astDb.get(DialplanNames.PAUSES, key);
            if (value.isEmpty()) {
                continue;
            }
            if (isDealtWith(key, value.get())
                    && astDb.get(DialplanNames.PAUSES, key).equals(value)) {
                astDb.delete(DialplanNames.PAUSES, key);
            } else {
                left++;
            }
        }
        return left;
    }

    /// In the database, or of no use to anybody.
    private boolean isDealtWith(String key, String value) {
        var pause = SpoolEntry.pause(key, value);
        try {
            if (pause.isPresent() && pauses.enter(pause.get(), clock.instant())) {
                return true;
            }
        } catch (PauseStoreUnavailable unavailable) {
            LOG.warn("The database is not available; a pause waits in Asterisk's spool");
            return false;
        }
        LOG.warn("Deleted an entry of {} that is of nobody in the roster or cannot be read", DialplanNames.PAUSES);
        observer.discarded(1);
        return true;
    }

    /// Returns how many wait on.
    private int storePartnerCalls(AstDb astDb) throws AgiException {
        var counts = new ArrayList<PartnerCalls.Count>();
        var over = new HashMap<String, String>();
        var thisMonth = YearMonth.from(clock.instant().atZone(Roster.ZONE));
        for (var key : astDb.keys(DialplanNames.PARTNER_CALLS)) {
            var value = astDb.get(DialplanNames.PARTNER_CALLS, key);
            var count = value.flatMap(text -> SpoolEntry.partnerCalls(key, text));
            count.ifPresent(counts::add);
            if (value.isPresent() && count.isEmpty()) {
                LOG.warn("Deleted an entry of {} that cannot be read", DialplanNames.PARTNER_CALLS);
                observer.discarded(1);
                astDb.delete(DialplanNames.PARTNER_CALLS, key);
            } else if (count.filter(each -> each.month().isBefore(thisMonth)).isPresent()) {
                over.put(key, value.orElseThrow());
            }
        }
        try {
            partnerCalls.store(counts);
        } catch (CallLogUnavailable unavailable) {
            LOG.warn("The call log is not available; counts of partners' calls wait in Asterisk's spool");
            return counts.size();
        }
        for (var each : over.entrySet()) {
            if (astDb.get(DialplanNames.PARTNER_CALLS, each.getKey()).equals(Optional.of(each.getValue()))) {
                astDb.delete(DialplanNames.PARTNER_CALLS, each.getKey());
            }
        }
        return 0;
    }

    private boolean store(Spool batch) {
        var calls = batch.calls().size();
        var attempts = batch.attempts().size();
        if (calls + attempts == 0) {
            return true;
        }
        try {
            callLog.store(batch.calls(), batch.attempts());
        } catch (CallLogUnavailable unavailable) {
            LOG.warn("The call log is not available; {} calls wait in Asterisk's spool", calls);
            return false;
        }
        observer.stored(calls);
        LOG.info("Stored {} calls and {} attempts", calls, attempts);
        return true;
    }
}
