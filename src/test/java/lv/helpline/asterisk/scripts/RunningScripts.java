package lv.helpline.asterisk.scripts;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import lv.helpline.asterisk.fastagi.AgiServer;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.asterisk.fastagi.Observed;
import lv.helpline.calllog.CallLog;
import lv.helpline.calllog.PartnerCalls;
import lv.helpline.roster.Roster;
import lv.helpline.routing.Decision;
import lv.helpline.routing.FallbackCopy;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Snapshot;
import lv.helpline.selfservice.PauseStore;
import org.jspecify.annotations.Nullable;

/// The real server with the real scripts, over a domain that a test pretends.
public final class RunningScripts implements AutoCloseable {

    final Observed observed = new Observed();
    final Copy copy = new Copy();

    @Nullable
    Snapshot snapshot;

    Instant now;
    Decider decider = RunningScripts::undecided;
    FallbackDay.Changes changes = (roster, from, until) -> List.of();
    CallLog callLog = (calls, attempts) -> {};
    PauseStore pauses = (pause, at) -> false;
    PartnerCalls partnerCalls = counts -> {};
    PeopleScript.ReachableInterpreters interpreters = at -> List.of();
    private final AgiServer server;

    RunningScripts(String now, Snapshot snapshot) {
        this.now = Given.riga(now);
        this.snapshot = snapshot;
        var clock = new Clock() {
            @Override
            public Instant instant() {
                return RunningScripts.this.now;
            }

            @Override
            public ZoneId getZone() {
                return Roster.ZONE;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
        Decider deciding = (current, routingRequest, at) -> decider.decide(current, routingRequest, at);
        server = new AgiServer(
                Given.limits().properties(),
                Map.of(
                        DialplanNames.ROUTE,
                        new RouteScript(() -> Optional.ofNullable(this.snapshot), deciding, clock, observed),
                        DialplanNames.REFRESH,
                        new RefreshScript(
                                () -> Optional.ofNullable(this.snapshot),
                                deciding,
                                (roster, from, until) -> changes.of(roster, from, until),
                                clock,
                                observed,
                                copy),
                        DialplanNames.OUTCOME,
                        new OutcomeScript(
                                (calls, attempts) -> callLog.store(calls, attempts),
                                (pause, at) -> pauses.enter(pause, at),
                                counts -> partnerCalls.store(counts),
                                clock,
                                observed),
                        DialplanNames.PAUSE,
                        new PauseScript((pause, at) -> pauses.enter(pause, at), clock),
                        DialplanNames.PEOPLE,
                        new PeopleScript(
                                () -> Optional.ofNullable(this.snapshot), deciding, at -> interpreters.at(at), clock)),
                observed,
                ServerSocketFactory.getDefault(),
                List::of);
        server.start();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Decision undecided(Snapshot snapshot, RoutingRequest routingRequest, Instant at) {
        throw new IllegalStateException("nothing is to be decided");
    }

    /// Remembers when Asterisk was up to date.
    public static final class Copy implements FallbackCopy {
        private volatile Optional<Instant> seen = Optional.empty();

        @Override
        public void seen(Instant at) {
            seen = Optional.of(at);
        }

        @Override
        public Optional<Instant> lastSeen() {
            return seen;
        }
    }
}
