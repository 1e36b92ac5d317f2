package lv.helpline.asterisk.scripts;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lv.helpline.asterisk.fastagi.AgiRejected;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.WishId;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.routing.Decision;
import lv.helpline.routing.DroppedCall;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.routing.Step;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `route`: decides one call and answers with one variable. Nobody is turned away because an argument is not well
/// formed. A trial of a line's route is decided like a call, but is neither counted nor logged.
record RouteScript(SnapshotSource snapshots, Decider decider, Clock clock, CallPathObserver observer)
        implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(RouteScript.class);

    private static final String LOST = "_lost";

    /// A call that waits asks again before this is over.
    private static final Duration SOON = Duration.ofSeconds(40);

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var arrived = System.nanoTime();
        var at = clock.instant();
        var arguments = new Arguments(request);
        var asked = new RoutingRequest(
                arguments.find(2).orElse(""),
                arguments.find(3).filter(code -> code.matches("[a-z]{2}")).map(Language::new),
                arguments.find(9).filter(code -> code.matches("[a-z]{1,20}")).map(WishId::new),
                arguments.seconds(4).orElse(Duration.ZERO),
                dropped(arguments),
                arguments.ago(7));
        var snapshot = snapshots
                .current()
                .orElseThrow(() -> new AgiRejected(Refusal.FAULT, "there is no roster to decide by"));
        var decision = decider.decide(snapshot, asked, at);
        var routeReply = RouteReply.to(decision, at).with(decider.coming(snapshot, asked, decision, at, SOON));
        if (!arguments.find(1).equals(Optional.of(DialplanNames.TRIAL))) {
            observer.decided(decision, Duration.ofNanos(System.nanoTime() - arrived));
            log(decision, routeReply);
        }
        channel.setVariable(DialplanNames.ANSWER, routeReply.text());
    }

    /// `<consultant>` and `<seconds>` or `<seconds>_lost`.
    private static Optional<DroppedCall> dropped(Arguments arguments) {
        var lost = arguments.seconds(6, LOST);
        return arguments
                .consultant(5)
                .flatMap(consultant -> lost.or(() -> arguments.seconds(6))
                        .map(ago -> new DroppedCall(consultant, ago, lost.isPresent())));
    }

    /// Without the call's id: the time of a line in the journal, to the millisecond, is not to lead to a record.
    private static void log(Decision decision, RouteReply routeReply) {
        var line = decision.called().map(Line::id).map(Object::toString).orElse("unknown");
        var steps = decision instanceof Decision.Ring ring ? ring.plan().steps() : List.<Step>of();
        var phones = steps.stream().mapToInt(step -> step.targets().size()).sum();
        LOG.info(
                "Call to {}: {} by {}, steps {}, phones {}",
                line,
                routeReply.verb(),
                routeReply.rules(),
                steps.size(),
                phones);
        if (routeReply.dropped() > 0) {
            LOG.warn("Call to {}: {} phones found no room in the answer", line, routeReply.dropped());
        }
    }
}
