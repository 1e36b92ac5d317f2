package lv.helpline.asterisk.scripts;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.asterisk.fastagi.AgiRejected;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.lines.Interpreters;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Language;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.routing.ReachablePeople;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.routing.Target;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// `people`: whom a consultant can bring into a call, or talk to after it. Answers with the coordinators on call and
/// the colleagues who would be rung for such a call, each as targets joined by `&`, nobody among them who asks,
/// and with the interpreters who may be rung now, by language.
record PeopleScript(SnapshotSource snapshots, Decider decider, ReachableInterpreters interpreters, Clock clock)
        implements AgiScript {

    /// Who may be rung at an instant.
    @FunctionalInterface
    interface ReachableInterpreters {
        List<Interpreters.Entry> at(Instant instant);
    }

    private static final Logger LOG = LoggerFactory.getLogger(PeopleScript.class);

    /// One key each.
    private static final int MOST_LANGUAGES = 9;

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var arguments = new Arguments(request);
        var snapshot =
                snapshots.current().orElseThrow(() -> new AgiRejected(Refusal.FAULT, "there is no roster to look in"));
        var at = clock.instant();
        var call = new RoutingRequest(
                arguments.find(2).orElse(""),
                Optional.of(arguments
                        .find(3)
                        .filter(code -> code.matches("[a-z]{2}"))
                        .map(Language::new)
                        .orElse(Language.LATVIAN)));
        var people = ReachablePeople.of(snapshot, arguments.consultant(1), decider.decide(snapshot, call, at), at);
        channel.setVariable(
                DialplanNames.ANSWER,
                RouteReply.VERSION
                        + String.join(
                                "|",
                                DialplanNames.PEOPLE,
                                targets(people.coordinators()),
                                targets(people.colleagues()),
                                interpreters(at),
                                "end"));
    }

    /// `<language>:<target>&<target>…` joined by `+`. They are in no copy of the roster, so without the database there
    /// are none.
    private String interpreters(Instant at) {
        try {
            var reachable = interpreters.at(at);
            return Interpreters.OFFERED.stream()
                    .map(language -> interpreters(language, reachable))
                    .flatMap(Optional::stream)
                    .limit(MOST_LANGUAGES)
                    .collect(joining("+"));
        } catch (DataAccessException unreachable) {
            LOG.warn("No interpreter is offered, for the database is not there");
            return "";
        }
    }

    private static Optional<String> interpreters(Language language, List<Interpreters.Entry> reachable) {
        var targets = reachable.stream()
                .filter(entry -> entry.interpreter().languages().contains(language))
                .limit(ReachablePeople.MOST)
                .map(entry ->
                        "i" + entry.id() + "_m" + entry.interpreter().number().substring(1))
                .collect(joining("&"));
        return targets.isEmpty() ? Optional.empty() : Optional.of(language + ":" + targets);
    }

    private static String targets(List<Consultant> people) {
        return people.stream().map(Target::onOnePhone).map(RouteReply::code).collect(joining("&"));
    }
}
