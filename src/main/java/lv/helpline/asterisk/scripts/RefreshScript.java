package lv.helpline.asterisk.scripts;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import lv.helpline.asterisk.fastagi.AgiRejected;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.roster.Language;
import lv.helpline.roster.Referral;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.routing.FallbackCopy;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `refresh`: brings the fallback roster and the announcements that Asterisk keeps up to date, when they were made from
/// another snapshot or on another date. Their version is taken away first and written last, so that a refresh that was
/// cut is done again, even when the roster has gone back to what it was before it. At every moment each line has
/// answers for today.
record RefreshScript(
        SnapshotSource snapshots,
        Decider decider,
        FallbackDay.Changes changes,
        Clock clock,
        CallPathObserver observer,
        FallbackCopy copy)
        implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshScript.class);
    private static final int DAYS = 14;

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        observer.greetings(synthetic(request));
        var now = clock.instant();
        var snapshot = snapshots
                .current()
                .map(read -> new Snapshot(read.version(), read.loadedAt(), read.roster(), RecentActivity.NONE))
                .orElseThrow(() -> new AgiRejected(Refusal.FAULT, "there is no roster to hand over"));
        var today = LocalDate.ofInstant(now, Roster.ZONE);
        var version = RouteReply.VERSION.replace('|', '-') + snapshot.version() + "-" + BASIC_ISO_DATE.format(today);
        var astDb = new AstDb(channel);
        if (!astDb.get(DialplanNames.FALLBACK, DialplanNames.FALLBACK_VERSION).equals(Optional.of(version))) {
            astDb.put(DialplanNames.FALLBACK, DialplanNames.FALLBACK_VERSION, "incomplete");
            replaceAnswers(today, snapshot, astDb);
            replaceAnnouncements(snapshot.roster().data(), astDb);
            astDb.put(DialplanNames.FALLBACK, DialplanNames.FALLBACK_UPDATED, Long.toString(now.getEpochSecond()));
            astDb.put(DialplanNames.FALLBACK, DialplanNames.FALLBACK_VERSION, version);
            LOG.info("Asterisk's fallback roster is {} now", version);
        }
        channel.setVariable(DialplanNames.ANSWER, RouteReply.VERSION + "fresh|end");
        copy.seen(now);
    }

    private static Set<Language> synthetic(AgiRequest request) {
        return new Arguments(request)
                .find(2).stream()
                        .flatMap(languages -> Stream.of(languages.split("\\+")))
                        .filter(code -> code.matches("[a-z]{2}"))
                        .map(Language::new)
                        .collect(toSet());
    }

    private void replaceAnswers(LocalDate today, Snapshot snapshot, AstDb astDb) throws AgiException {
        var questions = new LinkedHashMap<String, RoutingRequest>();
        for (var line : snapshot.roster().data().lines()) {
            var hasMenu = line.languages().size() > 1;
            questions.put(
                    DialplanNames.fallbackOf(line.number()),
                    new RoutingRequest(
                            line.number(),
                            Optional.of(line.languages().getFirst()).filter(_ -> !hasMenu)));
            if (hasMenu) {
                line.languages()
                        .forEach(language -> questions.put(
                                DialplanNames.fallbackOf(line.number(), language),
                                new RoutingRequest(line.number(), Optional.of(language))));
            }
        }
        for (var question : questions.entrySet()) {
            var entries = new LinkedHashMap<String, String>();
            today.datesUntil(today.plusDays(DAYS))
                    .map(date -> FallbackDay.of(date, question.getValue(), snapshot, decider, changes))
                    .forEach(day -> entries.putAll(day.entries()));
            replace(question.getKey(), entries, astDb);
        }
        for (var name : astDb.keys(DialplanNames.FALLBACK)) {
            var family = DialplanNames.fallbackOf(name);
            if (name.matches("[0-9]{8}(-[a-z]{2})?") && !questions.containsKey(family)) {
                replace(family, Map.of(), astDb);
            }
        }
    }

    /// A closure's message in its own language; the name of outside help in each language that a line serves.
    private static void replaceAnnouncements(RosterData roster, AstDb astDb) throws AgiException {
        var families = new TreeMap<String, Map<String, String>>();
        for (var line : roster.lines()) {
            for (var language : line.languages()) {
                var family = families.computeIfAbsent(DialplanNames.announcementsIn(language), _ -> new TreeMap<>());
                roster.outsideHelp().stream().map(Referral::name).forEach(name -> family.put(name.id(), name.text()));
            }
        }
        for (var closure : roster.closures()) {
            closure.message()
                    .forEach((language, message) -> families.computeIfAbsent(
                                    DialplanNames.announcementsIn(language), _ -> new TreeMap<>())
                            .put(message.id(), message.text()));
        }
        for (var name : astDb.keys(DialplanNames.ANNOUNCEMENTS)) {
            families.putIfAbsent(DialplanNames.ANNOUNCEMENTS + "/" + name, Map.of());
        }
        for (var family : families.entrySet()) {
            replace(family.getKey(), family.getValue(), astDb);
        }
    }

    /// Writes the new before it deletes the old.
    private static void replace(String family, Map<String, String> entries, AstDb astDb) throws AgiException {
        for (var entry : entries.entrySet()) {
            astDb.put(family, entry.getKey(), entry.getValue());
        }
        for (var key : astDb.keys(family)) {
            if (!entries.containsKey(key)) {
                astDb.delete(family, key);
            }
        }
    }
}
