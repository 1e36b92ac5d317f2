package lv.helpline.asterisk.scripts;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ServerSocketFactory;
import lv.helpline.asterisk.fastagi.AgiProperties;
import lv.helpline.asterisk.fastagi.AgiServer;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.calllog.CallLog;
import lv.helpline.calllog.PartnerCalls;
import lv.helpline.callout.CalloutDispatcher;
import lv.helpline.callout.TestCalls;
import lv.helpline.lines.Interpreters;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.CallRouter;
import lv.helpline.routing.FallbackCopy;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.selfservice.DutyLine;
import lv.helpline.selfservice.PauseStore;
import org.asteriskjava.fastagi.AgiScript;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The FastAGI server and all the scripts that it knows: no other can be named by a request.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgiProperties.class)
public class AgiConfiguration {

    @Bean
    AgiServer agiServer(
            AgiProperties properties,
            SnapshotSource snapshots,
            CallLog callLog,
            PauseStore pauses,
            PartnerCalls partnerCalls,
            DutyLine dutyLine,
            Interpreters interpreters,
            CalloutDispatcher calloutDispatcher,
            TestCalls testCalls,
            CallPathObserver observer,
            FallbackCopy copy,
            Clock clock) {
        var scripts = Map.<String, AgiScript>of(
                DialplanNames.ROUTE, new RouteScript(snapshots, CallRouter::decide, clock, observer),
                DialplanNames.REFRESH,
                        new RefreshScript(snapshots, CallRouter::decide, Roster::changes, clock, observer, copy),
                DialplanNames.OUTCOME, new OutcomeScript(callLog, pauses, partnerCalls, clock, observer),
                DialplanNames.PAUSE, new PauseScript(pauses, clock),
                DialplanNames.PEOPLE, new PeopleScript(snapshots, CallRouter::decide, interpreters::reachable, clock),
                DialplanNames.DUTY, new DutyScript(dutyLine, snapshots, observer, clock),
                DialplanNames.RECORD, new RecordScript(dutyLine, clock),
                DialplanNames.CALLS, new CallsScript(calloutDispatcher, snapshots, clock),
                DialplanNames.PLACED, new PlacedScript(calloutDispatcher, clock),
                DialplanNames.TESTS, new TestsScript(calloutDispatcher, testCalls, clock));
        return new AgiServer(properties, scripts, observer, ServerSocketFactory.getDefault(), () -> numbers(snapshots));
    }

    /// None before there is a roster.
    private static List<String> numbers(SnapshotSource snapshots) {
        return snapshots.current().stream()
                .flatMap(snapshot -> snapshot.roster().data().lines().stream())
                .map(Line::number)
                .toList();
    }
}
