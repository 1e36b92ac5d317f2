package lv.helpline.asterisk.scripts;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.util.Optional;
import lv.helpline.asterisk.fastagi.AgiRejected;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.routing.Target;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;

/// `coordinators`: whom a consultant can talk to after a hard call. Answers with targets joined by `&`, nobody among
/// them who asks.
record CoordinatorsScript(SnapshotSource snapshots, Clock clock) implements AgiScript {

    /// Who asks does not want to wait for more.
    private static final int MOST = 3;

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var asking = new Arguments(request).consultant(1);
        var roster = snapshots
                .current()
                .orElseThrow(() -> new AgiRejected(Refusal.FAULT, "there is no roster to look in"))
                .roster();
        var targets = roster.coordinators(clock.instant()).stream()
                .filter(coordinator -> !Optional.of(coordinator.id()).equals(asking))
                .limit(MOST)
                .map(Target::onOnePhone)
                .map(RouteReply::code)
                .collect(joining("&"));
        channel.setVariable(DialplanNames.ANSWER, RouteReply.VERSION + "coordinators|" + targets + "|end");
    }
}
