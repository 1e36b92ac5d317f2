package lv.helpline.agi;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import lv.helpline.duty.Line;
import lv.helpline.duty.Roster;
import lv.helpline.routing.Activity;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `refresh`: brings the fallback roster that Asterisk keeps up to date, when it was made from another snapshot or on
/// another date. Its version is taken away first and written last, so that a refresh that was cut is done again, even
/// when the books have gone back to what they were before it. At every moment each line has answers for today.
record RefreshScript(SnapshotSource snapshots, Decider decider, FallbackDay.Changes changes, Clock clock)
        implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshScript.class);
    private static final int DAYS = 14;

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var now = clock.instant();
        var snapshot = snapshots
                .current()
                .map(books -> new Snapshot(books.version(), books.loadedAt(), books.roster(), Activity.NONE))
                .orElseThrow(() -> new Refused(Refusal.FAULT, "there is no roster to hand over"));
        var today = LocalDate.ofInstant(now, Roster.ZONE);
        var version = snapshot.version() + "-" + BASIC_ISO_DATE.format(today);
        var astDb = new AstDb(channel);
        if (!astDb.get(Dialplan.FALLBACK, Dialplan.FALLBACK_VERSION).equals(Optional.of(version))) {
            astDb.put(Dialplan.FALLBACK, Dialplan.FALLBACK_VERSION, "incomplete");
            for (var line : snapshot.roster().data().lines()) {
                replace(line, today, snapshot, astDb);
            }
            forgetFormerLines(snapshot, astDb);
            astDb.put(Dialplan.FALLBACK, Dialplan.FALLBACK_UPDATED, Long.toString(now.getEpochSecond()));
            astDb.put(Dialplan.FALLBACK, Dialplan.FALLBACK_VERSION, version);
            LOG.info("Asterisk's fallback roster is {} now", version);
        }
    }

    private void replace(Line line, LocalDate today, Snapshot snapshot, AstDb astDb) throws AgiException {
        var entries = new LinkedHashMap<String, String>();
        today.datesUntil(today.plusDays(DAYS))
                .map(date -> FallbackDay.of(date, line, snapshot, decider, changes))
                .forEach(day -> entries.putAll(day.entries()));
        for (var entry : entries.entrySet()) {
            astDb.put(Dialplan.fallbackOf(line.number()), entry.getKey(), entry.getValue());
        }
        deleteAllBut(entries.keySet(), line.number(), astDb);
    }

    private static void forgetFormerLines(Snapshot snapshot, AstDb astDb) throws AgiException {
        var numbers =
                snapshot.roster().data().lines().stream().map(Line::number).toList();
        for (var key : astDb.keys(Dialplan.FALLBACK)) {
            if (key.matches("[0-9]{8}") && !numbers.contains(key)) {
                deleteAllBut(Set.of(), key, astDb);
            }
        }
    }

    private static void deleteAllBut(Set<String> kept, String number, AstDb astDb) throws AgiException {
        for (var key : astDb.keys(Dialplan.fallbackOf(number))) {
            if (!kept.contains(key)) {
                astDb.delete(Dialplan.fallbackOf(number), key);
            }
        }
    }
}
